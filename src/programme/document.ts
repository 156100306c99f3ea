import type { Document as YamlDocument, Node, YAMLError } from 'yaml'
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type { Mistake } from './fault.ts'
import { PolicyFault, shorten } from './fault.ts'

/** A policy is read by people: one that is longer than this is no policy. */
const mostBytes = 256 * 1024
/** The parser takes minutes for a hundred thousand keys or list items begun inside each other; no policy has sixty. */
const nested = /(?:[?:-]\s+){60}/
/** What follows the first fault of a line, and the first few of a broken file, is their echo. */
const mostFaults = 5

export type Path = readonly (string | number)[]

/** A parsed file: its values, where each of them stands, and the mistakes collected so far. */
export type PolicyDocument = {
  readonly file: string
  readonly data: unknown
  readonly mistakes: Mistake[]
  /** Notes a mistake at a value, or at what comes nearest to it if there is none. `key` points at a key in it, `within` at a character of a text. */
  readonly mistake: (
    path: Path,
    where: string,
    what: string,
    at?: { readonly key?: string; readonly within?: number },
  ) => void
  /** Whether a text stands in the file exactly as it reads: on one line, without escapes. */
  readonly isVerbatim: (path: Path) => boolean
}

const cures: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY:
    'a text with ": " in it has to stand in quotes, and the keys of one map have to begin in the same column',
  TAB_AS_INDENT: 'a tab cannot indent; use spaces',
  TAG_RESOLVE_FAILED: 'a text that begins with ! has to stand in single quotes',
  BAD_ALIAS:
    'a text that begins with * or & has to stand in quotes; names for repeated parts are not used here',
  MULTIPLE_DOCS: 'one file holds one policy; take out the line ---',
}

const explained = (error: YAMLError): string => {
  const said = error.message.replace(/\s+/g, ' ').trim()
  return (
    cures[error.code] ?? `${said}; check the indentation, brackets and quotes here and on the line before`
  )
}

/** Reads YAML. Throws a PolicyFault if it cannot be read as one plain document at all. */
export const parsePolicy = (source: string, file: string): PolicyDocument => {
  if (Buffer.byteLength(source) > mostBytes)
    throw unreadable(file, `the file is longer than ${mostBytes / 1024} KiB; shorten it`)
  if (nested.test(source))
    throw unreadable(file, 'lists stand too deep inside each other; check the lines that begin with - or ?')
  const lines = new LineCounter()
  const mistakes: Mistake[] = []
  const note = (offset: number, where: string, what: string): void => {
    const { line, col } = lines.linePos(offset)
    mistakes.push({ line: Math.max(1, line), column: Math.max(1, col), where, what })
  }

  try {
    // Equal keys are looked for below: the parser's own search compares each with each.
    const parsed = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
    noteFaults(parsed, source, note)
    if (mistakes.length > 0) throw new PolicyFault(file, mistakes)
    return {
      file,
      data: parsed.toJS({ maxAliasCount: 0 }),
      mistakes,
      mistake: (path, where, what, at = {}) =>
        note(
          offsetOf(parsed, path, at.key) + (at.within === undefined ? 0 : at.within + quoteOf(parsed, path)),
          where,
          what,
        ),
      isVerbatim: (path) => {
        const node = parsed.getIn(path, true)
        if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return false
        const start = node.range[0] + (isQuoted(node) ? 1 : 0)
        return source.startsWith(node.value, start) && !node.value.includes('\n')
      },
    }
  } catch (cause) {
    if (cause instanceof PolicyFault) throw cause
    // The parser reports what is wrong, except where it runs out of stack on things inside things.
    throw unreadable(file, 'this cannot be read as YAML; compare it with the last version that worked', {
      cause,
    })
  }
}

const unreadable = (file: string, what: string, options?: ErrorOptions): PolicyFault =>
  new PolicyFault(file, [{ line: 1, column: 1, where: 'file', what }], options)

const noteFaults = (
  parsed: YamlDocument.Parsed,
  source: string,
  note: (offset: number, where: string, what: string) => void,
): void => {
  const odd = source.search(/\uFFFD|(?![\t\n\r])\p{Cc}/u)
  if (odd !== -1)
    note(odd, 'file', 'here stands a character that cannot be read; save the file as plain text in UTF-8')
  for (const fault of firstFaults([...parsed.errors, ...parsed.warnings], source))
    note(fault.pos[0], 'file', explained(fault))
  visit(parsed, {
    Alias: (_, alias) =>
      note(
        alias.range?.[0] ?? 0,
        'file',
        'aliases (*name) are not used in a policy; write the part out where it is needed',
      ),
    Map: (_, map) => {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0
        if (!isScalar(key) || typeof key.value !== 'string')
          note(
            offset,
            'file',
            'a key has to be a plain word; a text that begins with [ or { has to stand in quotes',
          )
        else if (seen.has(key.value))
          note(
            offset,
            'file',
            `the key "${shorten(key.value)}" stands in the same map twice; keep one of them`,
          )
        else seen.add(key.value)
      }
    },
  })
}

const firstFaults = (faults: readonly YAMLError[], source: string): readonly YAMLError[] => {
  const first: YAMLError[] = []
  let end = -1
  for (const fault of faults) {
    if (fault.pos[0] <= end) continue
    first.push(fault)
    const next = source.indexOf('\n', fault.pos[0])
    if (next === -1 || first.length === mostFaults) return first
    end = next
  }
  return first
}

const isQuoted = (node: Node): boolean =>
  isScalar(node) && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE')

/** Columns inside a quoted text count from behind its quote. */
const quoteOf = (parsed: YamlDocument, path: Path): number => {
  const node = parsed.getIn(path, true)
  return isNode(node) && isQuoted(node) ? 1 : 0
}

/** Where a value, or the key of that name in it, begins. What is missing is shown where it should have been: at its map. */
const offsetOf = (parsed: YamlDocument, path: Path, key: string | undefined): number => {
  let node: unknown = parsed.contents
  for (const part of path) {
    const inner = isMap(node) || isSeq(node) ? node.get(part, true) : undefined
    if (!isNode(inner) || isAlias(inner)) break
    node = inner
  }
  if (key !== undefined && isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key)
    if (pair && isScalar(pair.key)) return pair.key.range?.[0] ?? 0
  }
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}
