import { day } from '../domain/time-words.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { longest, plain } from './plain.ts'
import { capital, footer, subject, tierWords } from './words.ts'

export const whyCard = card('why', {
  line: (view) =>
    `${view.certification} ${view.name} is ${tierWords(view.tier)} with a score of ${view.score}. Type status ${view.certification} to go on.`,
  fields: (view, reader) => ({
    subject: subject(view),
    tierLine: `${capital(tierWords(view.tier))}, score ${view.score}`,
    bands: `Scores up to ${view.bands.moderate - 1} are low, from ${view.bands.moderate} moderate, from ${view.bands.high} high. Some answers decide by themselves.`,
    rows: view.rows.map((one) => ({
      question: capital(one.question),
      answer:
        one.flag === ''
          ? one.answer
          : `${one.answer} (${one.flag === 'waived' ? `waived until ${day(one.until, reader)}` : one.flag})`,
      points: String(one.points),
    })),
    method: `The tier is the strictest of the score and of the answers that decide by themselves.${view.ruled === '' ? '' : ` It is ${plain(view.ruled, longest.line)}`}`,
    footer: footer(view),
    maySet: view.maySet,
    setTier: open.with({ what: 'set-tier', id: view.certification, part: '' }),
    openIt: open.with({ what: 'certification', id: view.certification, part: '' }),
  }),
})
