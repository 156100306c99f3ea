import type { Document as YamlDocument, Node, YAMLError } from 'yaml'
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type { Mistake } from './fault.ts'
import { PolicyFault } from './fault.ts'

/** A policy is read by people: one that is longer than this is no policy. */
const mostCharacters = 256 * 1024

export type Path = readonly (string | number)[]

/** A parsed file: its values, where each of them stands, and the mistakes collected so far. */
export type PolicyDocument = {
  readonly file: string
  readonly data: unknown
  readonly mistakes: Mistake[]
  /** Notes a mistake at a value, or at what comes nearest to it if there is none; `key` points at the key instead. */
  readonly mistake: (path: Path, where: string, what: string, at?: { readonly key?: string; readonly within?: number }) => void
  /** Whether a text stands in the file exactly as it reads: on one line, without escapes. */
  readonly isVerbatim: (path: Path) => boolean
}

const cures: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a text with ": " in it has to stand in quotes, and keys of one map have to begin in the same column',
  DUPLICATE_KEY: 'this key stands in the same map twice; keep one of them',
  TAB_AS_INDENT: 'a tab cannot indent; use spaces',
  TAG_RESOLVE_FAILED: 'a text that begins with ! has to stand in single quotes',
  BAD_ALIAS: 'a text that begins with * or & has to stand in quotes; names for repeated parts are not used here',
  MULTIPLE_DOCS: 'one file holds one policy; take out the line ---',
}

const explained = (error: YAMLError): string => {
  const said = error.message.replace(/\s+/g, ' ').trim()
  return cures[error.code] ?? `${said}; check the indentation, brackets and quotes here and on the line before`
}

/** Reads YAML. Throws a PolicyFault if it cannot be read as one plain document at all. */
export const parsePolicy = (source: string, file: string): PolicyDocument => {
  if (source.length > mostCharacters)
    throw single(file, `the file is longer than ${mostCharacters / 1024} KiB; shorten it`)
  const odd = source.search(/\uFFFD|[\u0000-\u0008\u000B\u000C\u000E-\u001F]/)
  const lines = new LineCounter()
  const parsed = parse(source, file, lines)
  const mistakes: Mistake[] = []
  const note = (offset: number, where: string, what: string): void => {
    const { line, col } = lines.linePos(offset)
    mistakes.push({ line: Math.max(1, line), column: Math.max(1, col), where, what })
  }

  if (odd !== -1) note(odd, 'file', 'here stands a character that cannot be read; save the file as plain text in UTF-8')
  for (const error of [...parsed.errors, ...parsed.warnings]) note(error.pos[0], 'file', explained(error))
  visit(parsed, {
    Alias: (_, alias) =>
      note(alias.range?.[0] ?? 0, 'file', 'aliases (*name) are not used in a policy; write the part out where it is needed'),
    Pair: (_, pair) => {
      if (isScalar(pair.key) && typeof pair.key.value === 'string') return
      const offset = isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0
      note(offset, 'file', 'a key has to be a plain word; put a text that begins with [ or { in quotes')
    },
  })
  if (mistakes.length > 0) throw new PolicyFault(file, mistakes)

  const data: unknown = parsed.toJS({ maxAliasCount: 0 })
  return {
    file,
    data,
    mistakes,
    mistake: (path, where, what, at) => note(offsetOf(parsed, path, at?.key) + (at?.within ?? 0) + quoteOf(parsed, path, at), where, what),
    isVerbatim: (path) => {
      const node = parsed.getIn(path, true)
      if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return false
      const start = node.range[0] + (isQuoted(node) ? 1 : 0)
      return source.slice(start, start + node.value.length) === node.value && !node.value.includes('\n')
    },
  }
}

const parse = (source: string, file: string, lineCounter: LineCounter): YamlDocument.Parsed => {
  try {
    return parseDocument(source, { lineCounter, prettyErrors: false, uniqueKeys: true, merge: false, version: '1.2' })
  } catch (cause) {
    // The parser throws instead of reporting only where it is itself at a loss, such as at its own depth limit.
    throw single(file, 'this is not readable as YAML; compare it with the last version that worked', { cause })
  }
}

const single = (file: string, what: string, options?: ErrorOptions): PolicyFault =>
  new PolicyFault(file, [{ line: 1, column: 1, where: 'file', what }], options)

const isQuoted = (node: Node): boolean =>
  isScalar(node) && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE')

/** Columns inside a quoted text count from behind its quote. */
const quoteOf = (parsed: YamlDocument, path: Path, at: { readonly within?: number } | undefined): number => {
  const node = at?.within === undefined ? undefined : parsed.getIn(path, true)
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
