import type { Approval, Seat } from './approval.ts'
import { askedRole, barred, currentStage, isFilled, officeOf, tookPart } from './approval.ts'
import type { Certification } from './certification.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { can, isAmong } from './person.ts'
import type { Role } from './programme.ts'
import { about } from './registration.ts'
import type { Holders } from './review.ts'
import { instead } from './review.ts'

/** A person as they were, and as they are since a role ended, accounts were linked or they left; `was` is the request where it is that which changed. */
export type Change = { readonly before: Person; readonly after: Person; readonly was?: Approval }

/** Whether the seat has lost the person: they could have decided on it, and cannot any more. */
const hasLost = (approval: Approval, seat: Seat, { before, after, was = approval }: Change): boolean => {
  if (isFilled(seat) || isAmong(before, tookPart(approval))) return false
  const wish = { deed: 'approval.vote', ...officeOf(seat) } as const
  const could = can(before, { ...wish, approval: was })
  return could && (!can(after, { ...wish, approval }) || isAmong(after, tookPart(approval)))
}

/** Whether any seat of the stage that is asked now has lost the person. */
export const isAffected = (approval: Approval, change: Change): boolean =>
  approval.state === 'open' && currentStage(approval).seats.some((seat) => hasLost(approval, seat, change))

const votesLeft = (seat: Seat): number => seat.needs - seat.votes.length

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
  const asked: Seat[] = []
  const short: Role[] = []
  const seats = currentStage(approval).seats.map((seat): Seat => {
    if (!hasLost(approval, seat, change)) return seat
    const left = holders(askedRole(seat), seat.lead)
    const counted = seat.all ? { ...seat, needs: seat.votes.length + Math.max(1, left) } : seat
    if (left >= votesLeft(counted)) return counted
    // Some are left, though too few: those stay asked, and somebody has to fill the role.
    const moved: Seat = left > 0 ? counted : { ...counted, ...instead(seat.role, holders) }
    if (askedRole(moved) !== askedRole(seat) || moved.lead !== seat.lead) asked.push(moved)
    if (holders(askedRole(moved), moved.lead) < votesLeft(moved)) short.push(moved.role)
    return moved
  })
  const next: Approval = {
    ...approval,
    stages: approval.stages.map((stage, index) => (index === approval.stage ? { ...stage, seats } : stage)),
  }
  const subject = { ...about(certification), subject: approval.id, approval: approval.id }
  return {
    next,
    events: [
      {
        type: 'approval-reseated',
        ...subject,
        person: change.before.id,
        roles: asked.map(askedRole),
        ...(asked.some((seat) => seat.lead) ? { lead: true } : {}),
        short,
        except: [...new Set([...barred(approval), ...tookPart(approval)])],
      },
      ...short.map((role): Event => ({ type: 'approval-unmanned', ...subject, role })),
    ],
  }
}
