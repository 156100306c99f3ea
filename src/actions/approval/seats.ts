import type { Ballot, Seat, Stage } from '../../domain/approval.ts'
import { currentStage, officeOf } from '../../domain/approval.ts'
import type { SeatLine, StageLine } from '../../domain/view-parts.ts'
import { officeWords, roleWords } from '../../domain/role-words.ts'
import { eachOf } from '../load.ts'
import type { Look } from '../look.ts'
import { candidates, deciderName, isReader, placeFor } from './deciders.ts'

/** Who else can fill a seat, by name. */
const names = async (look: Look, approval: Ballot, seat: Seat): Promise<readonly string[]> =>
  (await candidates(look.session, approval, seat, look.now))
    .filter((one) => !isReader(look, one))
    .map(deciderName)

/** Who can decide in the reader's place: nobody where the seat needs all of the others as well. */
export const standIns = async (look: Look, approval: Ballot): Promise<readonly string[]> => {
  const own = await placeFor(look, approval)
  if (!own) return []
  const others = await names(look, approval, own.chair)
  return others.length < own.chair.needs - own.chair.votes.length ? [] : others
}

/** The stage that a request has come to; null where there is only one. */
export const stageLine = (approval: Ballot): StageLine | null =>
  approval.stages.length < 2
    ? null
    : { number: approval.stage + 1, of: approval.stages.length, title: currentStage(approval).title }

/** What a request needs besides the reader's own approval, in this stage and in those that follow unless others are given. */
export const seatsLeft = async (
  look: Look,
  approval: Ballot,
  stages: readonly Stage[] = approval.stages.slice(approval.stage),
): Promise<readonly SeatLine[]> => {
  if (approval.state !== 'open') return []
  const own = await placeFor(look, approval)
  const open = stages
    .flatMap((stage) =>
      stage.seats.map((seat, index) => ({
        seat,
        count:
          seat.needs - seat.votes.length - (stage === currentStage(approval) && index === own?.seat ? 1 : 0),
      })),
    )
    .filter(({ count }) => count > 0)
  return eachOf(open, async ({ seat, count }) => ({
    role: seatWords(seat),
    count,
    names: await names(look, approval, seat),
  }))
}

/** A seat by its role, and who decides in its place where nobody who holds it may. */
export const seatWords = (seat: Seat): string =>
  seat.asked === null
    ? roleWords(seat.role)
    : `${roleWords(seat.role)} (the ${officeWords(officeOf(seat))} decides, because nobody else may)`
