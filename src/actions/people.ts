import { invalid, tidy } from '../domain/form.ts'
import type { Person } from '../domain/person.ts'
import type { Scope } from './action.ts'
import { most } from './load.ts'

/** Those whom typed words may mean: whoever has exactly this name, or else everybody of whose names one begins so. */
export const named = async (
  { session }: Pick<Scope, 'session'>,
  words: string,
): Promise<readonly Person[]> => {
  const wanted = tidy(words).replace(/^@/, '').toLowerCase()
  if (wanted === '') return []
  const people = (await session.people.list(most)).map((person) => ({
    person,
    name: person.name.body.toLowerCase(),
  }))
  const whole = people.filter(({ name }) => name === wanted)
  const found = whole.length > 0 ? whole : people.filter(({ name }) => ` ${name}`.includes(` ${wanted}`))
  return found.map(({ person }) => person)
}

/** The person whom a form's field names: chosen from the list, or typed with the whole name. Says at the field whom it might mean. */
export const readPerson = async (
  scope: Pick<Scope, 'session'>,
  value: string,
  field: string,
): Promise<Person> => {
  const chosen = tidy(value)
  const known = await scope.session.people.find(chosen)
  if (known) return known
  const found = await named(scope, chosen)
  const [first] = found
  if (first && found.length === 1 && first.name.body.toLowerCase() === chosen.toLowerCase()) return first
  throw invalid({ [field]: whom(chosen.slice(0, 60), found) })
}

const whom = (typed: string, found: readonly Person[]): string => {
  const names = found.slice(0, 5).map((person) => person.name.body)
  if (typed === '') return 'Please choose somebody from the list.'
  if (names.length === 0) return `I do not know "${typed}". Please choose somebody from the list.`
  return names.length === 1
    ? `I know one "${typed}": ${names[0]}. Please choose that name from the list.`
    : `I know more than one "${typed}": ${names.join(', ')}. Please choose one of them from the list.`
}
