import { Refusal } from '../../domain/refusal.ts'
import { action, noInputs, nothing } from '../action.ts'
import { forms } from '../forms.ts'
import { enter, readRegistration } from './enter.ts'

/** The person has seen what is alike and says that theirs is different. */
export const registerAnyway = action('asset.register-anyway', {
  carries: nothing,
  asks: noInputs,
  run: async (scope) => {
    const { form, subject } = forms.registration()
    const draft = await scope.session.drafts.get(scope.person.id, form, subject)
    if (!draft)
      throw new Refusal(
        'wrong-state',
        'This was registered already, or put aside. Type inbox to see what is open.',
      )
    return enter(scope, await readRegistration(scope, draft.values))
  },
})
