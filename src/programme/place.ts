import type { Path } from './document.ts'
import { shorten } from './fault.ts'

/** Lists of the policy, and what one of their items is called. */
const itemNames: Readonly<Record<string, string>> = {
  kinds: 'kind',
  platforms: 'platform',
  questions: 'question',
  options: 'option',
  pages: 'page',
  steps: 'step',
  fields: 'field',
  micro_certifications: 'micro-certification',
  low: 'stage',
  moderate: 'stage',
  high: 'stage',
  seats: 'seat',
  flags: 'flag',
}

export const valueAt = (data: unknown, path: Path): unknown => {
  let value = data
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = Reflect.get(value, part)
  }
  return value
}

/** The name that people know an item by: its id, its title, else its number in the list. */
const nameOf = (item: unknown, index: number): string => {
  const name = valueAt(item, ['id']) ?? valueAt(item, ['title'])
  return typeof name === 'string' && name !== '' ? `"${shorten(name)}"` : String(index + 1)
}

/** Names a part of the programme in words: `question "users", option "more"`. */
export const placeOf = (data: unknown, path: Path): string => {
  const words: string[] = []
  for (const [index, part] of path.entries()) {
    const list = path[index - 1]
    if (typeof part === 'number') {
      const name = typeof list === 'string' ? itemNames[list] : undefined
      words.pop()
      words.push(
        `${name ?? `${String(list)}, line`} ${nameOf(valueAt(data, path.slice(0, index + 1)), part)}`,
      )
    } else words.push(part)
  }
  return words.length === 0 ? 'programme' : words.join(', ')
}
