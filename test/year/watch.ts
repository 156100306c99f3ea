import type { Approval } from '../../src/domain/approval.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Programme } from '../../src/domain/programme.ts'
import { createDeadlines } from './deadlines.ts'
import type { Heard } from './ear.ts'
import { createTally } from './tally.ts'
import { watchCertificates } from './watch-certificates.ts'
import { watchMessages } from './watch-messages.ts'
import { watchOwners } from './watch-owners.ts'
import { watchTurns } from './watch-turns.ts'

/** Watches what is committed and what is sent, and counts what must not be. `slackMs` is how late something may be: one tick. */
export const createWatch = ({
  programme,
  slackMs,
  personOf,
}: {
  readonly programme: Programme
  readonly slackMs: number
  /** Whose an account is. */
  readonly personOf: (platform: 'slack' | 'teams', user: string) => string
}) => {
  const { holidays } = programme
  const tally = createTally()
  const { note, count, counts } = tally
  const deadlines = createDeadlines(slackMs)
  const people = new Map<string, Person>()
  const approvals = new Map<string, Approval['state']>()
  const openReviews = new Map<string, string>()

  const certificates = watchCertificates({ programme, people, deadlines, tally })
  const owners = watchOwners({ people, isCertified: certificates.isCertified, deadlines, tally })
  const turns = watchTurns({ holidays, deadlines, tally })
  const messages = watchMessages({
    holidays,
    people,
    personOf,
    stateOf: certificates.stateOf,
    stateOfRequest: (id) => approvals.get(id),
    tally,
  })

  const hear = (heard: Heard): void => {
    switch (heard.what) {
      case 'person':
        turns.hearPerson(people.get(heard.person.id), heard.person)
        people.set(heard.person.id, heard.person)
        return owners.hearPerson(heard.person, heard.events)
      case 'asset':
        return owners.hearAsset(heard.asset, heard.events)
      case 'certification':
        return certificates.hear(heard.certification, heard.events)
      case 'approval':
        if (approvals.get(heard.approval.id) !== heard.approval.state && heard.approval.state !== 'open')
          count(`requests ${heard.approval.state}`)
        approvals.set(heard.approval.id, heard.approval.state)
        return
      case 'review':
        for (const event of heard.events) {
          if (event.type === 'periodic-review-opened') {
            const open = openReviews.get(event.of)
            if (open !== undefined) note('twice', `${event.of} has ${open} and ${event.review}`)
            openReviews.set(event.of, event.review)
            count('reviews opened')
          }
          if (event.type === 'periodic-review-closed') {
            openReviews.delete(event.of)
            count('reviews closed')
          }
        }
        return
      case 'campaign':
        for (const { type } of heard.events) count(type)
        return
      case 'fired':
        return turns.hearFired(heard.timer)
      case 'owed':
        return messages.hearOwed(heard)
      case 'reminder':
        return messages.hearReminder(heard)
      default:
        heard satisfies never
    }
  }

  return {
    hear,
    see: messages.see,
    note,
    at: deadlines.at,
    ticked: deadlines.ticked,
    pause: deadlines.pause,
    countDigests: turns.countDigests,
    /** What was written so far is what the year begins with. */
    begin: (): void => {
      counts.clear()
      certificates.begin()
    },
    found: tally.found,
    figures: () => {
      const weeks = messages.weeks()
      const completed =
        (counts.get('reviews closed') ?? 0) +
        [...counts].filter(([name]) => name.startsWith('requests ')).reduce((sum, [, many]) => sum + many, 0)
      return {
        counts: new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
        perMatter: (counts.get('messages') ?? 0) / Math.max(1, completed),
        /** Of the weeks in which somebody was written to at all. */
        medianPerWeek: weeks[Math.floor(weeks.length / 2)] ?? 0,
        p99PerWeek: weeks[Math.floor(weeks.length * 0.99)] ?? 0,
      }
    },
  }
}
