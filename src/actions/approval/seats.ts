import type { Approval, Seat } from '../../domain/approval.ts'
import { askedRole, barred, tookPart } from '../../domain/approval.ts'
import type { SeatLine } from '../../domain/view-parts.ts'
import { eachOf } from '../load.ts'
import type { Look } from '../look.ts'
import { roleWords } from '../look.ts'
import { deciderName, decidersOf, isReader, placeFor } from './deciders.ts'

/** Who else can fill a seat, by name: nobody decides twice on one request. */
const names = async (look: Look, approval: Approval, role: Seat['role']): Promise<readonly string[]> =>
  (await decidersOf(look.session, role, [...barred(approval), ...tookPart(approval)], look.now))
    .filter((one) => !isReader(look, one))
    .map(deciderName)

/** Who can decide in the reader's place. */
export const standIns = async (look: Look, approval: Approval): Promise<readonly string[]> => {
  const own = await placeFor(look, approval)
  return own ? names(look, approval, own.role) : []
}

/** What a request needs besides the reader's own approval, in this stage and in those that follow. */
export const seatsLeft = async (look: Look, approval: Approval): Promise<readonly SeatLine[]> => {
  if (approval.state !== 'open') return []
  const own = await placeFor(look, approval)
  const open = approval.stages
    .slice(approval.stage)
    .flatMap((stage, ahead) =>
      stage.seats.map((seat, index) => ({
        seat,
        count: seat.needs - seat.votes.length - (ahead === 0 && index === own?.seat ? 1 : 0),
      })),
    )
    .filter(({ count }) => count > 0)
  return eachOf(open, async ({ seat, count }) => ({
    role: seatWords(seat),
    count,
    names: await names(look, approval, askedRole(seat)),
  }))
}

/** A seat by its role, and who decides in its place where nobody who holds it may. */
export const seatWords = (seat: Seat): string =>
  seat.asked === null
    ? roleWords(seat.role)
    : `${roleWords(seat.role)} (the ${roleWords(seat.asked)} decides, because nobody else may)`
