import type { Certification } from './certification.ts'
import { isLive } from './certification.ts'
import type { Context } from './context.ts'
import type { Person } from './person.ts'
import { can, isSelf } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about, tierOf } from './registration.ts'
import { stopped } from './stop.ts'
import { fitWaivers } from './waiver-fit.ts'
import { allow, stateWords, step as move, transitions } from './transition.ts'

/** Whether it could be revoked now, by whoever may. */
export const isRevocable = (certification: Certification, now: string): boolean =>
  transitions.revoke.from.some((from) => from === certification.state) &&
  (certification.state === 'suspended' || isLive(certification, now))

const mayRevoke = (certification: Certification, by: Person, now: string): void => {
  if (!can(by, { deed: 'certification.revoke', certification }))
    throw new Refusal(
      'not-allowed',
      `Revoking ${certification.id} needs the steward or the board role, and somebody who neither built nor owns it.`,
    )
  allow('revoke', certification)
  if (!isRevocable(certification, now))
    throw new Refusal(
      'wrong-state',
      `${certification.id} is ${stateWords[certification.state]} and not in force, so there is nothing to revoke. Nothing was changed.`,
    )
}

/** A steward or somebody of the board wants it revoked: a second person has to agree, and until then nothing changes. */
export const askRevoke = (
  certification: Certification,
  by: Person,
  reason: string,
  context: Context,
): Moved => {
  mayRevoke(certification, by, context.now)
  const words = context.text(reason)
  const revocation = {
    id: context.newId().slice(0, 12),
    by: by.id,
    second: null,
    reason: words,
    at: context.now,
  }
  const next = { ...certification, rev: certification.rev + 1, revocation }
  return {
    next,
    events: [
      {
        type: 'revocation-asked',
        ...about(next),
        revocation: revocation.id,
        by: by.id,
        reason: words,
        tier: tierOf(next),
      },
    ],
  }
}

const asked = (certification: Certification, id: string, by: Person, now: string) => {
  mayRevoke(certification, by, now)
  const { revocation } = certification
  if (revocation?.id !== id)
    throw new Refusal('already-decided', 'This is decided or was asked anew. Nothing left to do.')
  if (isSelf(by, revocation.by))
    throw new Refusal('not-allowed', 'You asked for this, so someone else has to agree to it.')
  return revocation
}

/** The second person agrees: it must not be used any more. `users` are known to use it. */
export const agreeRevoke = (
  certification: Certification,
  id: string,
  by: Person,
  users: readonly string[],
  context: Context,
): Moved => {
  const revocation = asked(certification, id, by, context.now)
  const fit = fitWaivers(
    move('revoke', certification, 'revoked', context, {
      inForceUntil: null,
      revocation: { ...revocation, second: by.id },
      stop: stopped(certification, revocation.by, revocation.reason, context.now),
    }),
    context.now,
  )
  const { next } = fit
  return {
    next,
    events: [
      {
        type: 'certification-revoked',
        ...about(next),
        revocation: id,
        by: revocation.by,
        second: by.id,
        reason: revocation.reason,
        users,
      },
      ...fit.events,
    ],
  }
}

/** The second person does not agree. */
export const declineRevoke = (
  certification: Certification,
  id: string,
  by: Person,
  context: Context,
): Moved => {
  const revocation = asked(certification, id, by, context.now)
  const next = { ...certification, rev: certification.rev + 1, revocation: null }
  return {
    next,
    events: [
      { type: 'revocation-declined', ...about(next), revocation: id, by: by.id, asked: revocation.by },
    ],
  }
}
