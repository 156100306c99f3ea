import type { Certification } from './certification.ts'
import { isLive } from './certification.ts'
import type { Context } from './context.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import { stopped } from './stop.ts'
import { step as move } from './transition.ts'

/** Days within which a sample is looked at. */
export const lookDays = 30

/** Whether a certificate that nobody approved was drawn for a steward's look, and has not had it. */
export const awaitsLook = (certification: Certification, now: string): boolean =>
  certification.sample?.chosen === true && certification.sample.looked === null && isLive(certification, now)

/** A steward has had a look at a sampled certificate, and it is fine. */
export const lookAt = (certification: Certification, steward: Person, context: Context): Moved => {
  const sample = sampleFor(certification, steward, context.now)
  const next: Certification = {
    ...certification,
    rev: certification.rev + 1,
    sample: { ...sample, looked: { by: steward.id, at: context.now, found: null } },
  }
  return { next, events: [{ type: 'sample-looked-at', ...about(next), by: steward.id }] }
}

/** What a steward found leads to: it is prepared anew and may be used meanwhile, or it stops at once. */
export const foundLeadsTo = ['recertifying', 'suspended'] as const
export type FoundLeadsTo = (typeof foundLeadsTo)[number]

/** A steward has found something wrong: the developer reads what, and it goes back to its steps or stops. `users` are known to use it. */
export const failSample = (
  certification: Certification,
  steward: Person,
  given: { readonly reason: string; readonly to: FoundLeadsTo; readonly users: readonly string[] },
  context: Context,
): Moved => {
  const sample = sampleFor(certification, steward, context.now)
  const reason = context.text(given.reason)
  const next = move('sample failed', certification, given.to, context, {
    sample: { ...sample, looked: { by: steward.id, at: context.now, found: reason } },
    ...(given.to === 'suspended'
      ? { inForceUntil: null, stop: stopped(certification, steward.id, reason, context.now) }
      : {}),
  })
  return {
    next,
    events: [
      {
        type: 'sample-failed',
        ...about(next),
        by: steward.id,
        to: given.to,
        reason,
        users: given.to === 'suspended' ? given.users : [],
      },
    ],
  }
}

/** Reminds the stewards of a sample that nobody has looked at yet. */
export const remindSample = (certification: Certification): Moved => {
  const next = { ...certification, rev: certification.rev + 1 }
  return { next, events: [{ type: 'sample-reminded', ...about(next) }] }
}

/** The sample that a steward may look at. */
const sampleFor = (certification: Certification, steward: Person, now: string) => {
  const { sample } = certification
  if (!can(steward, { deed: 'sample.look', certification }))
    throw new Refusal(
      'not-allowed',
      'Looking at a sample needs the steward role, and somebody who neither built nor owns it.',
    )
  if (!sample || !awaitsLook(certification, now))
    throw new Refusal('already-decided', 'Nobody has to look at this one any more. Nothing left to do.')
  return sample
}
