import type { Ballot, Seat } from '../../src/domain/approval.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Person } from '../../src/domain/person.ts'
import { hasLeft, isAmong } from '../../src/domain/person.ts'
import type { Role } from '../../src/domain/programme.ts'
import type { Deadlines } from './deadlines.ts'
import type { Tally } from './tally.ts'

/** Until when each role is held, in ms; several terms of one role where accounts were linked. */
type Held = Map<Role, readonly number[]>

/** Watches who holds which role until when, by what was granted and ended: whoever holds it no more decides nothing, and is waited for by nothing. */
export const watchOffices = ({
  people,
  deadlines,
  tally: { note, count },
}: {
  readonly people: ReadonlyMap<string, Person>
  readonly deadlines: Deadlines
  readonly tally: Tally
}) => {
  const offices = new Map<string, Held>()
  const ballots = new Map<string, { readonly of: string; readonly ballot: Ballot }>()
  /** Seats of which the administrators were told that too few can fill them. */
  const told = new Set<string>()
  /** How many votes of a ballot were looked at. */
  const votes = new Map<string, number>()
  /** Who could decide on something until now, and cannot any more. */
  const lost = new Set<string>()
  let isChanged = false

  const heldBy = (id: string): Held => {
    const held = offices.get(id) ?? new Map<Role, readonly number[]>()
    offices.set(id, held)
    return held
  }
  const holds = (id: string, role: Role, atMs: number): boolean =>
    (offices.get(id)?.get(role) ?? []).some((until) => until > atMs)

  const expectEnd = (id: string, role: Role, until: string): void =>
    deadlines.lookAfter(Date.parse(until), () => {
      const isBounded = !holds(id, role, deadlines.now())
      const person = people.get(id)
      if (isBounded && person?.joinedTo === null && person.roles.includes(role) && deadlines.isLate(until))
        note('powerless', `${id} still is ${role}, until ${until}`)
    })

  const hearPerson = (person: Person, events: readonly Event[]): void => {
    const isLinked = events.some(({ type }) => type === 'accounts-linked')
    for (const event of events) {
      switch (event.type) {
        case 'role-granted':
          // What was gained by linking came with its terms.
          if (isLinked) break
          heldBy(person.id).set(event.role, [event.until === undefined ? Infinity : Date.parse(event.until)])
          if (event.until !== undefined) {
            count('roles granted for a while')
            expectEnd(person.id, event.role, event.until)
          }
          break
        case 'role-ended':
        case 'role-revoked': {
          const held = heldBy(person.id)
          count(event.type === 'role-ended' ? 'roles ended' : 'roles taken back')
          const left =
            event.type === 'role-ended'
              ? (held.get(event.role) ?? []).filter((until) => until > deadlines.now())
              : []
          if (event.type === 'role-ended' && left.length > 0 && !person.roles.includes(event.role))
            note('powerless', `${event.role} of ${person.id} ended before its end`)
          held.set(event.role, left)
          lost.add(person.id)
          break
        }
        case 'accounts-linked':
          count('accounts linked')
          for (const [role, untils] of offices.get(event.other) ?? [])
            heldBy(person.id).set(role, [...(heldBy(person.id).get(role) ?? []), ...untils])
          offices.delete(event.other)
          lost.add(person.id)
          break
        case 'person-left':
          offices.delete(person.id)
          lost.add(person.id)
          break
        default:
          continue
      }
      isChanged = true
    }
  }

  const askedRole = ({ role, asked }: Seat): Role => asked ?? role

  const hearBallot = (of: string, ballot: Ballot): void => {
    const before = votes.get(ballot.id) ?? 0
    let seen = 0
    for (const stage of ballot.stages)
      for (const seat of stage.seats)
        for (const vote of seat.votes) {
          seen += 1
          if (Date.parse(vote.at) !== deadlines.now()) continue
          const decider = vote.behalf ?? vote.person
          if (!holds(decider, askedRole(seat), Date.parse(vote.at)))
            note('powerless', `${decider} decided on ${of} as ${askedRole(seat)} at ${vote.at}`)
        }
    votes.set(ballot.id, seen)
    if (seen < before) count('decisions taken back')
    if (ballot.state === 'open') ballots.set(ballot.id, { of, ballot })
    else ballots.delete(ballot.id)
    isChanged = true
  }

  const hearTold = (events: readonly Event[]): void => {
    for (const event of events)
      if (event.type === 'approval-unmanned') told.add(`${event.approval} ${event.role}`)
      else if (event.type === 'waiver-unmanned') told.add(`${event.ask} ${event.role}`)
  }

  /** How many can still decide on a seat. */
  const candidates = (ballot: Ballot, seat: Seat): number => {
    const out = [...ballot.makers, ...ballot.reviewers, ...ballot.decidedBefore]
    for (const { seats } of ballot.stages)
      for (const one of seats)
        for (const { person, behalf } of one.votes) out.push(person, ...(behalf === null ? [] : [behalf]))
    let many = 0
    for (const id of offices.keys()) {
      if (!holds(id, askedRole(seat), deadlines.now())) continue
      const person = people.get(id)
      if (!person || hasLeft(person) || isAmong(person, out)) continue
      if (!seat.lead || person.lead) many += 1
    }
    return many
  }

  return {
    hearPerson,
    hearBallot,
    hearTold,
    /** Looks at every open request once everything of this moment has been done. */
    ticked: (): void => {
      if (!isChanged) return
      isChanged = false
      for (const { of, ballot } of ballots.values())
        for (const seat of ballot.stages[ballot.stage]?.seats ?? []) {
          const missing =
            seat.needs - seat.votes.filter(({ verdict }) => verdict.startsWith('approve')).length
          if (missing <= 0 || candidates(ballot, seat) >= missing) continue
          if (!told.has(`${ballot.id} ${seat.role}`) && !told.has(`${ballot.id} ${askedRole(seat)}`))
            note('waits', `${of} waits for ${missing} ${askedRole(seat)}, and fewer are left`)
        }
    },
    /** Who holds nothing any more by which they could decide, of those who have lost something since this was asked. */
    powerless: (): readonly string[] => {
      const found = [...lost].filter((id) =>
        [...(offices.get(id)?.values() ?? [])].every((untils) =>
          untils.every((until) => until <= deadlines.now()),
        ),
      )
      lost.clear()
      return found
    },
  }
}
