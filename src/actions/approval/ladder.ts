import type { Approval } from '../../domain/approval.ts'
import { currentStage, isFilled } from '../../domain/approval.ts'
import type { OpenSeat } from '../../domain/deadline.ts'
import { takersOf, whomToAsk } from '../../domain/deadline.ts'
import { isSelf } from '../../domain/person.ts'
import type { Rung, StageClock } from '../../domain/stage-clock.ts'
import { rungAt, rungs } from '../../domain/stage-clock.ts'
import type { Ladder } from '../../domain/view-parts.ts'
import { eachOf, nameOf, namesOf } from '../load.ts'
import type { Look } from '../look.ts'
import { seatsWithout, leadsOf } from './climb.ts'
import { withTakers } from './takers.ts'

/** How far the time of a request has come, and who is asked next and when; null where it is closed, or was asked before there were rungs. */
export const ladderOf = async (look: Look, approval: Approval): Promise<Ladder | null> => {
  const { due } = approval
  const held = await withTakers(look.session, approval, look.now)
  const { clock } = held
  if (held.state !== 'open' || clock === null || due === null) return null
  const takers = takersOf(held)
  const ahead = rungs.filter((rung) => clock.climbed.every((one) => one.rung !== rung))
  const seats = await seatsWithout(look.session, approval, look.now)
  return {
    passed: clock.climbed.at(-1)?.rung ?? null,
    taken: await eachOf(takers, ({ person }) => nameOf(look.session, person)),
    mine: takers.some(({ person }) => isSelf(look.person, person)),
    isFree: hasRoom(held),
    nudged: clock.nudged && {
      by: await nameOf(look.session, clock.nudged.by),
      mine: isSelf(look.person, clock.nudged.by),
      at: clock.nudged.at,
    },
    ahead: [
      ...(await eachOf(ahead, async (rung) => ({
        rung,
        at: rungAt(rung, { ...clock, due }),
        ...(await asked(look, await toAsk(look, held, clock, seats, rung), clock, seats)),
      }))),
      { rung: 'ends', at: clock.ends, names: [], you: false, again: false },
    ],
  }
}

/** By name, and whether they have been asked before; where nobody is known yet, whether there is anybody else at all. */
const asked = async (
  look: Look,
  people: readonly string[],
  { climbed }: StageClock,
  seats: readonly OpenSeat[],
): Promise<Pick<Ladder['ahead'][number], 'names' | 'you' | 'again'>> => {
  const before = climbed.flatMap((one) => one.people)
  return {
    names: await namesOf(
      look.session,
      people.filter((one) => !isSelf(look.person, one)),
    ),
    you: people.some((one) => isSelf(look.person, one)),
    again:
      people.length === 0
        ? seats.every(({ candidates, needs }) => candidates.length <= needs)
        : people.every((one) => before.includes(one)),
  }
}

/** Whom a rung will ask, as far as that is known by now: whom the first one reminds depends on how much waits for each by then. */
const toAsk = async (
  look: Look,
  approval: Approval,
  clock: StageClock,
  seats: readonly OpenSeat[],
  rung: Rung,
): Promise<readonly string[]> => {
  if (rung === 'lead') return (await leadsOf(look.session, approval)).map(({ id }) => id)
  if (rung === 'nudge') return takersOf(approval).map(({ person }) => person)
  return clock.climbed.length === 0 ? [] : whomToAsk(rung, clock, seats, [])
}

/** Whether a seat of the stage that is asked now is there for somebody to take on. */
export const hasRoom = (approval: Approval): boolean =>
  approval.clock !== null &&
  [...currentStage(approval).seats.entries()].some(
    ([index, seat]) => !isFilled(seat) && takersOf(approval, index).length < seat.needs - seat.votes.length,
  )
