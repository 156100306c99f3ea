import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import type { Person } from '../../domain/person.ts'
import { can, isAmong, reachOf } from '../../domain/person.ts'
import type { StepRule } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Moved } from '../../domain/registration.ts'
import { stepOf } from '../../domain/preparation.ts'
import type { Step } from '../../domain/step.ts'
import { waitsForWord } from '../../domain/step.ts'
import type { Ref } from '../../domain/ref.ts'
import { roleWords } from '../../domain/role-words.ts'
import type { Scope } from '../action.ts'
import { certificationOf, editable, holdersOf, keep, nameOf } from '../load.ts'

/** What every button of a step carries. */
export const stepCarries = z.strictObject({ certification: z.string(), step: z.string() })
export type StepCarries = z.infer<typeof stepCarries>

export const stepRef = ({ certification, step }: StepCarries): Ref => ({ show: 'step', certification, step })
export const stepsRef = ({ certification }: StepCarries): Ref => ({ show: 'steps', certification })

/** The rule behind a step; undefined where the policy has dropped it since. */
export const ruleOf = (scope: Pick<Scope, 'context'>, step: string): StepRule | undefined =>
  scope.context.programme.steps.find((rule) => rule.id === step)

/** Makes a developer's move on one step and saves it. */
export const moveStep = async (
  scope: Scope,
  { certification: id }: StepCarries,
  move: (certification: Certification) => Moved,
): Promise<Certification> => {
  const certification = await editable(scope, id)
  return keep(scope.session.certifications, move(certification), scope)
}

/** Makes the move of somebody who vouches for a step. Refuses whoever may not, with the names of those who may. */
export const vouch = async (
  scope: Scope,
  { certification: id, step: stepId }: StepCarries,
  move: (certification: Certification, person: Person) => Moved,
): Promise<void> => {
  const certification = await certificationOf(scope.session, id)
  const step = stepOf(certification, stepId)
  // What was confirmed or handed back meanwhile explains itself in the move; who may is asked only while it waits.
  if (waitsForWord(step) && !can(scope.person, { deed: 'step.confirm', certification, step })) {
    const own = isAmong(scope.person, [certification.developer, certification.owner])
    const names = await entitled(scope, certification, step)
    const who =
      names.length > 0
        ? `${names.join(' or ')} can.`
        : 'Nobody holds that role yet; the administrators can grant it.'
    throw own
      ? new Refusal('own-work', `You built or own this, so someone else confirms it. ${who}`)
      : new Refusal('not-allowed', `Confirming "${step.title}" is for ${whoseWord(step)}. ${who}`)
  }
  await keep(scope.session.certifications, move(certification, scope.person), scope)
}

const whoseWord = (step: Step): string => {
  if (step.by === 'owner') return 'the owner'
  return step.asked !== null ? 'the person who was asked' : `the ${roleWords(step.by)} role`
}

/** Who may say the word that a step waits for, by name. */
const entitled = async (
  { session }: Pick<Scope, 'session'>,
  certification: Certification,
  step: Step,
): Promise<readonly string[]> => {
  if (step.asked !== null) return [await nameOf(session, step.asked)]
  switch (step.by) {
    case 'owner':
      return [await nameOf(session, certification.owner)]
    case 'developer':
    case 'peer':
    case 'manager':
    case 'deputy':
      return []
    default:
      return (
        await holdersOf(
          session,
          { role: step.by, except: [certification.developer, certification.owner] },
          reachOf(certification),
        )
      ).map((one) => one.name.body)
  }
}
