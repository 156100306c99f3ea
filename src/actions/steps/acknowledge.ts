import { acknowledge as agree } from '../../domain/membership.ts'
import { passByDeveloper } from '../../domain/preparation.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isSelf } from '../../domain/person.ts'
import { action, noInputs } from '../action.ts'
import { certificationOf, keep } from '../load.ts'
import { moveStep, stepCarries, stepsRef } from './step-scope.ts'

/** The developer agrees to the policy as it stands; once per version, for all of their work. */
export const acknowledge = action('step.acknowledge', {
  carries: stepCarries,
  asks: noInputs,
  run: async (scope, carries) => {
    const { developer } = await certificationOf(scope.session, carries.certification)
    if (!isSelf(scope.person, developer))
      throw new Refusal(
        'not-allowed',
        'The developer agrees to the policy in person, so nobody else can do it for them.',
      )
    await moveStep(scope, carries, (certification) =>
      passByDeveloper(certification, carries.step, 'acknowledge', scope.person.id, scope.context),
    )
    await keep(scope.session.people, agree(scope.person, scope.context), scope)
    return { ref: stepsRef(carries) }
  },
})
