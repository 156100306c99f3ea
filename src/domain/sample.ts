import type { Certification } from './certification.ts'
import { isLive } from './certification.ts'
import type { Context } from './context.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'

/** Whether a certificate that nobody approved was drawn for a steward's look, and has not had it. */
export const awaitsLook = (certification: Certification, now: string): boolean =>
  certification.sample?.chosen === true && certification.sample.looked === null && isLive(certification, now)

/** A steward has had a look at a sampled certificate. What was found is another matter. */
export const lookAt = (certification: Certification, steward: Person, context: Context): Moved => {
  const { sample } = certification
  if (!can(steward, { deed: 'sample.look', certification }))
    throw new Refusal(
      'not-allowed',
      'Looking at a sample needs the steward role, and somebody who neither built nor owns it.',
    )
  if (!sample || !awaitsLook(certification, context.now))
    throw new Refusal('already-decided', 'Nobody has to look at this one any more. Nothing left to do.')
  const next: Certification = {
    ...certification,
    rev: certification.rev + 1,
    sample: { ...sample, looked: { by: steward.id, at: context.now } },
  }
  return { next, events: [{ type: 'sample-looked-at', ...about(next), by: steward.id }] }
}
