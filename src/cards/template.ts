/** A template's JSON before the parts that several cards share have been put in. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/**
 * Reads a card's template and puts shared parts in: `{ "$part": "head", "title": "Approval request" }` becomes what
 * `parts/head.json` holds, with `@title` in it replaced. Parts stand in lists and may be several elements.
 */
export const compose = (kind: string, read: (file: string) => string): object => {
  // Repository files, read once at start; what they hold is checked when the card is parsed.
  const json = (file: string): Json => JSON.parse(read(file)) as Json
  const fill = (part: Json, words: Readonly<Record<string, Json>>): Json => {
    if (typeof part === 'string')
      return part.replace(/@([a-z]+)/g, (whole, name: string) =>
        typeof words[name] === 'string' ? words[name] : whole,
      )
    if (Array.isArray(part)) return part.map((one) => fill(one, words))
    if (part !== null && typeof part === 'object')
      return Object.fromEntries(Object.entries(part).map(([name, member]) => [name, fill(member, words)]))
    return part
  }
  const put = (value: Json): Json => {
    if (Array.isArray(value))
      return value.flatMap((one: Json) => {
        const name =
          one !== null && typeof one === 'object' && !Array.isArray(one)
            ? (one as { $part?: Json }).$part
            : undefined
        if (typeof name !== 'string') return [put(one)]
        // A part may be made of parts.
        const filled = put(fill(json(`parts/${name}.json`), one as Readonly<Record<string, Json>>))
        return Array.isArray(filled) ? filled : [filled]
      })
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, put(member)]))
    return value
  }
  const composed = put(json(`${kind}.json`))
  if (composed === null || typeof composed !== 'object') throw new Error(`cards/${kind}.json is no object`)
  return composed
}
