import type { Days } from '../../domain/delegation.ts'
import { isThere, leave, readDays, who } from '../../domain/delegation.ts'
import { hasLeft, selves } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Scope } from '../action.ts'
import { action, anyInputs, nothing } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { eachOf, holdersOf, keep } from '../load.ts'
import { readPerson } from '../people.ts'
import { day } from '../../domain/time-words.ts'

const how =
  'Type away from, the first day, to, the last day, delegate and a name, for example: away from 2026-12-21 to 2027-01-04 delegate Ben Okafor. Or type away alone for a form.'

/** "From Monday 21 December to 4 January 2027"; "On Monday 21 December" of one day. */
const sayDays = ({ from, to }: Days, here: { readonly zone: string; readonly now: string }): string =>
  from === to ? `On ${day(from, here)}` : `From ${day(from, here)} to ${day(to, here)}`

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
    const others = await whoCould(scope, days)
    const delegate = await readPerson(scope, values['delegate'] ?? '', 'delegate', who(others))
    await keep(session.people, leave(person, days, delegate, others), scope)
    await dropDraft(scope, forms.away())
    return {
      ref: {
        show: 'line',
        title: 'Somebody decides for you',
        sentence: `${sayDays(days, { zone: person.zone, now: context.now })} requests that come to you go to ${delegate.name.body} as well, who can decide in your place, though never on their own work. Type back when you are back earlier.`,
        tone: 'good',
        ways: [
          { title: 'Change it', what: 'away', id: '', part: '' },
          { title: 'Show my inbox', what: 'home', id: '', part: '' },
        ],
      },
    }
  },
})

/** Names of a few who hold the person's roles as well and are there on these days. */
const whoCould = async ({ session, person }: Scope, days: Days): Promise<readonly string[]> => {
  const found = (
    await eachOf(person.roles, (role) => holdersOf(session, { role, except: selves(person) }))
  ).flat()
  const there = found.filter((one) => !hasLeft(one) && isThere(one, days)).map((one) => one.name.body)
  return [...new Set(there)].sort().slice(0, 2)
}
