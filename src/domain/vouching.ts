import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import { handOn, put, stepOf } from './preparation.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import type { Step } from './step.ts'
import { needsAsking, waitsForWord } from './step.ts'
import { allow } from './transition.ts'

/** Asks a person to confirm a step: a peer reviewer, the manager. Naming somebody else replaces the one asked before. */
export const askToConfirm = (
  certification: Certification,
  id: string,
  person: string,
  context: Context,
): Moved => {
  const step = stepOf(certification, id)
  if (step.by !== 'peer' && step.by !== 'manager' && step.by !== 'deputy')
    throw new Refusal(
      'wrong-state',
      `"${step.title}" is not confirmed by somebody whom you name. Open the steps to see who confirms it.`,
    )
  if (person === certification.developer || person === certification.owner)
    throw new Refusal(
      'own-work',
      'Somebody who did not make it and does not own it has to confirm this. Please name another person.',
    )
  const changed: Step = {
    ...step,
    state: 'asked',
    asked: person,
    passedBy: null,
    passedAt: null,
    refusal: null,
  }
  return put(certification, changed, context, (next) => [
    { type: 'step-asked', ...about(next), step: id, of: { person } },
  ])
}

/** Asks whoever the step itself names once more: after a "not right", or where it was handed back. */
export const askAgain = (certification: Certification, id: string, by: string, context: Context): Moved => {
  const step = stepOf(certification, id)
  if (!needsAsking(step))
    throw new Refusal('wrong-state', `"${step.title}" does not wait for you to ask. Nothing was changed.`)
  return handOn(certification, step, by, context)
}

const waiting = (certification: Certification, id: string): Step => {
  allow('answer step', certification)
  const step = stepOf(certification, id)
  if (step.state === 'passed')
    throw new Refusal('already-decided', `"${step.title}" is confirmed already. Nothing left to do.`)
  if (!waitsForWord(step))
    throw new Refusal(
      'wrong-state',
      `"${step.title}" is back with the developer. You are asked again when it is ready.`,
    )
  return step
}

/** Somebody vouches for a step. Whether they may is asked of `can` beforehand. */
export const confirm = (certification: Certification, id: string, by: string, context: Context): Moved => {
  const step = waiting(certification, id)
  const passed: Step = { ...step, state: 'passed', passedBy: by, passedAt: context.now, refusal: null }
  return put(certification, passed, context, (next) => [
    { type: 'step-passed', ...about(next), step: id, by },
  ])
}

/** Somebody says that it is not right, and why. */
export const refuse = (
  certification: Certification,
  id: string,
  by: string,
  reason: string,
  context: Context,
): Moved => {
  const step = waiting(certification, id)
  const words = context.text(reason)
  const refused: Step = {
    ...step,
    state: 'refused',
    asked: null,
    refusal: { by, at: context.now, reason: words },
  }
  return put(certification, refused, context, (next) => [
    { type: 'step-refused', ...about(next), step: id, by, reason: words },
  ])
}

/** The person asked says that somebody else should be. */
export const decline = (certification: Certification, id: string, by: string, context: Context): Moved => {
  const step = waiting(certification, id)
  if (step.asked !== by)
    throw new Refusal(
      'wrong-state',
      'Anybody who holds the role can do this, so there is nothing to hand on.',
    )
  const open: Step = { ...step, state: 'open', asked: null }
  return put(certification, open, context, (next) => [
    { type: 'step-declined', ...about(next), step: id, by },
  ])
}
