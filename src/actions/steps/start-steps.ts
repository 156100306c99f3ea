import { z } from 'zod'
import { stepsFor } from '../../domain/programme.ts'
import { tierOf } from '../../domain/registration.ts'
import { start } from '../../domain/preparation.ts'
import { action, noInputs } from '../action.ts'
import { assetOf, editable, factsOf, keep, personOf } from '../load.ts'

/** Makes the checklist that the tier deserves. Pressed twice, it shows the checklist again. */
export const startSteps = action('steps.start', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  run: async (scope, { certification: id }) => {
    const certification = await editable(scope, id)
    if (certification.state !== 'classified') return { ref: { show: 'certification', certification: id } }
    const rules = stepsFor(
      scope.context.programme,
      factsOf(certification, await assetOf(scope.session, certification.asset)),
    )
    const developer = await personOf(scope.session, certification.developer)
    await keep(
      scope.session.certifications,
      start(certification, rules, tierOf(certification), developer, scope.context),
      scope,
    )
    return { ref: { show: 'steps', certification: id } }
  },
})
