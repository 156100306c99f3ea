import { voters } from './approval.ts'
import { later } from './calendar.ts'
import type { Certification } from './certification.ts'
import { isLive, isOver } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import { stopped } from './stop.ts'
import { undoEnds } from './take-back.ts'
import { step as move, transitions } from './transition.ts'
import type { Waiver, WaiverAsk } from './waiver.ts'
import { graceEnds, openAsk, programmeDay, settlingAsk, withAsk, withWaiver } from './waiver.ts'
import type { Seen } from './waiver-decision.ts'

/** A waiver as a timer names it: by its id and the day that it held until when the timer was set. */
type Timed = { readonly waiver: string; readonly until: string }

const found = (certification: Certification, { waiver: id, until }: Timed): Waiver | undefined =>
  certification.waivers.find((one) => one.id === id && one.until === until)

const nothing = (certification: Certification): Moved => ({ next: certification, events: [] })

/** The next version of a certification, with one of its waivers as it is now. */
export const nextWith = (certification: Certification, waiver: Waiver): Certification => ({
  ...certification,
  rev: certification.rev + 1,
  waivers: withWaiver(certification.waivers, waiver),
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

/**
 * The instant for which the end of a waiver waits, because somebody has granted more time and can still take that back; undefined where
 * nobody has.
 */
export const endWaits = (
  certification: Certification,
  timed: Timed,
  { programme }: Pick<Context, 'programme'>,
): string | undefined => {
  const waiver = found(certification, timed)
  const ask = waiver && settlingAsk(waiver)
  return ask?.state === 'approved' ? later(undoEnds(ask.decision.at, programme), 1) : undefined
}

/** Its last day has passed: the answer blocks again. What is live counts until the days of grace are over. */
export const endWaiver = (certification: Certification, timed: Timed, context: Context): Moved => {
  const waiver = found(certification, timed)
  if (waiver?.state !== 'granted' || timed.until >= programmeDay(context)) return nothing(certification)
  const next = nextWith(certification, { ...waiver, state: 'ended' })
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

/**
 * The time to undo has passed: what was decided at `decided` counts now, and is told. What the end of this waiver had stopped counts again.
 * Nothing where it was undone or overtaken meanwhile.
 */
export const settleWaiver = (
  certification: Certification,
  { waiver: id, ask: askId, decided }: Seen & { readonly decided: string },
  context: Context,
): Moved => {
  const waiver = certification.waivers.find((one) => one.id === id)
  const ask = waiver && settlingAsk(waiver)
  if (!waiver || ask?.id !== askId || ask.decision.at !== decided) return { next: certification, events: [] }
  const { by } = ask.decision
  const closed: WaiverAsk = { ...ask, decision: { ...ask.decision, stands: true } }
  const isGranted = ask.state === 'approved'
  const next = nextWith(certification, {
    ...waiver,
    asks: withAsk(waiver, closed),
    ...(isGranted
      ? { state: 'granted', until: ask.until, tier: ask.tier, grantedBy: grantedBy(closed, by) }
      : { state: waiver.state === 'asked' ? 'refused' : waiver.state }),
  })
  const settled: Event = {
    type: 'waiver-settled',
    ...about(next),
    waiver: id,
    ask: askId,
    question: waiver.question,
    by,
    asked: ask.by,
    verdict: isGranted ? 'granted' : 'refused',
    tier: ask.tier,
    until: ask.until,
    longer: waiver.until !== null,
  }
  const lifted = isGranted ? lift(next, id, context) : { next, events: [] }
  return { next: lifted.next, events: [settled, ...lifted.events] }
}

/** Everybody whose yes it took beside whoever asked, the last one last. */
const grantedBy = (ask: WaiverAsk, last: string): string[] => {
  const owner = ask.owner?.word?.by ?? ask.by
  const yes = [...voters(ask), ...(owner === ask.by ? [] : [owner])]
  return [...new Set([...yes.filter((one) => one !== last), last])]
}

/** What the end of this waiver had stopped counts again, if its own time has not passed meanwhile. */
const lift = (certification: Certification, waiver: string, context: Context): Moved => {
  const unchanged = { next: certification, events: [] }
  const { stopped, state } = certification
  if (stopped?.waiver !== waiver || certification.inForceUntil !== null) return unchanged
  const lifted = { ...certification, stopped: null, inForceUntil: stopped.inForceUntil }
  const mayLift = transitions['waiver lifts'].from.some((from) => from === state)
  if (!mayLift || !isLive(lifted, context.now)) return unchanged
  const back = state === 'suspended' ? stopped.from : state
  const next = move('waiver lifts', certification, back, context, {
    stopped: null,
    stop: null,
    inForceUntil: stopped.inForceUntil,
  })
  return {
    next,
    events: [
      {
        type: 'suspension-lifted',
        ...about(next),
        windowOpens: next.windowOpens ?? stopped.inForceUntil,
        inForceUntil: stopped.inForceUntil,
        conditions: next.conditions.filter((one) => one.state === 'open').map(({ id, due }) => ({ id, due })),
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
  const next = nextWith(certification, {
    ...waiver,
    state: waiver.state === 'asked' ? 'refused' : waiver.state,
    asks: withAsk(waiver, { ...ask, state: 'expired', closedAt: context.now }),
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
