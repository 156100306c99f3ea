import { action, noInputs, nothing } from '../action.ts'

/** The mandate of the programme, in chat. */
export const policy = action('policy.show', {
  carries: nothing,
  asks: noInputs,
  words: ['policy', 'mandate', 'rules'],
  help: 'the programme: goals, boundaries, who qualifies',
  run: async () => ({ ref: { show: 'policy' }, as: 'new', audience: 'here' }),
})
