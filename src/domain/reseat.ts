import type { Approval, Ballot, Seat } from './approval.ts'
import { askedRole, barred, currentStage, isFilled, officeOf, tookPart } from './approval.ts'
import type { Certification } from './certification.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { can, isAmong } from './person.ts'
import { votesLeft } from './places.ts'
import type { Role } from './programme.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import type { Holders } from './review.ts'
import { instead, shortSeats } from './review.ts'
import type { WaiverAsk } from './waiver.ts'
import { openAsk, withAsk } from './waiver.ts'
import { nextWith } from './waiver-time.ts'

/**
 * A person as they were, and as they are since a role ended, accounts were linked or they left; `was` is what was asked as it stood before,
 * where it is that which changed.
 */
export type Change = { readonly before: Person; readonly after: Person; readonly was?: readonly Ballot[] }

/** Whether the seat has lost the person: they could have decided on it, and cannot any more. */
const hasLost = (ballot: Ballot, seat: Seat, { before, after, was = [] }: Change): boolean => {
  if (isFilled(seat) || isAmong(before, tookPart(ballot))) return false
  const wish = { deed: 'approval.vote', ...officeOf(seat) } as const
  const could = can(before, { ...wish, approval: was.find(({ id }) => id === ballot.id) ?? ballot })
  return could && (!can(after, { ...wish, approval: ballot }) || isAmong(after, tookPart(ballot)))
}

/** Whether any seat of the stage that is asked now has lost the person. */
export const isAffected = (ballot: Ballot, change: Change): boolean =>
  ballot.state === 'open' && currentStage(ballot).seats.some((seat) => hasLost(ballot, seat, change))

/** What is asked with whoever is asked instead, and what is told of it: `roles` are asked anew, `short` have too few. */
export type Reseated<T extends Ballot> = {
  readonly next: T
  readonly short: readonly Role[]
  readonly told: {
    readonly person: string
    readonly roles: readonly Role[]
    readonly lead?: true
    readonly short: readonly Role[]
    readonly except: readonly string[]
    readonly joined?: true
  }
}

/** The stages with whoever is asked instead, and what is told of it: `roles` are asked anew, `short` have too few. */
const fillAnew = <T extends Ballot>(ballot: T, change: Change, holders: Holders): Reseated<T> => {
  const asked: Seat[] = []
  const short: Role[] = []
  const seats = currentStage(ballot).seats.map((seat): Seat => {
    if (!hasLost(ballot, seat, change)) return seat
    const left = holders(askedRole(seat), seat.lead)
    const counted = seat.all ? { ...seat, needs: seat.votes.length + Math.max(1, left) } : seat
    if (left >= votesLeft(counted)) return counted
    // Some are left, though too few: those stay asked, and somebody has to fill the role.
    const moved: Seat = left > 0 ? counted : { ...counted, ...instead(seat.role, holders) }
    if (askedRole(moved) !== askedRole(seat) || moved.lead !== seat.lead) asked.push(moved)
    if (holders(askedRole(moved), moved.lead) < votesLeft(moved)) short.push(moved.role)
    return moved
  })
  return {
    next: withSeats(ballot, seats),
    short,
    told: {
      person: change.before.id,
      roles: asked.map(askedRole),
      ...(asked.some((seat) => seat.lead) ? { lead: true } : {}),
      short,
      except: outOf(ballot),
    },
  }
}

/**
 * The seats that wait with whoever is asked by now: somebody may have lost their role while it was decided. `person` is whose decision was
 * taken back.
 */
export const seatAnew = <T extends Ballot>(ballot: T, person: string, holders: Holders): Reseated<T> => {
  const before = currentStage(ballot).seats
  const seats = before.map((seat) => (isFilled(seat) ? seat : { ...seat, ...instead(seat.role, holders) }))
  const moved = seats.filter(
    (seat, index) =>
      askedRole(seat) !== askedRole(before[index] ?? seat) || seat.lead !== before[index]?.lead,
  )
  const short = shortSeats(seats, holders).map(askedRole)
  return {
    next: withSeats(ballot, seats),
    short,
    told: {
      person,
      roles: moved.map(askedRole),
      ...(moved.some((seat) => seat.lead) ? { lead: true } : {}),
      short,
      except: outOf(ballot),
    },
  }
}

const withSeats = <T extends Ballot>(ballot: T, seats: readonly Seat[]): T => ({
  ...ballot,
  stages: ballot.stages.map((stage, index) =>
    index === ballot.stage ? { ...stage, seats: [...seats] } : stage,
  ),
})

const outOf = (ballot: Ballot): readonly string[] => [...new Set([...barred(ballot), ...tookPart(ballot)])]

/**
 * Asks anew where a seat has lost somebody and too few are left: whoever is asked instead, and the administrators are told where nobody
 * is. Where others are left they go on. A leaver never makes a request pass: at least one more has to decide. `holders` counts those who
 * may still decide.
 */
export const reseat = (
  approval: Approval,
  certification: Certification,
  change: Change,
  holders: Holders,
): { readonly next: Approval; readonly events: readonly Event[] } => {
  if (!isAffected(approval, change)) return { next: approval, events: [] }
  return reseated(approval, certification, fillAnew(approval, change, holders))
}

/** What becomes of a request whose seats were asked anew. */
export const reseated = (
  approval: Approval,
  certification: Certification,
  { next, short, told }: Reseated<Approval>,
): { readonly next: Approval; readonly events: readonly Event[] } => {
  const subject = { ...about(certification), subject: approval.id, approval: approval.id }
  return {
    next,
    events: [
      { type: 'approval-reseated', ...subject, ...told },
      ...short.map((role): Event => ({ type: 'approval-unmanned', ...subject, role })),
    ],
  }
}

/** The same for what is asked of one waiver; gives the certification as it was where its seats have lost nobody. */
export const reseatWaiver = (
  certification: Certification,
  ask: WaiverAsk,
  change: Change,
  holders: Holders,
): Moved => {
  if (!isAffected(ask, change)) return { next: certification, events: [] }
  return reseatedWaiver(certification, ask, fillAnew(ask, change, holders))
}

/** What becomes of what is asked of a waiver, where its seats were asked anew. */
export const reseatedWaiver = (
  certification: Certification,
  ask: WaiverAsk,
  { next: asked, short, told }: Reseated<WaiverAsk>,
): Moved => {
  const waiver = certification.waivers.find((one) => openAsk(one)?.id === ask.id)
  if (!waiver) return { next: certification, events: [] }
  const next = nextWith(certification, { ...waiver, asks: withAsk(waiver, asked) })
  const on = { ...about(next), waiver: waiver.id, ask: ask.id, question: waiver.question }
  return {
    next,
    events: [
      { type: 'waiver-reseated', ...on, ...told, asked: ask.by },
      ...short.map((role): Event => ({ type: 'waiver-unmanned', ...on, role })),
    ],
  }
}
