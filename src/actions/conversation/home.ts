import { action, noInputs, nothing } from '../action.ts'

/** What needs the person, what is theirs, and what they wait for. */
export const home = action('home.show', {
  carries: nothing,
  asks: noInputs,
  words: ['inbox', 'my inbox', 'show my inbox', 'home', 'hi', 'hello', 'menu', 'todo'],
  help: 'what needs you, and what you wait for',
  run: async () => ({ ref: { show: 'home' }, as: 'new' }),
})
