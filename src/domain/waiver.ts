import { z } from 'zod'
import { Ballot } from './approval.ts'
import { dayOf, laterDay } from './calendar.ts'
import type { Programme, Tier } from './programme.ts'
import { tiers } from './programme.ts'
import { Text } from './text.ts'

/** One question to approvers: to waive an answer until a day, or for longer. Its terms never change, so its id says what was seen. */
export const WaiverAsk = Ballot.extend({
  tier: z.enum(tiers),
  /** Last day (YYYY-MM-DD) on which it would hold. */
  until: z.string(),
  reason: Text,
  /** What keeps the risk down meanwhile. */
  controls: Text,
  by: z.string(),
  at: z.string(),
  due: z.string(),
  /** The owner whose word is needed beside the seats, and the word once it was said; null where the tier asks for none. */
  owner: z
    .object({
      person: z.string(),
      word: z.object({ by: z.string(), at: z.string(), platform: z.string() }).nullable(),
    })
    .nullable(),
  closedAt: z.string().nullable(),
  refusal: z.object({ by: z.string(), reason: Text }).nullable(),
  /** Whose word decided it, and whether that stands: until then nothing else has changed, and it can be taken back. Null of what an earlier version decided. */
  decision: z
    .object({ by: z.string(), at: z.string(), platform: z.string(), stands: z.boolean() })
    .nullable()
    .default(null),
})
export type WaiverAsk = Readonly<z.infer<typeof WaiverAsk>>

/** A time-boxed exception for one answer that blocks. Asking for longer adds an ask. */
export const Waiver = z.object({
  id: z.string(),
  question: z.string(),
  option: z.string(),
  state: z.enum(['asked', 'granted', 'refused', 'ended', 'closed']),
  asks: z.array(WaiverAsk),
  /** Last day on which it holds; null before it was granted. */
  until: z.string().nullable(),
  /** The tier that it was granted for: a higher one needs other approvers. */
  tier: z.enum(tiers).nullable(),
  /** Everybody whose yes it took beside whoever asked, the last one last. */
  grantedBy: z.array(z.string()),
})
export type Waiver = Readonly<z.infer<typeof Waiver>>

type Answer = { readonly question: string; readonly option: string }
type Settling = { readonly decision: NonNullable<WaiverAsk['decision']> }
type Moment = { readonly now: string; readonly programme: Programme }
/** What of a certification waivers are judged by. */
type Judged = {
  readonly waivers: readonly Waiver[]
  readonly assessment: { readonly tier: Tier; readonly blocked: readonly Answer[] } | null
}

/** The day that it is where the programme is at home: waivers begin and end there, wherever they are read. */
export const programmeDay = ({ now, programme }: Moment): string => dayOf(now, programme.workingHours.zone)

const isFor = (waiver: Waiver, { question, option }: Answer): boolean =>
  waiver.question === question && waiver.option === option

/** The ask that its latest card is about. */
export const lastAsk = (waiver: Waiver): WaiverAsk => {
  const ask = waiver.asks.at(-1)
  if (!ask) throw new Error(`waiver ${waiver.id} was never asked for`)
  return ask
}

/** The ask that waits for a decision. */
export const openAsk = (waiver: Waiver): WaiverAsk | undefined =>
  lastAsk(waiver).state === 'open' ? lastAsk(waiver) : undefined

/** The ask that somebody has decided, while that can be taken back. */
export const settlingAsk = (waiver: Waiver): (WaiverAsk & Settling) | undefined => {
  const ask = lastAsk(waiver)
  const { decision } = ask
  return isSettling(ask) && decision ? { ...ask, decision } : undefined
}

/** Whether somebody has decided it, and can still take that back. */
export const isSettling = ({ state, decision }: WaiverAsk): boolean =>
  (state === 'approved' || state === 'rejected') && decision?.stands === false

/** The ask whose outcome its makers wait for. */
export const pendingAsk = (waiver: Waiver): WaiverAsk | undefined => openAsk(waiver) ?? settlingAsk(waiver)

/** The ask on whose terms it holds, or did. */
export const grantedAsk = (waiver: Waiver): WaiverAsk =>
  waiver.asks.findLast((one) => one.state === 'approved' && !isSettling(one)) ?? lastAsk(waiver)

/** The waiver of an answer that is asked for, holds, or has run out; undefined where there is none, or it was refused or closed. */
export const standingWaiver = ({ waivers }: Pick<Judged, 'waivers'>, answer: Answer): Waiver | undefined =>
  waivers.findLast(
    (one) =>
      isFor(one, answer) && (one.state === 'asked' || one.state === 'granted' || one.state === 'ended'),
  )

/** Whether a waiver lifts the block at a tier now. */
export const holdsNow = (waiver: Waiver, tier: Tier, moment: Moment): boolean =>
  waiver.state === 'granted' &&
  waiver.until !== null &&
  waiver.until >= programmeDay(moment) &&
  waiver.tier !== null &&
  tiers.indexOf(waiver.tier) >= tiers.indexOf(tier)

/** Waivers that lift a block now. */
export const waiversInForce = ({ waivers, assessment }: Judged, moment: Moment): readonly Waiver[] =>
  assessment === null ? [] : waivers.filter((one) => holdsNow(one, assessment.tier, moment))

/** Answers that block and are not waived now. */
export const blocking = (judged: Judged, moment: Moment): readonly Answer[] => {
  const inForce = waiversInForce(judged, moment)
  return (judged.assessment?.blocked ?? []).filter((answer) => !inForce.some((one) => isFor(one, answer)))
}

/** How often a waiver for an answer was granted, in all. */
const granted = ({ waivers }: Pick<Judged, 'waivers'>, answer: Answer): number =>
  waivers
    .filter((one) => isFor(one, answer))
    .reduce((sum, one) => sum + one.asks.filter((ask) => ask.state === 'approved').length, 0)

/** How often it can still be granted at a tier: once, and then as often as the programme lets it be made longer. */
export const grantsLeft = (
  judged: Pick<Judged, 'waivers'>,
  answer: Answer,
  tier: Tier,
  programme: Programme,
): number => Math.max(0, 1 + programme.waivers.byTier[tier].extensions - granted(judged, answer))

/** A waiver's asks, one of them as it is now. */
export const withAsk = ({ asks }: Pick<Waiver, 'asks'>, changed: WaiverAsk): WaiverAsk[] =>
  asks.map((one) => (one.id === changed.id ? changed : one))

/** Waivers, one of them as it is now. */
export const withWaiver = (waivers: readonly Waiver[], changed: Waiver): Waiver[] =>
  waivers.map((one) => (one.id === changed.id ? changed : one))

/** The days between which the end of a waiver may lie; `held` is the day until which it holds already. */
export const waiverDays = (
  judged: Pick<Judged, 'waivers'>,
  answer: Answer,
  tier: Tier,
  moment: Moment,
): { readonly first: string; readonly last: string; readonly held: string | null } => {
  const today = programmeDay(moment)
  const until = standingWaiver(judged, answer)?.until ?? null
  const held = until !== null && until >= today ? until : null
  const from = held ?? today
  return {
    first: laterDay(from, 1),
    last: laterDay(from, moment.programme.waivers.byTier[tier].mostDays),
    held,
  }
}

/** The last day on which a certificate still counts once its waiver has ended. */
export const graceEnds = (waiver: Pick<Waiver, 'until' | 'tier'>, programme: Programme): string | null =>
  waiver.until === null || waiver.tier === null
    ? null
    : laterDay(waiver.until, programme.waivers.byTier[waiver.tier].graceDays)
