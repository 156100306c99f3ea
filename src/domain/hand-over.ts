import type { Approval } from './approval.ts'
import { tookPart } from './approval.ts'
import type { Asset, HandOver } from './asset.ts'
import { nobodyYet } from './brought-in.ts'
import { addDays } from './calendar.ts'
import type { Certification } from './certification.ts'
import { isOver, isPreparing } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import { heirOfGoLive } from './leaving.ts'
import { openedAgain, stepsOfDeveloper } from './new-developer.ts'
import { awaitsSecond } from './no-change.ts'
import type { Person } from './person.ts'
import { hasLeft, isAmong, isSelf } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import type { Step } from './step.ts'
import { step as move, transitions } from './transition.ts'
import { ownWaivers, refuseWaiverDecider } from './waiver-owner.ts'

/** Days in which an offer is answered, and in which a leaver's asset is reassigned. */
export const handOverDays = 14
/** Days that the next one has at least, where an earlier one said no. */
const leastDays = 3

/** What a move of an offer came to. */
export type Offered = { readonly next: Asset; readonly events: readonly Event[] }

/** What is offered: to whom, by whom (null: by Assay, because the owner left); `amid` so many that come with their leaving. */
export type Offer = {
  readonly to: Person
  readonly by: string | null
  readonly because: HandOver['because']
  readonly amid?: number | undefined
}

/** The offer that waits for an answer; undefined where none does. */
export const openOffer = ({ handOver }: Asset): HandOver | undefined =>
  handOver?.state === 'offered' ? handOver : undefined

const happened = (asset: Asset, { id, from, to }: HandOver) => ({
  subject: asset.id,
  asset: asset.id,
  offer: id,
  from,
  to,
})

const closed = (
  asset: Asset,
  offer: HandOver,
  state: HandOver['state'],
  change: Partial<HandOver> = {},
): Asset => ({ ...asset, rev: asset.rev + 1, handOver: { ...offer, ...change, state } })

/**
 * Offers an asset to another owner: it stays with the present one until the other accepts. An offer that is open ends with it.
 * Refuses somebody who left, or who owns it.
 */
export const offer = (asset: Asset, { to, by, because, amid }: Offer, context: Context): Offered => {
  if (isSelf(to, asset.owner))
    throw new Refusal('already-decided', `${to.name.body} owns ${asset.id} already. Nothing left to do.`)
  if (hasLeft(to))
    throw new Refusal(
      'invalid',
      `${to.name.body} cannot be reached any more. Please choose somebody who is there.`,
    )
  const before = openOffer(asset)
  if (before && isSelf(to, before.to))
    throw new Refusal(
      'already-decided',
      `${asset.id} is offered to ${to.name.body} already, who has not answered yet. Nothing was changed.`,
    )
  const earlier = because === 'left' && asset.handOver?.because === 'left' ? asset.handOver : undefined
  const until = [earlier?.until ?? addDays(context.now, handOverDays), addDays(context.now, leastDays)]
  const among = amid === undefined ? {} : { amid }
  const made: HandOver = {
    id: context.newId().slice(0, 12),
    from: asset.owner,
    to: to.id,
    by,
    because,
    at: context.now,
    until: until.sort().at(-1) ?? context.now,
    state: 'offered',
    reason: null,
    tried: [...(earlier?.tried ?? []), to.id],
  }
  return {
    next: { ...asset, rev: asset.rev + 1, handOver: made },
    events: [
      ...(before ? [{ type: 'hand-over-withdrawn' as const, ...happened(asset, before) }] : []),
      { type: 'hand-over-offered', ...happened(asset, made), by, until: made.until, ...among },
    ],
  }
}

/** The offer that somebody answers. Refuses one that is not theirs, or not open any more. */
const answered = (asset: Asset, id: string, person: Person, now: string): HandOver => {
  const found = openOffer(asset)
  if (!found || found.id !== id || found.until <= now)
    throw new Refusal(
      'already-decided',
      `This offer of ${asset.id} is answered or too old by now. Nothing left to do.`,
    )
  if (!isSelf(person, found.to))
    throw new Refusal('not-allowed', `${asset.id} was offered to somebody else, so it is for them to answer.`)
  return found
}

/**
 * The new owner says yes: the asset is theirs, and what is under way with it. Whoever built it stays its developer, unless they are the
 * one who left. Refuses somebody who decides, or has vouched, while it is being decided: nobody is both.
 */
export const accept = (
  asset: Asset,
  id: string,
  person: Person,
  under: { readonly certification: Certification | undefined; readonly approval: Approval | undefined },
  context: Context,
): Offered & {
  readonly certification?: Moved
  readonly approval?: { readonly next: Approval; readonly events: readonly Event[] }
} => {
  const found = answered(asset, id, person, context.now)
  const { certification, approval } = under
  const request = approval?.state === 'open' ? approval : undefined
  if (certification && request) refuseDecider(certification, request, person)
  if (certification) refuseWaiverDecider(certification, person)
  // Whoever a list named as the owner has not built it for that, and what nobody built is its owner's.
  const isAssumed = certification?.existing?.by === 'list' && certification.state === 'draft'
  const heir = (of: string): string =>
    of === nobodyYet || ((found.because === 'left' || isAssumed) && of === found.from) ? person.id : of
  const next: Asset = {
    ...closed(asset, found, 'accepted'),
    owner: person.id,
    sought: null,
    developer: heir(asset.developer),
    deputy: asset.deputy !== null && isSelf(person, asset.deputy) ? null : asset.deputy,
  }
  const taken =
    certification && !isOver(certification.state)
      ? takeOver(certification, found, person, heir(certification.developer), context)
      : undefined
  return {
    next,
    events: [{ type: 'hand-over-accepted', ...happened(asset, found), by: found.by }],
    ...(taken ? { certification: taken } : {}),
    ...(taken && request ? { approval: withMaker(request, taken.next, person) } : {}),
  }
}

const refuseDecider = (certification: Certification, request: Approval, person: Person): void => {
  const vouched = certification.steps.some(
    (step) => isVouched(step) && isSelf(person, step.passedBy) && !isAmong(person, [certification.developer]),
  )
  if (isAmong(person, tookPart(request)) || vouched)
    throw new Refusal(
      'own-work',
      `You had a part in deciding on ${certification.id}, which is not done yet, and nobody decides on what they own. Accept it once it is decided.`,
    )
}

/** Whether somebody who must not have made the thing said yes to the step. */
const isVouched = (step: Step): boolean => step.by !== 'developer' && step.by !== 'owner'

/** The certification with its new owner: what they vouched for themselves is asked of others, what the old owner was asked is theirs. */
const takeOver = (
  certification: Certification,
  offer: HandOver,
  person: Person,
  developer: string,
  context: Context,
): Moved => {
  const { from } = offer
  const steps = isPreparing(certification)
    ? certification.steps.map((step): Step => {
        if (step.by === 'owner') return step.state === 'asked' ? { ...step, asked: person.id } : step
        const isTheirs = isSelf(person, step.asked) || isSelf(person, step.passedBy)
        return isVouched(step) && isTheirs
          ? { ...step, state: 'open', asked: null, passedBy: null, passedAt: null }
          : step
      })
    : certification.steps
  const waived = ownWaivers(certification, person)
  // A change of owner is a material one at high: it is looked at anew, and counts meanwhile.
  const isMaterial =
    certification.assessment?.tier === 'high' &&
    transitions['material change'].from.some((state) => state === certification.state)
  const isAskedAnew = developer !== certification.developer && (isPreparing(certification) || isMaterial)
  const change = {
    owner: person.id,
    developer,
    steps: [...(isAskedAnew ? stepsOfDeveloper(steps, person, context) : steps)],
    waivers: [...waived.waivers],
    // That nothing has changed was the word of whoever owned it.
    confirmation: awaitsSecond(certification) ? null : certification.confirmation,
    goLive: heirOfGoLive(certification, offer, person),
  }
  const next = isMaterial
    ? move('material change', certification, 'recertifying', context, change)
    : { ...certification, ...change, rev: certification.rev + 1 }
  const again = openedAgain(certification.steps, next.steps)
  return {
    next,
    events: [
      { type: 'owner-changed', ...about(next), from, to: person.id, material: isMaterial, ...again },
      ...next.steps
        .filter((step) => step.by === 'owner' && step.state === 'asked')
        .map((step): Event => ({
          type: 'step-asked',
          ...about(next),
          step: step.id,
          of: { person: person.id },
        })),
      ...waived.events(next),
    ],
  }
}

/** An open request whose makers are one more: they cannot decide on it. */
const withMaker = (
  request: Approval,
  certification: Certification,
  person: Person,
): { readonly next: Approval; readonly events: readonly Event[] } => ({
  next: { ...request, makers: [...new Set([...request.makers, person.id])] },
  events: [
    {
      type: 'maker-added',
      ...about(certification),
      subject: request.id,
      approval: request.id,
      person: person.id,
    },
  ],
})

/** Somebody says no, and why. */
export const decline = (
  asset: Asset,
  id: string,
  person: Person,
  reason: string,
  context: Context,
): Offered => {
  const found = answered(asset, id, person, context.now)
  const words = context.text(reason)
  return {
    next: closed(asset, found, 'declined', { reason: words }),
    events: [{ type: 'hand-over-declined', ...happened(asset, found), by: found.by, reason: words }],
  }
}

/** Nobody answered in time. */
export const lapse = (asset: Asset, id: string): Offered => {
  const found = openOffer(asset)
  if (!found || found.id !== id) return { next: asset, events: [] }
  return {
    next: closed(asset, found, 'lapsed'),
    events: [{ type: 'hand-over-lapsed', ...happened(asset, found), by: found.by }],
  }
}

/** Reminds whoever was asked, while nobody has answered: `key` is the offer and how many days before its end. */
export const remindOffer = (asset: Asset, key: string): Offered => {
  const [id = '', days = ''] = key.split(' ')
  const found = openOffer(asset)
  if (!found || found.id !== id) return { next: asset, events: [] }
  return {
    next: { ...asset, rev: asset.rev + 1 },
    events: [
      {
        type: 'hand-over-reminded',
        subject: asset.id,
        asset: asset.id,
        offer: id,
        to: found.to,
        until: found.until,
        days: Number(days),
      },
    ],
  }
}

/** The offer is not needed any more. */
export const withdraw = (asset: Asset): Offered => {
  const found = openOffer(asset)
  if (!found) return { next: asset, events: [] }
  return {
    next: closed(asset, found, 'withdrawn'),
    events: [{ type: 'hand-over-withdrawn', ...happened(asset, found) }],
  }
}
