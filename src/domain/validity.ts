import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import { allowEvidence, hypercareOf } from './go-live.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import { stopped } from './stop.ts'
import { allow, step as move } from './transition.ts'

/** The time for review has come: the certificate still counts. */
export const openWindow = (certification: Certification, context: Context): Moved => {
  const next = move('window opens', certification, 'review_due', context, { confirmation: null })
  return {
    next,
    events: [
      { type: 'review-window-opened', ...about(next), validUntil: certification.validUntil ?? context.now },
    ],
  }
}

/** Validity and grace have passed. `users` are known to use it. */
export const expire = (certification: Certification, users: readonly string[], context: Context): Moved => {
  if (certification.inForceUntil === null || certification.inForceUntil > context.now)
    throw new Error(`${certification.id} is still in force`)
  const next = move('expire', certification, 'expired', context, { inForceUntil: null })
  return { next, events: [{ type: 'certification-expired', ...about(next), users }] }
}

const conditionOf = (certification: Certification, id: string) => {
  const found = certification.conditions.find((condition) => condition.id === id)
  if (!found)
    throw new Refusal(
      'unknown-thing',
      `${certification.id} has no such condition. Open the certificate to see what is asked of it.`,
    )
  return found
}

/** The developer says how a condition was met; a steward has the last word. */
export const evidenceCondition = (
  certification: Certification,
  id: string,
  words: string,
  context: Context,
): Moved => {
  allow('evidence condition', certification)
  const condition = conditionOf(certification, id)
  if (condition.state === 'met')
    throw new Refusal('already-decided', 'This condition is met already. Nothing left to do.')
  if (certification.state === 'suspended' && id === hypercareOf(certification)?.id && !certification.goLive)
    throw new Refusal(
      'wrong-state',
      'It never got a go-live day, so there is nothing to say about the days after it. Start it again instead.',
    )
  allowEvidence(certification, id, context)
  const evidence = context.text(words)
  const next = move('evidence condition', certification, certification.state, context, {
    conditions: certification.conditions.map((one) =>
      one.id === id ? { ...one, state: 'evidenced' as const, evidence } : one,
    ),
  })
  return { next, events: [{ type: 'condition-evidenced', ...about(next), condition: id, words: evidence }] }
}

/** A steward accepts the evidence; the last one makes the certificate unconditional. */
export const meetCondition = (
  certification: Certification,
  id: string,
  steward: Person,
  context: Context,
): Moved => {
  allow('condition met', certification)
  const condition = conditionOf(certification, id)
  if (!can(steward, { deed: 'condition.accept', certification }))
    throw new Refusal(
      'not-allowed',
      'Accepting this needs the steward role, and somebody who neither built nor owns it.',
    )
  if (condition.state === 'met')
    throw new Refusal('already-decided', 'This condition is accepted already. Nothing left to do.')
  if (condition.state !== 'evidenced')
    throw new Refusal(
      'wrong-state',
      'The developer has not said yet how this was met. You are asked once they have.',
    )
  const conditions = certification.conditions.map((one) =>
    one.id === id ? { ...one, state: 'met' as const } : one,
  )
  const last = conditions.every((one) => one.state === 'met')
  const next = move('condition met', certification, last ? 'certified' : 'conditionally_certified', context, {
    conditions,
  })
  return { next, events: [{ type: 'condition-met', ...about(next), condition: id, last }] }
}

/** A condition's day has passed without it being met: the certificate is suspended. `users` are known to use it. */
export const missCondition = (
  certification: Certification,
  { id, users }: { readonly id: string; readonly users: readonly string[] },
  context: Context,
): Moved => {
  const condition = conditionOf(certification, id)
  const next = move('condition missed', certification, 'suspended', context, {
    inForceUntil: null,
    stop: stopped(certification, null, null, context.now),
    conditions: certification.conditions.map((one) =>
      one.id === condition.id ? { ...one, state: 'missed' as const } : one,
    ),
  })
  return { next, events: [{ type: 'condition-missed', ...about(next), condition: id, users }] }
}
