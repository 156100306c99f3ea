import type { Approval } from '../../src/domain/approval.ts'
import type { CertificationState } from '../../src/domain/certification.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Timer } from '../../src/domain/timer.ts'
import { sha256 } from '../../src/hash.ts'
import type { Owed } from '../../src/ports/outbox.ts'
import type { Edition } from './editions.ts'
import type { Heard } from './ear.ts'
import { isOff, wallAt } from './hours.ts'
import type { Sent } from './post.ts'
import type { Tally } from './tally.ts'

const dayMs = 86_400_000
/** What persons decided is told a minute later, and what they set begins and ends on its day: the clock only waited for it. */
const decidedByPersons: ReadonlySet<Timer['kind']> = new Set([
  'decision-settles',
  'waiver-settles',
  'away-begins',
  'away-ends',
])

/** Watches what is sent: how often, at which hours, because of what, and whether it is still to be done. */
export const watchMessages = ({
  holidays,
  editionAt,
  people,
  personOf,
  stateOf,
  stateOfRequest,
  tally: { note, count },
}: {
  readonly holidays: readonly string[]
  /** What the policy says at a moment. */
  readonly editionAt: (ms: number) => Edition
  readonly people: ReadonlyMap<string, Person>
  /** Whose an account is. */
  readonly personOf: (platform: 'slack' | 'teams', user: string) => string
  readonly stateOf: (certification: string) => CertificationState | undefined
  readonly stateOfRequest: (approval: string) => Approval['state'] | undefined
  readonly tally: Tally
}) => {
  const reminders = new Map<number, Extract<Heard, { what: 'reminder' }>['reminder']>()
  const owed = new Map<string, { readonly owed: Owed; readonly cause: Timer['kind'] | null }>()
  const pings = new Map<string, number[]>()
  const digestDays = new Map<string, number>()
  const perWeek = new Map<string, number>()

  const see = ({ at, platform, user, view, mark, isRepaint }: Sent): void => {
    const about = owed.get(mark)
    owed.delete(mark)
    if (isRepaint) return count('repaints')
    count('messages')
    const id = personOf(platform, user)
    const person = people.get(id)
    if (!person || !about) return note('faults', `a message to ${platform} ${user} that nobody owes`)
    const week = `${id} ${Math.floor(Date.parse(at) / (7 * dayMs))}`
    perWeek.set(week, (perWeek.get(week) ?? 0) + 1)
    const { day, time } = wallAt(at, person.zone)
    const isQuiet = isOff(day, holidays) || time < person.quietTo || time >= person.quietFrom
    const isReminder = about.owed.key.startsWith('reminder:')
    const isDigest = view === 'digest'
    if (isDigest) {
      count('digests')
      const key = `${id} ${day}`
      digestDays.set(key, (digestDays.get(key) ?? 0) + 1)
      if ((digestDays.get(key) ?? 0) > 1) note('digests', `${id} on ${day}`)
    }
    if (isReminder) seeReminder(id, at, about.owed)
    if ((isDigest || isReminder || view === 'week') && isQuiet)
      note('hours', `${view ?? 'something'} to ${id} at ${day} ${time} in ${person.zone}`)
    if (
      isDigest ||
      isReminder ||
      view === 'week' ||
      about.cause === null ||
      decidedByPersons.has(about.cause)
    )
      return
    count(`sent at once by the clock: ${about.cause}${isQuiet ? ', at night' : ''}`)
    note('untold', `${view ?? 'something'} because of ${about.cause} at ${day} ${time}`)
  }

  const seeReminder = (id: string, at: string, { key }: Owed): void => {
    count('pings')
    const times = pings.get(id) ?? []
    pings.set(id, times)
    times.push(Date.parse(at))
    const before = times[times.length - 1 - editionAt(Date.parse(at)).pings]
    if (before !== undefined && Date.parse(at) - before < 7 * dayMs) note('budget', `${id} at ${at}`)
    const reminder = reminders.get(Number(key.slice('reminder:'.length)))
    if (reminder && isDone(reminder.kind, reminder.content))
      note('done', `${reminder.kind} of ${reminder.matter} to ${id} at ${at}`)
  }

  const isDone = (kind: string, content: unknown): boolean => {
    if (typeof content !== 'object' || content === null) return false
    if ('approval' in content) return stateOfRequest(String(content.approval)) !== 'open'
    if (!('certification' in content)) return false
    const state = stateOf(String(content.certification)) ?? 'retired'
    switch (kind) {
      case 'window':
      case 'review':
      case 'warning':
      case 'help-asked':
        return !['review_due', 'recertifying', 'changes_requested'].includes(state)
      case 'condition':
        return state !== 'conditionally_certified'
      case 'draft':
        return !['draft', 'classified', 'preparing'].includes(state)
      default:
        return false
    }
  }

  return {
    see,
    hearOwed: ({ owed: one, cause }: Extract<Heard, { what: 'owed' }>): void =>
      void owed.set(markOf(one.key), { owed: one, cause }),
    hearReminder: ({ id, reminder }: Extract<Heard, { what: 'reminder' }>): void =>
      void reminders.set(id, reminder),
    /** How many messages somebody got in a week, the fewest first; of the weeks in which they were written to at all. */
    weeks: (): readonly number[] => [...perWeek.values()].sort((a, b) => a - b),
  }
}

const markOf = (key: string): string => sha256(key).slice(0, 32)
