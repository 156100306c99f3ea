import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../../src')

type Source = {
  /** The text of each thing that is declared at the top. */
  readonly declared: ReadonlyMap<string, string>
  /** Where a name that is imported stands, and under which name. */
  readonly imported: ReadonlyMap<string, { readonly file: string; readonly name: string }>
}

const sources = new Map<string, Source>()

const sourceOf = (file: string): Source => {
  const known = sources.get(file)
  if (known) return known
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const imported = new Map<string, { readonly file: string; readonly name: string }>()
  for (const [, names = '', from = ''] of text.matchAll(/^import \{([^}]*)\} from '(\.[^']+)'/gm))
    for (const one of names.split(',').map((name) => name.trim())) {
      const [name = '', as = name] = one.split(' as ')
      if (name !== '') imported.set(as, { file: join(dirname(file), from), name })
    }
  const declared = new Map<string, string>()
  const starts = [...text.matchAll(/^(?:export )?(?:const|async function|function) (\w+)/gm)]
  for (const [index, start] of starts.entries())
    declared.set(start[1] ?? '', text.slice(start.index, starts[index + 1]?.index))
  const source = { declared, imported }
  sources.set(file, source)
  return source
}

/** The text without comments and words in quotes. */
const bare = (text: string): string =>
  text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '').replace(/'[^'\n]*'/g, "''")

/**
 * The types of the events that a function may come to, read from the source: of what it calls, and what that calls, every `type: '…'`.
 * `file` is under src/.
 */
export const emittedBy = (file: string, name: string): ReadonlySet<string> => {
  const types = new Set<string>()
  const seen = new Set<string>()
  const walk = (at: string, what: string): void => {
    if (seen.has(`${at} ${what}`)) return
    seen.add(`${at} ${what}`)
    const { declared, imported } = sourceOf(at)
    const text = declared.get(what)
    if (text === undefined) return
    for (const [, first = '', second = ''] of text.matchAll(
      /\btype:\s*[^'{}]*?'([\w-]+)'(?:\s*(?:as const)?\s*:\s*'([\w-]+)')?/g,
    ))
      for (const type of [first, second]) if (type !== '') types.add(type)
    for (const [word] of bare(text).matchAll(/(?<![.\w])[a-zA-Z]\w*\b(?!\??:)/g)) {
      const from = imported.get(word)
      if (from) walk(from.file, from.name)
      else if (declared.has(word)) walk(at, word)
    }
  }
  walk(join(root, file), name)
  return types
}
