import { hash } from 'node:crypto'

/**
 * Writes a value as JSON in one way only, so that equal values have equal hashes: keys in order of their UTF-16 code units,
 * no white space, absent (`undefined`) members left out. The form is that of RFC 8785 for the values that we store.
 */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const members = value as Readonly<Record<string, unknown>>
    let text = ''
    // Without a function of its own `sort` goes by code units, and does so fastest.
    for (const name of Object.keys(members).sort()) {
      const member = members[name]
      if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${canonical(member)}`
    }
    return `{${text}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** The names of members are a few hundred, each written again and again. */
const names = new Map<string, string>()
const quoted = (name: string): string => {
  const known = names.get(name)
  if (known !== undefined) return known
  if (names.size >= 5000) names.clear()
  const made = JSON.stringify(name)
  names.set(name, made)
  return made
}

/** SHA-256 of a string, or of the canonical JSON of anything else; hex. */
export const sha256 = (value: unknown): string =>
  hash('sha256', typeof value === 'string' ? value : canonical(value))
