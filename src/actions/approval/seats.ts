import type { Approval, Seat, Stage } from '../../domain/approval.ts'
import { barred, currentStage, isFilled, voters } from '../../domain/approval.ts'
import type { Person } from '../../domain/person.ts'
import { can, isAmong, isSelf } from '../../domain/person.ts'
import type { SeatLine, StageLine } from '../../domain/view-parts.ts'
import type { Session } from '../../ports/store.ts'
import { eachOf, holdersOf } from '../load.ts'
import type { Look } from '../look.ts'
import { roleWords } from '../look.ts'

/** The seat that a person may fill now; undefined where there is none, or they have voted already. */
export const seatOf = (approval: Approval, person: Person): Seat | undefined =>
  approval.state !== 'open' || isAmong(person, voters(approval))
    ? undefined
    : currentStage(approval).seats.find(
        (seat) => !isFilled(seat) && can(person, { deed: 'approval.vote', approval, role: seat.role }),
      )

/** Who may still decide for a role: nobody decides on their own, or twice on one request. */
export const candidates = (
  session: Session,
  approval: Approval,
  role: Seat['role'],
): Promise<readonly Person[]> =>
  holdersOf(session, role, [...barred(approval), ...voters(approval)], approval.tier)

/** Who else can fill a seat, by name. */
const names = async (look: Look, approval: Approval, role: Seat['role']): Promise<readonly string[]> =>
  (await candidates(look.session, approval, role))
    .filter((person) => !isSelf(look.person, person.id))
    .map((person) => person.name.body)

/** Who can decide in the reader's place. */
export const standIns = async (look: Look, approval: Approval): Promise<readonly string[]> => {
  const own = seatOf(approval, look.person)
  return own ? names(look, approval, own.role) : []
}

/** The stage that a request has come to; null where there is only one. */
export const stageLine = (approval: Approval): StageLine | null =>
  approval.stages.length < 2
    ? null
    : { number: approval.stage + 1, of: approval.stages.length, title: currentStage(approval).title }

/** What a request needs besides the reader's own approval, in this stage and in those that follow unless others are given. */
export const seatsLeft = async (
  look: Look,
  approval: Approval,
  stages: readonly Stage[] = approval.stages.slice(approval.stage),
): Promise<readonly SeatLine[]> => {
  if (approval.state !== 'open') return []
  const own = seatOf(approval, look.person)
  const open = stages
    .flatMap((stage) => stage.seats)
    .map((seat) => ({ seat, count: seat.needs - seat.votes.length - (seat === own ? 1 : 0) }))
    .filter(({ count }) => count > 0)
  return eachOf(open, async ({ seat, count }) => ({
    role: roleWords(seat.role),
    count,
    names: await names(look, approval, seat.role),
  }))
}
