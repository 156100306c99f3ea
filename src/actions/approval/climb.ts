import type { Approval } from '../../domain/approval.ts'
import { barred, currentStage, isFilled, tookPart } from '../../domain/approval.ts'
import { dayOf } from '../../domain/calendar.ts'
import type { Context } from '../../domain/context.ts'
import type { OpenSeat } from '../../domain/deadline.ts'
import { climb, isAhead, whomToAsk } from '../../domain/deadline.ts'
import type { Person } from '../../domain/person.ts'
import { rungs } from '../../domain/stage-clock.ts'
import type { Timer } from '../../domain/timer.ts'
import type { Session } from '../../ports/store.ts'
import { approvalOf, certificationOf, eachOf, holdersOf, keep } from '../load.ts'
import { candidates, waitingOn } from './deciders.ts'
import { isAwayOn } from '../../domain/delegation.ts'

/** A rung of a request's time has come: whoever is asked now is. One that was decided or asked anew meanwhile is left alone. */
export const climbRung = async (session: Session, context: Context, timer: Timer): Promise<void> => {
  const [stage, name, began = ''] = timer.occurrence.split(' ')
  const rung = rungs.find((one) => one === name)
  const approval = await approvalOf(session, timer.subject)
  if (!rung) return
  const planned = { stage: Number(stage), rung, began }
  if (approval.clock === null || !isAhead(approval, planned)) return
  const certification = await certificationOf(session, approval.certification)
  const seats = await openSeats(session, approval, context.now)
  const leads = (await leadsOf(session, approval)).map(({ id }) => id)
  const people = whomToAsk(rung, approval.clock, seats, leads)
  await keep(session.approvals, climb(approval, certification, planned, people, context), { context })
}

/** The seats of the stage that is asked now which are not filled, with whoever can decide on each and how much waits for them. */
export const openSeats = (session: Session, approval: Approval, now: string): Promise<readonly OpenSeat[]> =>
  seatsWith(session, approval, now, async (person) => (await waitingOn(session, person)).length)

/** The same without how much waits for whom: to tell who else there is. */
export const seatsWithout = (
  session: Session,
  approval: Approval,
  now: string,
): Promise<readonly OpenSeat[]> => seatsWith(session, approval, now, async () => 0)

const seatsWith = async (
  session: Session,
  approval: Approval,
  now: string,
  loadOf: (person: Person) => Promise<number>,
): Promise<readonly OpenSeat[]> => {
  const open = [...currentStage(approval).seats.entries()].filter(([, seat]) => !isFilled(seat))
  return eachOf(open, async ([seat, chair]) => ({
    seat,
    needs: chair.needs - chair.votes.length,
    candidates: await eachOf(await candidates(session, approval, chair, now), async ({ person, absent }) => ({
      person: person.id,
      load: await loadOf(person),
      isAway: isAwayOn(person, dayOf(now, person.zone)),
      absent: absent?.id ?? null,
    })),
  }))
}

/** Who leads the stewards and may have to do with the request. */
export const leadsOf = (session: Session, approval: Approval): Promise<readonly Person[]> =>
  holdersOf(
    session,
    { role: 'steward', except: [...barred(approval), ...tookPart(approval)], lead: true },
    { tier: approval.tier, unit: approval.unit },
  )
