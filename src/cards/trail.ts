import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { longest, plain } from './plain.ts'
import { footer, plural, subject, trailLine } from './words.ts'

export const trailCard = card('trail', {
  line: (view) =>
    `${view.certification} ${view.name}: ${plural(view.entries, 'entry', 'entries')} in its trail. Type audit ${view.certification} to read it.`,
  fields: (view, reader) => ({
    subject: subject(view),
    summary: `${plural(view.entries, 'entry', 'entries')} in the journal, the oldest first.${view.earlier > 0 ? ` ${view.earlier} earlier.` : ''}${view.later > 0 ? ` ${view.later} later.` : ''}`,
    lines: view.lines.map((one) => {
      const { head, words } = trailLine(one, reader)
      return { head, words: plain(words, longest.line) }
    }),
    hasEarlier: view.earlier > 0,
    earlier: open.with({ what: 'trail', id: view.certification, part: String(view.lines[0]?.seq ?? 0) }),
    hasLater: view.later > 0,
    newest: open.with({ what: 'trail', id: view.certification, part: '' }),
    openIt: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
