import { open } from '../actions/open.ts'
import { changeAnswer, changeDone } from '../actions/reviews/change.ts'
import { date } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { capital, footer, plural, subject, tierWords } from './words.ts'

export const changeCard = card('change', {
  line: (view) => `${view.certification} ${view.name}: what has changed? Type change ${view.certification}.`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: headline(view),
    sentence: sentence(view, reader),
    lines: view.lines.map((one) => ({
      name: capital(one.name),
      what:
        one.to === ''
          ? `${one.from}${one.may ? '' : ' (a steward has settled this)'}`
          : `${one.to} (changed; it was: ${one.from})`,
      title: !one.may ? 'Look' : one.to === '' ? 'Change' : 'Change again',
      press: open.with({ what: 'change-answer', id: view.certification, part: one.id }),
    })),
    hasChanges: view.after !== null,
    done: changeDone.with({ certification: view.certification }),
    back: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})

type View = ViewOf<'change'>

const changedLines = (view: View) => view.lines.filter((one) => one.to !== '')

const headline = (view: View): string =>
  view.after === null
    ? 'What has changed? Press Change at each answer that is another now.'
    : `${capital(plural(changedLines(view).length, 'answer'))} changed: it is ${tierWords(view.after)} now${view.after === view.tier ? ', as before' : `, ${tierWords(view.tier)} before`}.`

const sentence = (view: View, reader: Reader): string => {
  const kept = 'Everything else is kept; only the steps that a change touches are asked again.'
  if (view.after === null) return kept
  return view.countsUntil === null
    ? `${kept} It does not count until it is certified anew.`
    : `${kept} The certificate counts meanwhile, until ${date(view.countsUntil, reader)}.`
}

export const changeAnswerCard = card('change-answer', {
  line: (view) => `${view.certification} ${view.name}: what is the answer now? It was: ${view.before}.`,
  fields: (view) => ({
    subject: subject(view),
    before: `It was certified with: ${view.before}`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: changeAnswer.with({ certification: view.certification, question: view.questionId }),
    back: open.with({ what: 'change', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
