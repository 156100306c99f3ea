import type { Approval } from './approval.ts'
import { dayOf, isDay, laterDay } from './calendar.ts'
import type { Certification, ConditionOfApproval } from './certification.ts'
import type { Context } from './context.ts'
import { invalid } from './form.ts'
import type { Person } from './person.ts'
import { isAmong } from './person.ts'
import type { Programme, Tier } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import { allow, step as move } from './transition.ts'

/** The id of the condition that every high certificate carries: the days after it goes live. */
const hypercareId = 'hypercare'

const today = ({ now, programme }: Pick<Context, 'now' | 'programme'>): string =>
  dayOf(now, programme.workingHours.zone)

/** The condition as the last approval sets it. Until a day is named, what is due is to name one within the window. */
const hypercare = (context: Context): ConditionOfApproval => {
  const { windowDays, hypercareDays } = context.programme.goLive
  return {
    id: hypercareId,
    words: context.text(`${hypercareDays} days of hypercare after go-live: say how they went`),
    due: laterDay(today(context), windowDays),
    state: 'open',
    evidence: null,
  }
}

/** What is still to be met once it is approved: what approvers asked for, and at high the days after it goes live. */
export const conditionsAfter = (approval: Approval, tier: Tier, context: Context): ConditionOfApproval[] => [
  ...approval.conditions.map((one, index) => ({
    id: `c${index + 1}`,
    words: one.words,
    due: one.due,
    state: 'open' as const,
    evidence: null,
  })),
  ...(tier === 'high' ? [hypercare(context)] : []),
]

/** The condition about the days after go-live; undefined where there is none. */
export const hypercareOf = (certification: Certification): ConditionOfApproval | undefined =>
  certification.conditions.find((one) => one.id === hypercareId)

/** Whether a certificate waits for its go-live day, or is being watched from then on. */
export const isInHypercare = (certification: Certification): boolean =>
  certification.state === 'conditionally_certified' && (hypercareOf(certification)?.state ?? 'met') !== 'met'

/** Whether the go-live day is still to be named, lies ahead, or has come; undefined where no hypercare is open. */
export const hypercarePhase = (
  certification: Certification,
  context: Pick<Context, 'now' | 'programme'>,
): 'unset' | 'ahead' | 'begun' | undefined => {
  if (!isInHypercare(certification)) return undefined
  if (certification.goLive === null) return 'unset'
  return certification.goLive.day > today(context) ? 'ahead' : 'begun'
}

/** The last day (YYYY-MM-DD) on which it may go live. */
export const lastGoLiveDay = (certification: Certification, programme: Programme): string => {
  if (certification.validFrom === null) throw new Error(`${certification.id} is not certified`)
  return laterDay(dayOf(certification.validFrom, programme.workingHours.zone), programme.goLive.windowDays)
}

/** Refuses where no day can be named, or not any more. */
export const allowGoLive = (
  certification: Certification,
  context: Pick<Context, 'now' | 'programme'>,
): void => {
  allow('go live', certification)
  const condition = hypercareOf(certification)
  if (!condition)
    throw new Refusal('wrong-state', `${certification.id} needs no go-live day. You can use it now.`)
  if (condition.state !== 'open')
    throw new Refusal(
      'already-decided',
      'You have said how hypercare went, so the go-live day stands. Nothing left to do.',
    )
  if (certification.goLive !== null && certification.goLive.day < today(context))
    throw new Refusal(
      'already-decided',
      `It went live on ${certification.goLive.day}, so the day does not move any more. Nothing was changed.`,
    )
}

/** Whether the day can be named or moved now. */
export const mayGoLive = (
  certification: Certification,
  context: Pick<Context, 'now' | 'programme'>,
): boolean => {
  try {
    allowGoLive(certification, context)
    return true
  } catch (refused) {
    if (refused instanceof Refusal) return false
    throw refused
  }
}

/** Sets or moves the day on which it goes live, and who looks after it from then on. What is said about it falls due with it. */
export const setGoLive = (
  certification: Certification,
  wish: { readonly day: string; readonly responsible: Person },
  by: string,
  context: Context,
): Moved => {
  allowGoLive(certification, context)
  const last = lastGoLiveDay(certification, context.programme)
  if (!isDay(wish.day)) throw invalid({ day: 'Please give a day as year-month-day, for example 2027-03-31.' })
  if (wish.day < today(context))
    throw invalid({ day: `Please choose today or a later day, at the latest ${last}.` })
  if (wish.day > last) throw invalid({ day: `The latest day on which it may go live is ${last}.` })
  if (isAmong(wish.responsible, certification.decision?.by ?? []))
    throw invalid({ responsible: 'This person approved it. Please choose somebody else to look after it.' })
  const { hypercareDays } = context.programme.goLive
  const conditions = certification.conditions.map((one) =>
    one.id === hypercareId ? { ...one, due: laterDay(wish.day, hypercareDays) } : one,
  )
  const goLive = { day: wish.day, responsible: wish.responsible.id, by, at: context.now }
  const next = move('go live', certification, 'conditionally_certified', context, { conditions, goLive })
  return {
    next,
    events: [
      {
        type: 'go-live-set',
        ...about(next),
        by,
        day: wish.day,
        responsible: wish.responsible.id,
        conditions: conditions.filter((one) => one.state === 'open').map(({ id, due }) => ({ id, due })),
      },
    ],
  }
}

/** Refuses to hear how hypercare went before it began. */
export const allowEvidence = (certification: Certification, condition: string, context: Context): void => {
  if (condition !== hypercareId) return
  const { goLive } = certification
  if (goLive === null)
    throw new Refusal('wrong-state', 'Please set the go-live day first: hypercare begins with it.')
  if (goLive.day > today(context))
    throw new Refusal('wrong-state', `It goes live on ${goLive.day}. Please say how it went after that.`)
}
