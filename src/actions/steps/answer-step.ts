import { invalid, readFields } from '../../domain/form.ts'
import { answerForm, stepOf } from '../../domain/preparation.ts'
import { Refusal } from '../../domain/refusal.ts'
import { action, anyInputs } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { readPerson } from '../people.ts'
import { assetOf, editable, keep } from '../load.ts'
import { moveStep, ruleOf, stepCarries, stepRef, stepsRef } from './step-scope.ts'

/** Takes a step's form or one-line checks. */
export const answerStep = action('step.answer', {
  carries: stepCarries,
  asks: anyInputs,
  form: (carries) => ({ ...forms.step(carries.certification, carries.step), again: stepRef(carries) }),
  run: async (scope, carries, values) => {
    const before = await editable(scope, carries.certification)
    stepOf(before, carries.step)
    const rule = ruleOf(scope, carries.step)
    if (!rule)
      throw new Refusal(
        'unknown-thing',
        'The policy does not ask for this step any more. Open the steps to see what is asked now.',
      )
    const read = { ...readFields(rule.fields, values) }
    for (const field of rule.fields) {
      const typed = read[field.id] ?? ''
      if (field.kind !== 'person' || typed === '') continue
      const chosen = (await readPerson(scope, typed, field.id)).id
      read[field.id] = chosen
      if (field.id === 'deputy' && chosen === before.owner)
        throw invalid({
          deputy: 'Please choose somebody other than the owner: a deputy steps in when the owner is away.',
        })
    }
    const certification = await moveStep(scope, carries, (current) =>
      answerForm(current, carries.step, read, scope.person.id, scope.context),
    )
    await takeDeputy(scope, certification.asset, read['deputy'])
    await dropDraft(scope, forms.step(carries.certification, carries.step))
    return { ref: stepsRef(carries) }
  },
})

/** The deputy is a fact of the asset, known from then on. */
const takeDeputy = async (
  scope: Parameters<typeof answerStep.run>[0],
  id: string,
  deputy: string | undefined,
): Promise<void> => {
  if (deputy === undefined || deputy === '') return
  const asset = await assetOf(scope.session, id)
  if (asset.deputy === deputy) return
  await keep(
    scope.session.assets,
    {
      next: { ...asset, deputy, rev: asset.rev + 1 },
      events: [{ type: 'asset-changed', subject: asset.id, asset: asset.id }],
    },
    scope,
  )
}
