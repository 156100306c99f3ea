import { open } from '../actions/open.ts'
import { confirm } from '../actions/steps/confirm.ts'
import { notMe } from '../actions/steps/not-me.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { plain } from './plain.ts'
import { footer, subject } from './words.ts'

export const confirmCard = card('confirm', {
  line: (view) => `${view.certification} ${view.name}: ${view.developer} asks you to confirm: ${view.title}.`,
  fields: (view) => ({
    subject: subject(view),
    headline: headline(view),
    purpose: view.purpose,
    lines: view.lines.slice(0, 12).map((one) => ({ text: plain(`${one.title}: ${one.words}`, 600) })),
    vouch: view.may ? `What the step asks: ${view.help}` : 'Nothing left to do for you.',
    may: view.may,
    mayHandBack: view.may && view.named,
    confirm: confirm.with({ certification: view.certification, step: view.step }),
    notRight: open.with({ what: 'not-right', id: view.certification, part: view.step }),
    notMe: notMe.with({ certification: view.certification, step: view.step }),
    footer: footer(view, view.may ? view.whyYou : ''),
  }),
})

const headline = (view: ViewOf<'confirm'>): string => {
  switch (view.stepState) {
    case 'passed':
      return `${view.title}: confirmed by ${view.by === '' ? 'somebody' : view.by}.`
    case 'refused':
      return view.may
        ? `${view.title}: you said that it is not right. If it is right by now, you can still confirm it.`
        : `${view.title}: ${view.by === '' ? 'somebody' : view.by} said that it is not right.`
    case 'open':
      return `${view.title}: back with ${view.developer}.`
    case 'asked':
      return view.may
        ? `${view.developer} asks you to confirm this step: ${view.title}`
        : `${view.title}: waits for somebody else.`
  }
}
