import type { Asset } from './asset.ts'
import { addDays } from './calendar.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Offered } from './hand-over.ts'
import { handOverDays, openOffer } from './hand-over.ts'
import type { Person } from './person.ts'
import { isSelf } from './person.ts'
import { Refusal } from './refusal.ts'

/**
 * The owner says that it is not theirs, and does not know whose it is: the stewards look for its owner, and until somebody accepts it stays
 * with them. Refuses everybody else, what is offered to somebody who has not answered, and what is out of use.
 */
export const seek = (
  asset: Asset,
  certification: Certification | undefined,
  person: Person,
  context: Pick<Context, 'now'>,
): Offered => {
  assertOwn(asset, person)
  assertUnoffered(asset)
  if (certification?.state === 'retired')
    throw new Refusal(
      'wrong-state',
      `${asset.id} is out of use, so nobody looks for an owner of it. Nothing left to do.`,
    )
  if (asset.sought) return { next: asset, events: [] }
  const { id, owner } = asset
  return {
    next: { ...asset, rev: asset.rev + 1, sought: { at: context.now } },
    events: [{ type: 'owner-sought', subject: id, asset: id, owner }],
  }
}

/** The owner says that it is theirs after all. Refuses what is offered to somebody who has not answered: they would get it all the same. */
export const keepOwn = (asset: Asset, person: Person): Offered => {
  assertOwn(asset, person)
  if (!asset.sought)
    throw new Refusal('already-decided', `Nobody looks for an owner of ${asset.id}. Nothing left to do.`)
  assertUnoffered(asset)
  const { id, owner } = asset
  return {
    next: { ...asset, rev: asset.rev + 1, sought: null },
    events: [{ type: 'owner-kept', subject: id, asset: id, owner }],
  }
}

const assertOwn = ({ id, owner }: Asset, person: Person): void => {
  if (!isSelf(person, owner))
    throw new Refusal('not-allowed', `Somebody else owns ${id}, so that is for them to say.`)
}

const assertUnoffered = (asset: Asset): void => {
  if (openOffer(asset))
    throw new Refusal(
      'already-decided',
      `${asset.id} is offered to somebody who has not answered yet. Take that back first, or wait for the answer.`,
    )
}

/** Nobody has taken it in the days in which an asset finds an owner: the stewards hear of it again. */
export const seekOn = (asset: Asset): Offered => {
  const { id, owner } = asset
  return asset.sought
    ? {
        next: { ...asset, rev: asset.rev + 1 },
        events: [{ type: 'owner-sought', subject: id, asset: id, owner, again: true }],
      }
    : { next: asset, events: [] }
}

/** When the stewards hear of it again. */
export const soughtTimer = ({ asset }: Extract<Event, { readonly type: 'owner-sought' }>, now: string) =>
  ({ kind: 'owner-sought-asks', subject: asset, occurrence: now, due: addDays(now, handOverDays) }) as const
