import { action, anyInputs, nothing } from '../action.ts'
import { forms, keepDraft } from '../forms.ts'

/** Keeps what was typed for another time or another device. */
export const saveRegistration = action('asset.save', {
  carries: nothing,
  asks: anyInputs,
  run: async (scope, _carries, values) => {
    await keepDraft(scope, forms.registration(), values)
    return {
      ref: {
        show: 'line',
        title: 'Saved for later',
        sentence: 'What you typed is kept. Type continue whenever you like, here or on another device.',
        tone: 'default',
        ways: [{ title: 'Continue now', what: 'register', id: '', part: '' }],
      },
    }
  },
})
