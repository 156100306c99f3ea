import { invalid, tidy } from '../domain/form.ts'
import type { Person } from '../domain/person.ts'
import { hasLeft } from '../domain/person.ts'
import { pickedMark } from '../ports/channel.ts'
import type { Scope } from './action.ts'

/** More than these nobody reads. */
const mostNamed = 20
/** Characters of a name: nobody is called longer. */
const longestName = 200

/** Those whom typed words may mean: whoever has exactly this name, or else everybody of whose names one begins so. */
export const named = async (
  { session }: Pick<Scope, 'session'>,
  words: string,
): Promise<readonly Person[]> => {
  const wanted = tidy(words).replace(/^@/, '').toLowerCase()
  if (wanted === '' || wanted.length > longestName) return []
  const found = await session.people.named(wanted, mostNamed)
  const whole = found.filter((person) => person.name.body.toLowerCase() === wanted)
  return whole.length > 0 ? whole : found
}

/**
 * The person whom a form's field names: chosen from the list, or typed with the whole name. Says at the field whom it might mean; `orElse` is
 * a sentence about whom else one could choose, for somebody who is not there any more.
 */
export const readPerson = async (
  scope: Pick<Scope, 'session'>,
  value: string,
  field: string,
  orElse = '',
): Promise<Person> => {
  const chosen = tidy(value)
  const known = await scope.session.people.find(chosen)
  if (known) return whoIsThere(known, field, orElse)
  // The mark of a picked account that no platform could tell us more of.
  if (chosen.startsWith(pickedMark))
    throw invalid({
      [field]: 'This cannot be asked of a bot or a guest. Please choose somebody of your organisation.',
    })
  const found = await named(scope, chosen)
  const [first] = found
  if (first && found.length === 1 && first.name.body.toLowerCase() === chosen.toLowerCase())
    return whoIsThere(first, field, orElse)
  throw invalid({ [field]: whom(chosen.slice(0, 60), found) })
}

const whoIsThere = (person: Person, field: string, orElse: string): Person => {
  if (!hasLeft(person)) return person
  throw invalid({
    [field]: `${person.name.body} cannot be reached any more. Please choose somebody who is there.${orElse}`,
  })
}

const whom = (typed: string, found: readonly Person[]): string => {
  const names = found.slice(0, 5).map((person) => person.name.body)
  if (typed === '') return 'Please choose somebody from the list.'
  if (names.length === 0) return `I do not know "${typed}". Please choose somebody from the list.`
  return names.length === 1
    ? `I know one "${typed}": ${names[0]}. Please choose that name from the list.`
    : `I know more than one "${typed}": ${names.join(', ')}. Please choose one of them from the list.`
}
