import type { Certification } from '../../domain/certification.ts'
import { invalid, readFields, readLink, tidy } from '../../domain/form.ts'
import { addEvidence as add } from '../../domain/preparation.ts'
import type { Scope } from '../action.ts'
import { action, anyInputs } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { editable } from '../load.ts'
import type { StepCarries } from './step-scope.ts'
import { moveStep, stepCarries, stepRef } from './step-scope.ts'

/** The longest note; a page's worth, anything longer is better linked. */
const mostNote = 2000

/** Adds what stands in the two inputs, if anything: a link, a note, or both. */
export const addTyped = async (
  scope: Scope,
  carries: StepCarries,
  values: Readonly<Record<string, string>>,
): Promise<Certification | undefined> => {
  await editable(scope, carries.certification)
  const typedLink = tidy(values['link'] ?? '')
  const { note } = readFields(
    [{ id: 'note', label: 'Note', help: '', kind: 'words', required: false, most: mostNote, options: [] }],
    values,
  )
  const given = [
    ...(typedLink === '' ? [] : [{ kind: 'link' as const, words: readLink(typedLink, 'link') }]),
    ...(note === undefined || note === '' ? [] : [{ kind: 'note' as const, words: note }]),
  ]
  let certification: Certification | undefined
  for (const one of given)
    certification = await moveStep(scope, carries, (current) =>
      add(current, carries.step, one, scope.person.id, scope.context),
    )
  await dropDraft(scope, forms.step(carries.certification, carries.step))
  return certification
}

/** Adds a link or a note to a step's evidence. */
export const addEvidence = action('evidence.add', {
  carries: stepCarries,
  asks: anyInputs,
  form: (carries) => ({ ...forms.step(carries.certification, carries.step), again: stepRef(carries) }),
  run: async (scope, carries, values) => {
    const added = await addTyped(scope, carries, values)
    if (!added) throw invalid({ link: 'Please give a link that starts with https://, or write a note.' })
    return { ref: stepRef(carries) }
  },
})
