import type { Certification } from './certification.ts'
import { isOver } from './certification.ts'
import type { Event } from './event.ts'
import type { Waiver } from './waiver.ts'
import { pendingAsk } from './waiver.ts'

/**
 * Closes what does not fit any more: waivers of answers that have changed, asks that were put for another tier, and everything that
 * is open, or decided and does not stand yet, where the certification is over. `next` is the certification as it is about to be.
 */
export const fitWaivers = (
  next: Certification,
  now: string,
): { readonly next: Certification; readonly events: readonly Event[] } => {
  const on = {
    subject: next.id,
    certification: next.id,
    asset: next.asset,
    developer: next.developer,
    owner: next.owner,
  }
  const events: Event[] = []
  const waivers = next.waivers.map((waiver): Waiver => {
    const because = misfit(next, waiver)
    if (because === undefined) return waiver
    const pending = pendingAsk(waiver)
    events.push({
      type: 'waiver-closed',
      ...on,
      waiver: waiver.id,
      question: waiver.question,
      because,
      asked: pending?.by ?? null,
    })
    return {
      ...waiver,
      state: because === 'tier-changed' && waiver.state !== 'asked' ? waiver.state : 'closed',
      asks: waiver.asks.map((one) =>
        one.id === pending?.id ? { ...one, state: 'superseded' as const, closedAt: now } : one,
      ),
    }
  })
  return events.length === 0 ? { next, events } : { next: { ...next, waivers }, events }
}

const misfit = (
  { state, assessment }: Certification,
  waiver: Waiver,
): Extract<Event, { type: 'waiver-closed' }>['because'] | undefined => {
  if (waiver.state === 'closed' || waiver.state === 'refused') return undefined
  const pending = pendingAsk(waiver)
  if (isOver(state)) return pending ? 'over' : undefined
  const blocks = assessment?.blocked.some(
    ({ question, option }) => question === waiver.question && option === waiver.option,
  )
  if (!blocks) return 'answer-changed'
  return pending && pending.tier !== assessment?.tier ? 'tier-changed' : undefined
}
