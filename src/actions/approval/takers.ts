import type { Approval } from '../../domain/approval.ts'
import type { StageClock } from '../../domain/stage-clock.ts'
import type { Session } from '../../ports/store.ts'
import { standing } from '../load.ts'
import { seatsWithout } from './climb.ts'

/**
 * A request with those alone who took it on and can still decide on it: whoever left, holds the role no more, or stood in for somebody who
 * is back, has it no longer, and keeps it from nobody.
 */
export const withTakers = async (session: Session, approval: Approval, now: string): Promise<Approval> => {
  const { clock } = approval
  if (approval.state !== 'open' || clock === null || clock.taken.length === 0) return approval
  const seats = await seatsWithout(session, approval, now)
  const taken: StageClock['taken'] = []
  for (const one of clock.taken) {
    const person = (await standing(session, one.person))?.id ?? one.person
    const isThere = seats.some(
      ({ seat, candidates }) =>
        seat === one.seat && candidates.some((candidate) => candidate.person === person),
    )
    if (isThere) taken.push({ ...one, person })
  }
  return { ...approval, clock: { ...clock, taken } }
}
