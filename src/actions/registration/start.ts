import { action, noInputs, nothing } from '../action.ts'
import { keepDraft, forms } from '../forms.ts'

/** Begins a registration; `start Leave calendar` takes the name along. */
export const start = action('asset.start', {
  carries: nothing,
  asks: noInputs,
  words: ['start', 'register', 'new', 'certify'],
  help: 'register something you built and get it certified',
  typed: async (rest, scope) => {
    if (rest !== '') await keepDraft(scope, forms.registration(), { name: rest.slice(0, 200) })
    return { carries: {}, asks: {} }
  },
  run: async () => ({ ref: { show: 'register' }, as: 'new' }),
})
