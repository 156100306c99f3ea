import type { Approval, Seat } from '../../domain/approval.ts'
import { currentStage, isFilled, voters } from '../../domain/approval.ts'
import type { Person } from '../../domain/person.ts'
import { can, isAmong, isSelf } from '../../domain/person.ts'
import type { SeatLine } from '../../domain/view-parts.ts'
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

/** Who else can fill a seat, by name: nobody decides twice on one request. */
const names = async (look: Look, approval: Approval, role: Seat['role']): Promise<readonly string[]> =>
  (await holdersOf(look.session, role, [...approval.makers, ...voters(approval)]))
    .filter((person) => !isSelf(look.person, person.id))
    .map((person) => person.name.body)

/** Who can decide in the reader's place. */
export const standIns = async (look: Look, approval: Approval): Promise<readonly string[]> => {
  const own = seatOf(approval, look.person)
  return own ? names(look, approval, own.role) : []
}

/** What a request needs besides the reader's own approval, in this stage and in those that follow. */
export const seatsLeft = async (look: Look, approval: Approval): Promise<readonly SeatLine[]> => {
  if (approval.state !== 'open') return []
  const own = seatOf(approval, look.person)
  const open = approval.stages
    .slice(approval.stage)
    .flatMap((stage) => stage.seats)
    .map((seat) => ({ seat, count: seat.needs - seat.votes.length - (seat === own ? 1 : 0) }))
    .filter(({ count }) => count > 0)
  return eachOf(open, async ({ seat, count }) => ({
    role: roleWords(seat.role),
    count,
    names: await names(look, approval, seat.role),
  }))
}
