import type { Asset } from './asset.ts'
import { isOverdue, nobodyYet } from './brought-in.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { isSelf } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'

/** The person that `nobodyYet` stands for. */
export const nobody = (unmet: Person, context: Context): Person => ({
  ...unmet,
  name: context.text('nobody yet'),
  left: { at: context.now, roles: [], terms: [], lead: false, assets: [], back: null },
})

/** Reminds the owner, or tells the stewards that the days are over; nothing else changes, and what is in use goes on. */
export const remindExisting = (certification: Certification, now: string): Moved => ({
  next: { ...certification, rev: certification.rev + 1 },
  events: [
    {
      type: isOverdue(certification, now) ? 'existing-overdue' : 'existing-reminded',
      ...about(certification),
      due: certification.existing?.due ?? now,
    },
  ],
})

/** Tells somebody in one card what of theirs came into the register. */
export const tellOwner = (
  person: Person,
  assets: readonly string[],
): { readonly next: Person; readonly events: readonly Event[] } => ({
  next: { ...person, rev: person.rev + 1 },
  events: [{ type: 'existing-told', subject: person.id, person: person.id, assets }],
})

/**
 * The owner whom a list named says that it is not theirs: until somebody accepts it nobody owns it, and the stewards are asked.
 * Refuses everybody else, and what somebody has worked on: that is handed over instead.
 */
export const disown = (
  asset: Asset,
  certification: Certification,
  person: Person,
): {
  readonly asset: { readonly next: Asset; readonly events: readonly Event[] }
  readonly certification: Moved
} => {
  if (!isSelf(person, asset.owner))
    throw new Refusal('not-allowed', `Somebody else owns ${asset.id}, so that is for them to say.`)
  if (certification.existing === null || certification.state !== 'draft')
    throw new Refusal(
      'wrong-state',
      `${asset.id} was worked on since, so it needs somebody who takes it over. Type hand over ${asset.id} to and a name.`,
    )
  const developer = (id: string): string => (isSelf(person, id) ? nobodyYet : id)
  const next: Certification = {
    ...certification,
    owner: nobodyYet,
    developer: developer(certification.developer),
    rev: certification.rev + 1,
  }
  return {
    asset: {
      next: {
        ...asset,
        owner: nobodyYet,
        sought: null,
        developer: developer(asset.developer),
        rev: asset.rev + 1,
      },
      events: [{ type: 'asset-disowned', subject: asset.id, asset: asset.id, person: person.id }],
    },
    certification: { next, events: [{ type: 'existing-disowned', ...about(next), person: person.id }] },
  }
}
