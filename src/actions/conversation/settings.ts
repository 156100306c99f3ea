import { action, noInputs, nothing } from '../action.ts'

/** The person's own time zone and quiet hours. */
export const settings = action('settings.show', {
  carries: nothing,
  asks: noInputs,
  words: ['settings', 'preferences', 'time zone', 'quiet hours'],
  help: 'your time zone and quiet hours',
  run: async () => ({ ref: { show: 'settings' }, as: 'new' }),
})
