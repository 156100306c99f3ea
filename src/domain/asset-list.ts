import { readLink, tidy } from './form.ts'
import type { Field, Programme } from './programme.ts'
import { Refusal } from './refusal.ts'

/** One line of a list of what is there already. `owner` is an account or a name, as it was written. */
export type Listed = {
  readonly line: number
  readonly name: string
  readonly purpose: string
  readonly kind: string
  readonly platform: string
  readonly owner: string
  readonly unit: string | null
  readonly link: string | null
  readonly days: number
}

/** What is wrong with a line, and how to mend it. `column` is as the header has it, '' for the line as a whole. */
export type ListFault = { readonly line: number; readonly column: string; readonly sentence: string }

/** Lines of one list. */
export const mostLines = 10_000

export const columns = ['name', 'purpose', 'kind', 'platform', 'owner', 'unit', 'link', 'days'] as const
type Column = (typeof columns)[number]
const needed: readonly Column[] = ['name', 'purpose', 'kind', 'platform', 'owner']

/** What else a column may be called. */
const twins: ReadonlyMap<string, Column> = new Map([
  ['title', 'name'],
  ['description', 'purpose'],
  ['type', 'kind'],
  ['built on', 'platform'],
  ['owner account', 'owner'],
  ['owner name', 'owner'],
  ['department', 'unit'],
  ['url', 'link'],
  ['days to certify', 'days'],
])

type Row = { readonly line: number; readonly cells: readonly string[] }
type Rules = Pick<Programme, 'kinds' | 'platforms' | 'existing'>

/**
 * Reads a list of what is there already: a header, then a line for each thing. Gives the lines that are sound, and what is wrong with
 * the others, each mistake with its line, column and cure. `days` stands for lines that name none. Nothing is written.
 */
export const readList = (
  rows: readonly Row[],
  days: number,
  programme: Rules,
): { readonly listed: readonly Listed[]; readonly faults: readonly ListFault[] } => {
  const [header, ...lines] = rows
  if (!header)
    return {
      listed: [],
      faults: [{ line: 1, column: '', sentence: `is empty; begin with a header: ${columns.join(', ')}` }],
    }
  const { places, faults } = readHeader(header)
  if (faults.length > 0) return { listed: [], faults }
  if (lines.length > mostLines)
    return {
      listed: [],
      faults: [
        {
          line: lines[mostLines]?.line ?? 1,
          column: '',
          sentence: `one list may have ${mostLines} lines, this one has ${lines.length}; split it`,
        },
      ],
    }
  const listed: Listed[] = []
  const wrong: ListFault[] = []
  const seen = new Map<string, number>()
  for (const row of lines) {
    const read = readLine(row, places, days, programme)
    if ('faults' in read) {
      wrong.push(...read.faults)
      continue
    }
    const key = keyOf(read.listed)
    const before = seen.get(key)
    if (before !== undefined)
      wrong.push({
        line: row.line,
        column: 'name',
        sentence: `stands with the same owner on line ${before} already; keep one of the two`,
      })
    else listed.push(read.listed)
    seen.set(key, before ?? row.line)
  }
  return { listed, faults: wrong }
}

/** What makes two lines the same: name and owner, in whatever letters. */
export const keyOf = ({ name, owner }: Pick<Listed, 'name' | 'owner'>): string =>
  JSON.stringify([name.toLowerCase(), owner.toLowerCase()])

type Places = ReadonlyMap<Column, number>

const readHeader = ({
  line,
  cells,
}: Row): { readonly places: Places; readonly faults: readonly ListFault[] } => {
  const places = new Map<Column, number>()
  const faults: ListFault[] = []
  for (const [index, cell] of cells.entries()) {
    const typed = tidy(cell).toLowerCase().replaceAll('_', ' ')
    if (typed === '') continue
    const column = columns.find((one) => one === typed) ?? twins.get(typed)
    if (column === undefined)
      faults.push({
        line,
        column: tidy(cell),
        sentence: `is no column that I know; take it out, or call it one of ${columns.join(', ')}`,
      })
    else if (places.has(column))
      faults.push({ line, column: tidy(cell), sentence: `stands in the header twice; keep one` })
    else places.set(column, index)
  }
  for (const column of needed)
    if (!places.has(column))
      faults.push({ line, column, sentence: `is missing; add a column with this header` })
  return { places, faults }
}

const readLine = (
  { line, cells }: Row,
  places: Places,
  days: number,
  programme: Rules,
): { readonly listed: Listed } | { readonly faults: readonly ListFault[] } => {
  const faults: ListFault[] = []
  const note = (column: string, sentence: string): void => void faults.push({ line, column, sentence })
  const cell = (column: Column): string => tidy(cells[places.get(column) ?? -1] ?? '')
  if (cells.length > Math.max(...places.values()) + 1 && cells.slice(places.size).some((one) => one !== ''))
    note('', `has ${cells.length} cells, more than the header; put quotes around words with a comma in them`)

  const text = (column: Column, most: number, required = true): string => {
    const value = cell(column)
    if (value === '' && required)
      note(column, `is empty; write ${column === 'owner' ? 'a name or an account' : 'a few words'}`)
    if (Array.from(value).length > most)
      note(column, `is ${Array.from(value).length} characters long; at most ${most} fit, please shorten it`)
    return value
  }
  const choice = (column: Column, options: Field['options']): string => {
    const value = cell(column).toLowerCase()
    const found = options.find((one) => one.id === value || one.label.toLowerCase() === value)
    if (found) return found.id
    const known = options.map((one) => one.label).join(', ')
    note(
      column,
      value === ''
        ? `is empty; write one of ${known}`
        : `"${cell(column).slice(0, 40)}" is none that the policy knows; write one of ${known}`,
    )
    return ''
  }
  const number = (): number => {
    const value = cell('days')
    if (value === '') return days
    if (programme.existing.days.some((one) => String(one) === value)) return Number(value)
    note(
      'days',
      `"${value.slice(0, 20)}" is not possible; write ${programme.existing.days.join(', ')} or nothing`,
    )
    return days
  }
  const link = (): string | null => {
    const value = cell('link')
    if (value === '') return null
    try {
      return readLink(value, 'link')
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      note('link', 'is no link that can be opened; write one that starts with https://, or nothing')
      return null
    }
  }
  const listed: Listed = {
    line,
    name: text('name', 80),
    purpose: text('purpose', 300),
    kind: choice('kind', programme.kinds),
    platform: choice('platform', programme.platforms),
    owner: text('owner', 120),
    unit: text('unit', 80, false) || null,
    link: link(),
    days: number(),
  }
  return faults.length > 0 ? { faults } : { listed }
}
