import type { z } from 'zod'
import type { Path, PolicyDocument } from './document.ts'
import { nearest } from '../domain/spelling.ts'
import { notOneOf, shorten } from './fault.ts'
import { placeOf, valueAt } from './place.ts'

/** Reads parts of a document by their schema, and notes what is wrong with them where it stands. */
export type Reader = {
  readonly data: unknown
  /** The part at `path`, or undefined if it has a mistake, which is noted. */
  readonly read: <Schema extends z.ZodType>(schema: Schema, path: Path) => z.output<Schema> | undefined
  readonly mistake: (
    path: Path,
    what: string,
    at?: { readonly key?: string; readonly within?: number },
  ) => void
}

export const createReader = (document: PolicyDocument): Reader => {
  const { data } = document
  return {
    data,
    read: (schema, path) => {
      const result = schema.safeParse(valueAt(data, path))
      if (result.success) return result.data
      for (const issue of result.error.issues) note(document, path, issue)
      return undefined
    },
    mistake: (path, what, at) =>
      document.mistake(
        path,
        placeOf(data, ['id', 'when'].includes(String(path.at(-1))) ? path.slice(0, -1) : path),
        what,
        at,
      ),
  }
}

/** Where more keys than this are unknown, the first of them tell it all. */
const mostUnknown = 20

const note = (document: PolicyDocument, base: Path, issue: z.core.$ZodIssue): void => {
  const path = shown(document.data, [
    ...base,
    ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
  ])
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(', ')
    for (const key of issue.keys.slice(0, mostUnknown))
      document.mistake(path, placeOf(document.data, path), unknownKey(document, path, key, known), { key })
    return
  }
  const leaf = path.at(-1)
  const value = valueAt(document.data, path)
  if (leaf === undefined && value === null)
    return document.mistake(path, 'programme', 'the file is empty; bring back the last version that worked')
  const whole = typeof leaf === 'string'
  const place = placeOf(document.data, whole ? path.slice(0, -1) : path)
  const what = explain(issue, value)
  document.mistake(path, place, whole ? `"${leaf}" ${what}` : what)
}

/** A word may stand for a map with one key ("by: developer"): what is wrong in the map is wrong in the word. */
const shown = (data: unknown, path: Path): Path =>
  path.length > 0 && typeof valueAt(data, path.slice(0, -1)) === 'string' ? path.slice(0, -1) : path

const unknownKey = (document: PolicyDocument, path: Path, key: string, known: readonly string[]): string => {
  // Inside { } a comma ends a text: what follows it reads like a key without a value.
  const cut = valueAt(document.data, [...path, key]) === null && nearest(key, known) === undefined
  return cut
    ? `"${shorten(key)}" has no value here; if it is part of a text with a comma, put the text in quotes`
    : `the key ${notOneOf(key, known)}`
}

const kindOf = (value: unknown): string => {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'a text'
  if (typeof value === 'number') return `the number ${value}`
  if (typeof value === 'boolean') return `${value}`
  return 'a map'
}

const wanted: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
}

const cureOf = (expected: string, value: unknown): string => {
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `put it in quotes: '${value}'`
  if (expected === 'array') return 'begin each item with "- ", or write [ ]'
  if (expected === 'object') return 'write its keys below it, indented, or in { }'
  if (expected === 'boolean') return 'write true or false without quotes'
  if (expected === 'string') return 'write it as one text'
  return 'write it as a number without quotes'
}

const explain = (issue: z.core.$ZodIssue, value: unknown): string => {
  if (value === undefined && issue.code !== 'custom') return 'is missing; add it here'
  if (issue.code === 'invalid_type') return wrongType(issue.expected, value)
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String)
    return typeof value === 'string'
      ? notOneOf(value, known)
      : `has to be one of ${known.join(', ')}, not ${kindOf(value)}`
  }
  if (issue.code === 'too_small')
    return issue.origin === 'array'
      ? `needs at least ${issue.minimum} ${issue.minimum === 1 ? 'item' : 'items'}; add what is missing`
      : `has to be at least ${issue.minimum}; write a larger number`
  if (issue.code === 'too_big')
    return issue.origin === 'array'
      ? `has more than ${issue.maximum} items; take some out or split it`
      : `has to be at most ${issue.maximum}; write a smaller number`
  return issue.message
}

const wrongType = (expected: string, value: unknown): string => {
  if (value === null) return 'is empty; write it behind the colon'
  if (expected === 'int' && typeof value === 'number')
    return `has to be a whole number, not ${value}; leave out what follows the point`
  return `has to be ${wanted[expected] ?? expected}, not ${kindOf(value)}; ${cureOf(expected, value)}`
}
