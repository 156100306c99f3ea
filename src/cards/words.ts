import type { Tier } from '../domain/programme.ts'
import { date } from '../domain/time-words.ts'
import type { SeatLine, StageLine } from '../domain/view-parts.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'

/** "Ana, Ben or Chris"; '' of nobody. */
export const list = (items: readonly string[], joint: 'and' | 'or' = 'and'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`

/** "1 step", "4 steps". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** "20 minutes", "80 minutes", "2½ hours": of more than half an hour the fives count, beyond an hour and a half the halves. */
export const duration = (minutes: number): string => {
  if (minutes <= 90) return plural(minutes > 30 ? Math.round(minutes / 5) * 5 : minutes, 'minute')
  const halves = Math.round(minutes / 30)
  return `${Math.floor(halves / 2)}${halves % 2 === 1 ? '½' : ''} hours`
}

/** "a minute", "45 seconds", "5 minutes": how long something can be done. */
export const span = (seconds: number): string =>
  seconds === 60
    ? 'a minute'
    : seconds % 60 === 0
      ? plural(seconds / 60, 'minute')
      : plural(seconds, 'second')

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** How a tier is called in a sentence: "low risk". */
export const tierWords = (tier: Tier): string => `${tier} risk`

/** What a role is for: "every risk tier", "low risk only, in Finance". */
export const scopeWords = ({
  upTo,
  unit,
}: {
  readonly upTo: Tier | null
  readonly unit: string | null
}): string => {
  const risk =
    upTo === null ? 'for every risk tier' : upTo === 'low' ? 'for low risk only' : `up to ${upTo} risk`
  return unit === null ? risk : `${risk}, in ${unit} only`
}

/** Roles that are said of one person; the others are said of the office. */
const ofPersons = ['steward', 'mentor', 'admin', 'auditor']

const seat = ({ role, count, names }: SeatLine, article: 'a' | 'the'): string => {
  const one = article === 'a' ? (/^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`) : `the ${role}`
  const who = ofPersons.includes(role) ? one : role === 'board' ? 'the board' : role
  const more =
    count === 1 ? who : `${count} of ${role === 'board' ? 'the board' : `those who hold the ${role} role`}`
  return names.length === 0
    ? `${more} (nobody holds the role yet)`
    : `${more}: ${list(names, count > 1 && names.length <= count ? 'and' : 'or')}`
}

/** Seats that are still to be filled: "a steward: Ana or Ben; data protection: Chris". */
export const seats = (lines: readonly SeatLine[], article: 'a' | 'the'): string =>
  lines.length === 0 ? 'nobody' : lines.map((line) => seat(line, article)).join('; ')

/** The stage of several that a request has come to, as a fact of a card; nothing where there is only one. */
export const stageFact = (
  stage: StageLine | null,
): readonly { readonly name: string; readonly value: string }[] =>
  stage === null ? [] : [{ name: 'Stage', value: `${stage.number} of ${stage.of}, ${stage.title}` }]

/** Whether what a renewal is about may be used meanwhile; '' where nothing is renewed. */
export const renewalLine = (
  renewal: { readonly inForceUntil: string | null } | null,
  reader: Reader,
): string => {
  if (renewal === null) return ''
  return renewal.inForceUntil === null
    ? 'The certificate does not count at the moment: nobody should rely on it until this is decided.'
    : `The certificate counts meanwhile, until ${date(renewal.inForceUntil, reader)}.`
}

/** The small print of a card about a certification. */
export const footer = (
  view: { readonly certification: string; readonly state: string; readonly policyVersion: number },
  why = '',
): string =>
  `${view.certification} · ${view.state} · policy version ${view.policyVersion}${why === '' ? '' : ` · You get this because ${why}.`}`

/** What a card about a certification is about: "CRT-12 · Team leave calendar". */
export const subject = (view: { readonly certification: string; readonly name: string }): string =>
  `${view.certification} · ${view.name}`

const platforms: Readonly<Record<string, string>> = {
  web: 'the playground',
  slack: 'Slack',
  teams: 'Teams',
  clock: 'time',
  command: 'the command line',
}

/** Where something was done: "Slack". */
export const platformWords = (platform: string): string => platforms[platform] ?? platform

/** One line of a trail in two parts: when, who and where; then what, with the reason and the policy that it was judged by. */
export const trailLine = (
  line: ViewOf<'trail'>['lines'][number],
  reader: Pick<Reader, 'zone'>,
): { readonly head: string; readonly words: string } => {
  const when = new Intl.DateTimeFormat('en-GB', {
    timeZone: reader.zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(line.at))
  const where = line.platform === 'clock' ? 'by the clock' : `in ${platformWords(line.platform)}`
  return {
    head: `${when} · ${line.who}, ${line.platform === 'command' ? 'on the command line' : where} · ${line.subject} · policy version ${line.policyVersion}`,
    words: `${capital(line.what)}.${line.why === '' ? '' : ` "${line.why}"`}`,
  }
}
