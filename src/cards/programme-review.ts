import { open } from '../actions/open.ts'
import { finishProgramme, remarkOn, takeBackRemark } from '../actions/reviews/programme.ts'
import { date, deadline } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { plain } from './plain.ts'
import { capital, list, plural } from './words.ts'

type View = ViewOf<'programme-review'>

export const programmeReviewCard = card('programme-review', {
  line: (view, reader) => `${titleOf(view)}: ${headline(view, reader)}`,
  fields: (view, reader) => ({
    title: titleOf(view),
    headline: headline(view, reader),
    next: nextLine(view, reader),
    facts: factsOf(view, reader),
    hasNotes: view.notes.length > 0,
    notesTitle: view.stage === 'open' ? 'Noted so far' : 'What is to become of it',
    notes: view.may ? [] : view.notes.map((note) => ({ text: noteLine(note) })),
    mine: view.may
      ? view.notes.map((note) => ({
          name: `${note.verdict === 'drop' ? 'Drop' : 'Change'}: ${note.title}`,
          what: `${plain(note.words, 200)} (${note.by})`,
          title: 'Take back',
          press: takeBackRemark.with({ of: view.of, control: note.control }),
        }))
      : [],
    may: view.may && view.notes.length === 0,
    mayRest: view.may && view.notes.length > 0,
    mayNote: view.may,
    finish: finishProgramme.with({ of: view.of }),
    remark: open.with({ what: 'remark', id: view.of, part: '' }),
    policy: open.with({ what: 'policy', id: '', part: '' }),
    footer: `Policy version ${view.version}${view.may ? ' · you get this because you are a steward' : ''}`,
  }),
})

const titleOf = ({ of }: View): string =>
  of === 'policy' ? 'Review of the policy' : 'Review of the controls'

const headline = (view: View, reader: Reader): string => {
  const by = view.due === null ? '' : ` Please say so by ${deadline(view.due, reader)}.`
  switch (view.stage) {
    case 'open':
      return view.of === 'policy'
        ? `Does the policy still say what the organisation wants?${by}`
        : `Is each control still worth what it costs?${by}`
    case 'done':
      return view.notes.length === 0
        ? 'Everything stays as it is.'
        : `${capital(plural(view.notes.length, 'part'))} to see to, everything else stays as it is.`
    case 'none':
      return 'There has been no review so far.'
  }
}

const nextLine = (view: View, reader: Reader): string => {
  if (view.stage !== 'open')
    return view.notes.length === 0
      ? `The next one opens on ${date(view.next, reader)}.`
      : `Whoever edits the policy file finds it here. The next review opens on ${date(view.next, reader)}.`
  if (!view.may) return 'The stewards are asked; one of them closes it.'
  return view.of === 'policy'
    ? 'Note what has to change, a part at a time. What you do not name stays.'
    : 'Keep, change or drop: name those to change or drop, one at a time. What you do not name is kept.'
}

const shown = 4

const factsOf = (view: View, reader: Reader) => {
  const last = view.last
    ? [
        {
          name: 'Last reviewed',
          value: `${date(view.last.at, reader)}${view.last.by === '' ? '' : ` by ${view.last.by}`}`,
        },
      ]
    : []
  if (view.of === 'policy' || view.stage !== 'open') return last
  const { count, low, moderate, high } = view.controls
  const since = view.counted === null ? '' : ` since ${date(view.counted, reader)}`
  const never = view.never.slice(0, shown)
  return [
    {
      name: 'Controls',
      value: `${count} in all; ${low} apply at low, ${moderate} at moderate and ${high} at high risk`,
    },
    ...(view.often.length === 0
      ? []
      : [
          {
            name: `Passed most often${since}`,
            value: list(
              view.often.slice(0, shown).map(({ title, count: times }) => `${plain(title, 60)} (${times})`),
            ),
          },
        ]),
    ...(never.length === 0
      ? []
      : [
          {
            name: `Never passed${since}`,
            value: list([
              ...never.map((title) => plain(title, 60)),
              ...(view.never.length > shown ? [`${view.never.length - shown} more`] : []),
            ]),
          },
        ]),
    ...last,
  ]
}

const noteLine = ({ verdict, title, words, by }: View['notes'][number]): string =>
  `${verdict === 'drop' ? 'Drop' : 'Change'}: ${title}. ${plain(words, 200)} (${by})`

export const remarkCard = card('remark', {
  line: (view) =>
    `${view.of === 'policy' ? 'Review of the policy' : 'Review of the controls'}: what should change?`,
  fields: (view) => ({
    title: view.of === 'policy' ? 'Something should change' : 'Change or drop a control',
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: remarkOn.with({ of: view.of }),
    back: open.with({ what: 'programme-review', id: view.of, part: '' }),
  }),
})
