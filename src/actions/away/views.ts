import { addDays, dayOf } from '../../domain/calendar.ts'
import { isSelf, selves } from '../../domain/person.ts'
import type { ViewOf } from '../../domain/view.ts'
import { roleWords } from '../../domain/role-words.ts'
import { forms } from '../forms.ts'
import { nameOf, personOf } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, peopleOptions, typed } from '../look.ts'

/** What whoever was named to stand in reads: for whom, on which days; only the person named and the one who named them may. */
export const standInView = async (look: Look, id: string): Promise<ViewOf<'stand-in'>> => {
  const person = await personOf(look.session, id)
  const { away } = person
  const mine = away !== null && isSelf(look.person, away.delegate)
  return {
    kind: 'stand-in',
    person: id,
    name: person.name.body,
    days: mine ? { first: away.from, last: away.to } : null,
    roles: mine ? person.roles.map(roleWords) : [],
  }
}

/** The days on which somebody else decides, and who. */
export const awayView = async (look: Look): Promise<ViewOf<'away'>> => {
  const { form, subject } = forms.away()
  const { away, zone } = look.person
  const today = dayOf(look.now, zone)
  return {
    kind: 'away',
    days: away
      ? { first: away.from, last: away.to, delegate: await nameOf(look.session, away.delegate) }
      : null,
    fields: ask(
      look,
      [
        { id: 'first', label: 'First day', kind: 'date', value: away?.from ?? today },
        {
          id: 'last',
          label: 'Last day',
          kind: 'date',
          help: `At most ${look.programme.decisions.mostAwayDays} days in one go.`,
          value: away?.to ?? dayOf(addDays(look.now, 6, zone), zone),
        },
        {
          id: 'delegate',
          label: 'Who decides for you',
          help: 'They can do exactly what you could, and never decide on their own work.',
          kind: 'person',
          value: away?.delegate ?? '',
          options: await peopleOptions(look, selves(look.person)),
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}
