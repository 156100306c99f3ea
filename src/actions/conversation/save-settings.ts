import { isZone } from '../../domain/calendar.ts'
import { invalid, tidy } from '../../domain/form.ts'
import { settle } from '../../domain/membership.ts'
import { reaches } from '../../domain/person.ts'
import { action, anyInputs, nothing } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { keep } from '../load.ts'

const hour = /^([01]\d|2[0-3]):[0-5]\d$/

/** 9, 9:30 and 9.30 are times too. */
const readHour = (value: string): string => {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?$/.exec(tidy(value))
  return match ? `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}` : tidy(value)
}

/** Keeps the person's time zone and quiet hours, and says what they are now. */
export const saveSettings = action('settings.save', {
  carries: nothing,
  asks: anyInputs,
  form: () => ({ ...forms.settings(), again: { show: 'settings' } }),
  run: async (scope, _carries, values) => {
    const zone = tidy(values['zone'] ?? '').replaceAll(' ', '_')
    const quietFrom = readHour(values['quietFrom'] ?? '')
    const quietTo = readHour(values['quietTo'] ?? '')
    const faults = {
      ...(isZone(zone)
        ? {}
        : {
            zone: `Please give a time zone by its name, for example Europe/Berlin. I do not know "${zone.slice(0, 40)}".`,
          }),
      ...(hour.test(quietFrom) ? {} : { quietFrom: 'Please give a time such as 18:00.' }),
      ...(hour.test(quietTo) ? {} : { quietTo: 'Please give a time such as 09:00.' }),
    }
    if (Object.keys(faults).length > 0) throw invalid(faults)
    // The question is only asked of somebody with accounts on two platforms.
    const reach = reaches.find((one) => one === values['reach']) ?? scope.person.reach
    await keep(scope.session.people, settle(scope.person, { zone, quietFrom, quietTo, reach }), scope)
    await dropDraft(scope, forms.settings())
    const quiet =
      quietFrom === quietTo
        ? 'Quiet hours begin and end at the same time, so there are none: reminders come at any hour.'
        : `From ${quietFrom} to ${quietTo} reminders wait; requests, answers and decisions still come at once.`
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
