import { sha256 } from '../../src/hash.ts'
import type { Programme } from '../../src/domain/programme.ts'
import { loadProgramme } from '../../src/programme/load.ts'
import { policyText } from '../world.ts'

/** One version of the policy that is in force in the year, and what it says on reminders: written down a second time, to be compared. */
export type Edition = {
  readonly text: string
  readonly programme: Programme
  /** Messages of their own that somebody gets in seven days. */
  readonly pings: number
  /** Days from the end of a certificate's validity on which its owner is reminded. */
  readonly rungs: readonly number[]
  /** Days before the end of a waiver on which it is spoken of. */
  readonly waiverRungs: readonly number[]
}

const edition = (
  text: string,
  { pings, rungs, waiverRungs }: Pick<Edition, 'pings' | 'rungs' | 'waiverRungs'>,
): Edition => ({
  text,
  programme: loadProgramme(text, 'policy/programme.yaml', sha256),
  pings,
  rungs,
  waiverRungs,
})

/** The text with each line that begins so in another way; throws where there is none. */
const rewritten = (text: string, lines: Readonly<Record<string, string>>): string =>
  Object.entries(lines).reduce((before, [beginning, line]) => {
    const found = before.split('\n').filter((one) => one.trimStart().startsWith(beginning))
    if (found[0] === undefined) throw new Error(`no line of the policy begins with "${beginning}"`)
    return before.replace(found[0], `${/^\s*/.exec(found[0])?.[0] ?? ''}${line}`)
  }, text)

/** The shipped policy with holidays of the year on working days: one that everybody has off, and one in the week after. */
const ofTheYear = rewritten(policyText, {
  'holidays:': "holidays: ['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-06', '2027-12-24']",
})

/** What the year begins with, and what is in force from its middle on: fewer messages, and other days on which people are reminded. */
export const editions = (): readonly [Edition, Edition] => [
  edition(ofTheYear, { pings: 3, rungs: [-14, -7, -2, 0, 2, 5, 10], waiverRungs: [30, 7, 1] }),
  edition(
    rewritten(ofTheYear, {
      'version: 1': 'version: 2',
      '- This is the first version': '- You are reminded less often, and earlier',
      'pings_per_week:': 'pings_per_week: 2',
      'before: [-14, -7, -2, 0]': 'before: [-21, -10, -7, 0]',
      'in_grace:': 'in_grace: [3, 9]',
      'remind_days: [30, 7, 1]': 'remind_days: [21, 5, 1]',
    }),
    { pings: 2, rungs: [-21, -10, -7, 0, 3, 9], waiverRungs: [21, 5, 1] },
  ),
]
