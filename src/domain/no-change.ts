import { addWorkingDays } from './calendar.ts'
import type { Certification } from './certification.ts'
import { isLive } from './certification.ts'
import type { Context } from './context.ts'
import { lapsed } from './lapsed-step.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about, tierOf } from './registration.ts'
import { inForceOnceSubmitted } from './renewal.ts'
import { validity } from './submission.ts'
import { allow, step as move } from './transition.ts'
import { blocking } from './waiver.ts'
import { hoursOf } from './programme.ts'

/** Why its owner cannot simply say that nothing has changed; undefined where they can. */
export const noWord = (
  certification: Certification,
  developer: Pick<Person, 'acknowledged' | 'passes'>,
  moment: Pick<Context, 'now' | 'programme'>,
): Refusal | undefined => {
  const { id } = certification
  if (tierOf(certification) === 'high')
    return new Refusal(
      'not-allowed',
      `At high risk every renewal is decided by its approvers. Start it: recertify ${id}. What you gave is kept.`,
    )
  if (!isLive(certification, moment.now))
    return new Refusal(
      'wrong-state',
      `The certificate of ${id} has run out, so it is decided anew. Start it: recertify ${id}. What you gave is kept.`,
    )
  const [first] = lapsed(certification, developer, moment)
  if (first)
    return new Refusal(
      'missing',
      `"${first.title}" has to be done again: ${first.why}. Start the renewal: recertify ${id}. Only that is asked.`,
    )
  return blocking(certification, moment).length > 0
    ? new Refusal(
        'blocked',
        `An answer of ${id} blocks it, because its waiver has ended. Start the renewal: recertify ${id}.`,
      )
    : undefined
}

/** Until when a steward should have said a word. */
export const agreedBy = (
  certification: Certification,
  { programme }: Pick<Context, 'programme'>,
): string | null =>
  certification.confirmation &&
  addWorkingDays(
    certification.confirmation.at,
    programme.cadences[tierOf(certification)].approvalWorkingDays,
    hoursOf(programme),
  )

/** Whether the owner's word waits for a steward. */
export const awaitsSecond = ({ state, confirmation }: Certification): boolean =>
  state === 'review_due' && confirmation !== null && confirmation.second === null

/** A steward who could say the second word cannot any more: another one is asked. Changes nothing where they still can, or nobody waits. */
export const reaskNoChange = (
  certification: Certification,
  { before, after }: { readonly before: Person; readonly after: Person },
): Moved => {
  const may = (person: Person): boolean => can(person, { deed: 'certification.agree', certification })
  if (!awaitsSecond(certification) || !may(before) || may(after)) return { next: certification, events: [] }
  const next = { ...certification, rev: certification.rev + 1 }
  return {
    next,
    events: [{ type: 'no-change-reasked', ...about(next), person: after.id, tier: tierOf(certification) }],
  }
}

/**
 * The owner says that nothing has changed. At low risk that renews the certificate, from its old expiry; at moderate a steward is asked.
 * Refuses anybody else, the high tier, and whatever does not hold any more.
 */
export const confirmNoChange = (
  certification: Certification,
  by: Person,
  developer: Person,
  context: Context,
): Moved => {
  if (!can(by, { deed: 'certification.confirm', certification }))
    throw new Refusal(
      'not-allowed',
      `Whether anything has changed at ${certification.id} is for its owner to say: so that is for them alone.`,
    )
  allow('confirm no change', certification)
  if (awaitsSecond(certification))
    throw new Refusal(
      'already-decided',
      `You have said so already; a steward looks at ${certification.id} next. Nothing left to do.`,
    )
  const wrong = noWord(certification, developer, context)
  if (wrong) throw wrong
  const tier = tierOf(certification)
  if (tier === 'low') {
    const confirmation = { id: context.newId().slice(0, 12), by: by.id, at: context.now, second: null }
    return renew({ ...certification, confirmation }, context)
  }
  const inForceUntil = inForceOnceSubmitted(certification, tier, context)
  const next = move('confirm no change', certification, 'review_due', context, {
    confirmation: { id: context.newId().slice(0, 12), by: by.id, at: context.now, second: null },
    inForceUntil,
  })
  return {
    next,
    events: [
      {
        type: 'no-change-confirmed',
        ...about(next),
        by: by.id,
        tier,
        ...(inForceUntil === null || inForceUntil === certification.inForceUntil ? {} : { inForceUntil }),
      },
    ],
  }
}

const asSecond = (certification: Certification, id: string, steward: Person) => {
  if (!can(steward, { deed: 'certification.agree', certification }))
    throw new Refusal(
      'not-allowed',
      `Agreeing that nothing has changed needs the steward role, and somebody who neither built nor owns ${certification.id}.`,
    )
  const { confirmation } = certification
  if (!awaitsSecond(certification) || confirmation?.id !== id)
    throw new Refusal('already-decided', 'Nobody waits for your word on this any more. Nothing left to do.')
  return confirmation
}

/** A steward agrees that nothing has changed: the certificate is renewed, from its old expiry. */
export const agreeNoChange = (
  certification: Certification,
  id: string,
  steward: Person,
  developer: Person,
  context: Context,
): Moved => {
  const confirmation = asSecond(certification, id, steward)
  const wrong = noWord(certification, developer, context)
  if (wrong) throw wrong
  const second = { by: steward.id, at: context.now, reason: null }
  return renew({ ...certification, confirmation: { ...confirmation, second } }, context)
}

/** A steward asks the owner to look again. */
export const questionNoChange = (
  certification: Certification,
  id: string,
  steward: Person,
  words: string,
  context: Context,
): Moved => {
  const confirmation = asSecond(certification, id, steward)
  const reason = context.text(words)
  const next = move('confirm no change', certification, 'review_due', context, {
    confirmation: { ...confirmation, second: { by: steward.id, at: context.now, reason } },
  })
  return { next, events: [{ type: 'no-change-questioned', ...about(next), by: steward.id, reason }] }
}

/** Renews it as it stands. One in so many that nobody looked at is drawn for a look, as with those that decide themselves. */
const renew = (certification: Certification, context: Context): Moved => {
  const { frozen, verify, conditions, confirmation } = certification
  if (!frozen || !confirmation) throw new Error(`${certification.id} is renewed without content or a word`)
  const { by } = confirmation
  const second = confirmation.second?.by ?? null
  const tier = tierOf(certification)
  const seed = second === null ? context.random() : null
  const sampled = seed !== null && seed * 100 < context.programme.sampling.percent
  const valid = { ...validity(certification, tier, context), verify, conditions, confirmation }
  const next = move('confirm no change', certification, 'certified', context, {
    ...valid,
    // Who decided before had a say at its content; now the owner did, and a steward where the tier asks for one.
    decision: {
      verdict: 'certified',
      by: second === null ? [] : [second],
      at: context.now,
      platform: context.platform,
      reason: null,
      hash: frozen.hash,
      before: null,
    },
    ...(seed === null
      ? {}
      : {
          sample: {
            chosen: sampled,
            seed,
            because: sampled ? ('drawn' as const) : ('not-drawn' as const),
            looked: null,
          },
        }),
  })
  return {
    next,
    events: [
      {
        type: 'certification-renewed',
        ...about(next),
        by,
        second,
        tier,
        sampled,
        seed,
        validUntil: valid.validUntil,
        windowOpens: valid.windowOpens,
        inForceUntil: valid.inForceUntil,
      },
    ],
  }
}
