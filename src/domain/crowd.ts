import type { Approval, Ballot, Seat } from './approval.ts'
import { askedRole, barred, currentStage, isFilled, officeOf, tookPart } from './approval.ts'
import type { Certification } from './certification.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { can, isAmong } from './person.ts'
import type { Candidates } from './places.ts'
import { placesIn } from './places.ts'
import type { Moved } from './registration.ts'
import type { Reseated } from './reseat.ts'
import { reseated, reseatedWaiver } from './reseat.ts'
import { instead } from './review.ts'
import type { WaiverAsk } from './waiver.ts'

/** Two persons turned out to be one: both as they were, and the one. */
export type Union = { readonly before: readonly Person[]; readonly after: Person }

/** The ballot with whoever is asked instead, where one person is left for places that need several; undefined where none is. */
const fillCrowded = <T extends Ballot>(
  ballot: T,
  { before, after }: Union,
  who: Candidates,
): Reseated<T> | undefined => {
  if (ballot.state !== 'open') return undefined
  const { seats } = currentStage(ballot)
  const could = (person: Person, seat: Seat): boolean =>
    !isAmong(person, tookPart(ballot)) &&
    can(person, { deed: 'approval.vote', approval: ballot, ...officeOf(seat) })
  const open = seats.filter((seat) => !isFilled(seat))
  if (!before.every((person) => open.some((seat) => could(person, seat)))) return undefined
  const now = (seat: Seat): readonly string[] => who(askedRole(seat), seat.lead)
  const then = (seat: Seat): readonly string[] => [
    ...now(seat).filter((id) => id !== after.id),
    ...before.filter((person) => could(person, seat)).map(({ id }) => id),
  ]
  const isShared = (seat: Seat): boolean =>
    seat.all && !isFilled(seat) && before.every((one) => could(one, seat))
  const counted = seats.map((seat): Seat =>
    isShared(seat)
      ? { ...seat, needs: Math.min(seat.needs, seat.votes.length + Math.max(1, now(seat).length)) }
      : seat,
  )
  const was = placesIn(seats, then)
  const is = placesIn(counted, now)
  const crowded = (index: number): boolean => is.short.has(index) && !was.short.has(index)
  if (!seats.some((seat, index) => crowded(index) || counted[index]?.needs !== seat.needs)) return undefined
  const moved = counted.map((seat, index): Seat => {
    if (!crowded(index)) return seat
    const free: Candidates = (role, lead) =>
      who(role, lead).filter((person) => [undefined, index].includes(is.seatOf(person)))
    // Some are left, though too few: those stay asked, and somebody has to fill the role.
    if (free(askedRole(seat), seat.lead).length > 0) return seat
    return { ...seat, ...instead(seat.role, (role, lead) => free(role, lead).length) }
  })
  const left = placesIn(moved, now)
  const asked = moved.filter(
    (seat, index) => askedRole(seat) !== askedRole(seats[index] ?? seat) || seat.lead !== seats[index]?.lead,
  )
  const short = moved.flatMap((seat, index) => (crowded(index) && left.short.has(index) ? [seat.role] : []))
  return {
    next: {
      ...ballot,
      stages: ballot.stages.map((stage, index) =>
        index === ballot.stage ? { ...stage, seats: moved } : stage,
      ),
    },
    short,
    told: {
      person: after.id,
      roles: asked.map(askedRole),
      ...(asked.some((seat) => seat.lead) ? { lead: true } : {}),
      short,
      except: [...new Set([...barred(ballot), ...tookPart(ballot)])],
      joined: true,
    },
  }
}

/**
 * Asks anew where two who could have decided side by side are one person now, and too few others are left: whoever is asked instead, and
 * the administrators where nobody is. `who` names those who may still decide.
 */
export const reseatCrowded = (
  approval: Approval,
  certification: Certification,
  union: Union,
  who: Candidates,
): { readonly next: Approval; readonly events: readonly Event[] } => {
  const found = fillCrowded(approval, union, who)
  return found ? reseated(approval, certification, found) : { next: approval, events: [] }
}

/** The same for what is asked of one waiver. */
export const reseatCrowdedWaiver = (
  certification: Certification,
  ask: WaiverAsk,
  union: Union,
  who: Candidates,
): Moved => {
  const found = fillCrowded(ask, union, who)
  return found ? reseatedWaiver(certification, ask, found) : { next: certification, events: [] }
}
