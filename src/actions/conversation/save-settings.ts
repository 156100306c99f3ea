import { settle } from '../../domain/membership.ts'
import { reaches } from '../../domain/person.ts'
import { readSettings } from '../../domain/settings.ts'
import { action, anyInputs, nothing } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { keep } from '../load.ts'

/** Keeps the person's time zone, quiet hours and hour for what can wait, and says what they are now. */
export const saveSettings = action('settings.save', {
  carries: nothing,
  asks: anyInputs,
  form: () => ({ ...forms.settings(), again: { show: 'settings' } }),
  run: async (scope, _carries, values) => {
    const read = readSettings(values, scope.person)
    // The question is only asked of somebody with accounts on two platforms.
    const reach = reaches.find((one) => one === values['reach']) ?? scope.person.reach
    await keep(scope.session.people, settle(scope.person, { ...read, reach }), scope)
    await dropDraft(scope, forms.settings())
    const { zone, quietFrom, quietTo, digestAt } = read
    const quiet =
      quietFrom === quietTo
        ? 'Quiet hours begin and end at the same time, so there are none: reminders come at any hour, also on weekends and holidays.'
        : `From ${quietFrom} to ${quietTo} reminders wait, also on weekends and holidays; then they come at ${digestAt}. Requests, answers and decisions still come at once.`
    return {
      ref: {
        show: 'line',
        title: 'Saved',
        sentence: `Your time zone is ${zone}. ${quiet}${reach === 'last' ? '' : ` I write to you in ${reach === 'slack' ? 'Slack' : 'Teams'}.`}`,
        tone: 'good',
        ways: [
          { title: 'Change them again', what: 'settings', id: '', part: '' },
          { title: 'Show my inbox', what: 'home', id: '', part: '' },
        ],
      },
    }
  },
})
