import type { Approval } from '../../src/domain/approval.ts'
import type { Person } from '../../src/domain/person.ts'
import { createDeadlines } from './deadlines.ts'
import type { Edition } from './editions.ts'
import type { Heard } from './ear.ts'
import { createTally } from './tally.ts'
import { watchCertificates } from './watch-certificates.ts'
import { watchMessages } from './watch-messages.ts'
import { watchOffices } from './watch-offices.ts'
import { watchOwners } from './watch-owners.ts'
import { watchTurns } from './watch-turns.ts'
import { watchWaivers } from './watch-waivers.ts'

/** Watches what is committed and what is sent, and counts what must not be. `slackMs` is how late something may be: one tick. */
export const createWatch = ({
  editionAt,
  slackMs,
  personOf,
}: {
  /** What the policy says at a moment. */
  readonly editionAt: (ms: number) => Edition
  readonly slackMs: number
  /** Whose an account is. */
  readonly personOf: (platform: 'slack' | 'teams', user: string) => string
}) => {
  const { programme } = editionAt(0)
  const { holidays } = programme
  const tally = createTally()
  const { note, count, counts } = tally
  const deadlines = createDeadlines(slackMs)
  const people = new Map<string, Person>()
  const approvals = new Map<string, Approval['state']>()
  const openReviews = new Map<string, string>()

  const certificates = watchCertificates({ programme, editionAt, people, deadlines, tally })
  const owners = watchOwners({ people, isCertified: certificates.isCertified, deadlines, tally })
  const turns = watchTurns({ holidays, deadlines, tally })
  const offices = watchOffices({ people, deadlines, tally })
  const waivers = watchWaivers({ editionAt, deadlines, tally })
  const messages = watchMessages({
    holidays,
    editionAt,
    people,
    personOf: (platform, user) => {
      let id = personOf(platform, user)
      // Who was linked once may be linked again.
      for (let next = people.get(id)?.joinedTo; next; next = people.get(id)?.joinedTo) id = next
      return id
    },
    stateOf: certificates.stateOf,
    stateOfRequest: (id) => approvals.get(id),
    tally,
  })

  const hear = (heard: Heard): void => {
    switch (heard.what) {
      case 'person':
        turns.hearPerson(people.get(heard.person.id), heard.person)
        people.set(heard.person.id, heard.person)
        offices.hearPerson(heard.person, heard.events)
        return owners.hearPerson(heard.person, heard.events)
      case 'asset':
        return owners.hearAsset(heard.asset, heard.events)
      case 'certification':
        offices.hearTold(heard.events)
        for (const waiver of heard.certification.waivers)
          for (const ask of waiver.asks) offices.hearBallot(`a waiver of ${heard.certification.id}`, ask)
        waivers.hear(heard.certification, heard.events)
        for (const { type } of heard.events) if (type === 'rejection-appealed') count('appeals')
        return certificates.hear(heard.certification, heard.events)
      case 'approval':
        offices.hearTold(heard.events)
        offices.hearBallot(heard.approval.id, heard.approval)
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
    ticked: (): void => {
      deadlines.ticked()
      offices.ticked()
    },
    powerless: offices.powerless,
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
