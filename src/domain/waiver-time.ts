import type { Certification } from './certification.ts'
import { isLive, isOver } from './certification.ts'
import type { Context } from './context.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import { stopped } from './stop.ts'
import { step as move } from './transition.ts'
import type { Waiver } from './waiver.ts'
import { graceEnds, openAsk, programmeDay } from './waiver.ts'

/** A waiver as a timer names it: by its id and the day that it held until when the timer was set. */
type Timed = { readonly waiver: string; readonly until: string }

const found = (certification: Certification, { waiver: id, until }: Timed): Waiver | undefined =>
  certification.waivers.find((one) => one.id === id && one.until === until)

const nothing = (certification: Certification): Moved => ({ next: certification, events: [] })

const put = (certification: Certification, waiver: Waiver): Certification => ({
  ...certification,
  rev: certification.rev + 1,
  waivers: certification.waivers.map((one) => (one.id === waiver.id ? waiver : one)),
})

/** Reminds whoever made the thing that a waiver ends soon, if it still does. */
export const remindWaiver = (certification: Certification, timed: Timed, context: Context): Moved => {
  const waiver = found(certification, timed)
  const isPast = timed.until < programmeDay(context)
  if (waiver?.state !== 'granted' || isPast || isOver(certification.state)) return nothing(certification)
  return {
    next: { ...certification, rev: certification.rev + 1 },
    events: [{ type: 'waiver-reminded', ...about(certification), ...timed, question: waiver.question }],
  }
}

/** Its last day has passed: the answer blocks again. What is live counts until the days of grace are over. */
export const endWaiver = (certification: Certification, timed: Timed, context: Context): Moved => {
  const waiver = found(certification, timed)
  if (waiver?.state !== 'granted' || timed.until >= programmeDay(context)) return nothing(certification)
  const next = put(certification, { ...waiver, state: 'ended' })
  return {
    next,
    events: [
      {
        type: 'waiver-ended',
        ...about(next),
        waiver: timed.waiver,
        until: timed.until,
        question: waiver.question,
        graceEnds: isLive(next, context.now) ? graceEnds(waiver, context.programme) : null,
      },
    ],
  }
}

/**
 * The days of grace are over as well: what was certified with it is suspended, or no longer counts while it is renewed. `users` are known to
 * use it.
 */
export const expireWaiver = (
  certification: Certification,
  { users, ...timed }: Timed & { readonly users: readonly string[] },
  context: Context,
): Moved => {
  const ended = endWaiver(certification, timed, context)
  const waiver = found(ended.next, timed)
  const last = waiver && graceEnds(waiver, context.programme)
  if (waiver?.state !== 'ended' || last == null || last >= programmeDay(context)) return ended
  const { state, inForceUntil } = ended.next
  if (inForceUntil === null || !isLive(ended.next, context.now) || isOver(state)) return ended
  const rests = state === 'certified' || state === 'conditionally_certified' || state === 'review_due'
  const next = move('waiver expires', ended.next, rests ? 'suspended' : state, context, {
    inForceUntil: null,
    stopped: { from: state, inForceUntil, waiver: waiver.id },
    ...(rests ? { stop: stopped(ended.next, null, null, context.now) } : {}),
  })
  return {
    next,
    events: [
      ...ended.events,
      {
        type: 'waiver-expired',
        ...about(next),
        ...timed,
        question: waiver.question,
        suspended: rests,
        users: rests ? users : [],
      },
    ],
  }
}

/** Nobody decided in time. That is no refusal: it can be asked for again. */
export const lapseWaiver = (
  certification: Certification,
  { waiver: id, ask: askId }: { readonly waiver: string; readonly ask: string },
  context: Context,
): Moved => {
  const waiver = certification.waivers.find((one) => one.id === id)
  const ask = waiver && openAsk(waiver)
  if (!waiver || ask?.id !== askId) return nothing(certification)
  const next = put(certification, {
    ...waiver,
    state: waiver.state === 'asked' ? 'refused' : waiver.state,
    asks: waiver.asks.map((one) =>
      one.id === askId ? { ...one, state: 'expired' as const, closedAt: context.now } : one,
    ),
  })
  return {
    next,
    events: [
      {
        type: 'waiver-lapsed',
        ...about(next),
        waiver: id,
        ask: askId,
        question: waiver.question,
        asked: ask.by,
      },
    ],
  }
}
