import { action, anyInputs, nothing } from '../action.ts'
import { forms, keepDraft } from '../forms.ts'
import { enter, readRegistration } from './enter.ts'

/** Enters it into the register, unless something alike is there: then that is shown first. */
export const register = action('asset.register', {
  carries: nothing,
  asks: anyInputs,
  form: () => ({ ...forms.registration(), again: { show: 'register' } }),
  run: async (scope, _carries, values) => {
    const wish = await readRegistration(scope, values)
    const alike = await scope.session.assets.search(`${wish.name} ${wish.purpose}`, 3)
    if (alike.length === 0) return enter(scope, wish)
    await keepDraft(scope, forms.registration(), values)
    return { ref: { show: 'similar' } }
  },
})
