import { leave, readDays } from '../../domain/delegation.ts'
import { Refusal } from '../../domain/refusal.ts'
import { action, anyInputs, nothing } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { keep } from '../load.ts'
import { readPerson } from '../people.ts'

const how =
  'Type away from, the first day, to, the last day, delegate and a name, for example: away from 2026-12-21 to 2027-01-04 delegate Ben Okafor. Or type away alone for a form.'

/** Lets one other person decide in one's place on some days. */
export const away = action('away.set', {
  carries: nothing,
  asks: anyInputs,
  words: ['away', 'out of office', 'vacation'],
  help: 'let somebody decide for you: away from 2026-12-21 to 2027-01-04 delegate Ben',
  roles: ['steward', 'security', 'data_protection', 'board'],
  form: () => ({ ...forms.away(), again: { show: 'away' } }),
  typed: async (rest) => {
    if (rest.trim() === '') return { show: 'away' }
    const read = /^from\s+(\S+)\s+(?:to|until)\s+(\S+)\s+(?:delegate|for me)\s+@?(.+)$/i.exec(rest.trim())
    if (!read) throw new Refusal('invalid', how)
    const [, first = '', last = '', delegate = ''] = read
    return { carries: {}, asks: { first, last, delegate } }
  },
  run: async (scope, _carries, values) => {
    const { session, context, person } = scope
    const days = readDays(values, context.now, person.zone, context.programme.decisions.mostAwayDays)
    const delegate = await readPerson(scope, values['delegate'] ?? '', 'delegate')
    await keep(session.people, leave(person, days, delegate), scope)
    await dropDraft(scope, forms.away())
    return {
      ref: {
        show: 'line',
        title: 'Somebody decides for you',
        sentence: `From ${days.from} to ${days.to} requests that come to you go to ${delegate.name.body} as well, who can decide in your place, though never on their own work. Type back when you are back earlier.`,
        tone: 'good',
        ways: [
          { title: 'Change it', what: 'away', id: '', part: '' },
          { title: 'Show my inbox', what: 'home', id: '', part: '' },
        ],
      },
    }
  },
})
