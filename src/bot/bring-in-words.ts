import { existsSync, readFileSync } from 'node:fs'
import { writeCsv } from '../csv.ts'
import { columns } from '../domain/asset-list.ts'
import type { DryRun } from './bring-in.ts'

/** Lines that an operator reads at once. */
const mostShown = 200
/** Ten thousand long lines are far below. */
const mostBytes = 20_000_000

/** What was asked for on the command line. Throws where it cannot be understood. */
export const readWish = (
  words: readonly string[],
): { readonly file: string; readonly apply: boolean; readonly days: number | undefined } => {
  const at = words.indexOf('--days')
  const days = at < 0 ? undefined : Number(words[at + 1])
  const rest = words.filter((_, index) => at < 0 || (index !== at && index !== at + 1))
  const [file, other] = rest.filter((word) => word !== '--apply')
  if (file === undefined || file.startsWith('--') || other !== undefined || Number.isNaN(days))
    throw new Error(
      'Name the list, for example: npm run assay -- import assets.csv --days 60. Nothing is written before you add --apply. For a list to begin with: npm run assay -- import example',
    )
  return { file, apply: words.includes('--apply'), days }
}

/** The text of a list. Throws where it is no text in UTF-8. */
export const readText = (file: string): string => {
  if (!existsSync(file)) throw new Error(`there is no file ${file}`)
  const bytes = readFileSync(file)
  if (bytes.length > mostBytes) throw new Error(`${file} is larger than 20 MB; split it`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Error(`${file} is no text in UTF-8; save it as "CSV UTF-8" and try again`, { cause })
  }
}

/** A small list that can be read. */
export const exampleList = (): string =>
  writeCsv([
    columns,
    [
      'Team leave calendar',
      'Who is away when, for the whole team',
      'app',
      'power_apps',
      'Dana Lindqvist',
      'Finance',
      '',
      '90',
    ],
    [
      'Stock count',
      'Counts, "checked" by two persons; sent weekly',
      'flow',
      'power_automate',
      'slack:T012AB3C4:U061F7AUR',
      '',
      'https://contoso.sharepoint.com/stock',
      '',
    ],
  ])

const place = (line: number, column: string): string =>
  column === '' ? `line ${line}` : `line ${line}, ${column}`

const cut = (lines: readonly string[]): readonly string[] =>
  lines.length <= mostShown
    ? lines
    : [...lines.slice(0, mostShown), `and ${lines.length - mostShown} more like these`]

/** Every mistake in a list. */
export const faultWords = (file: string, { faults }: DryRun): string =>
  [
    ...cut(faults.map(({ line, column, sentence }) => `${place(line, column)}: ${sentence}`)),
    `${file}: ${faults.length === 1 ? 'one mistake' : `${faults.length} mistakes`}. Nothing was written; mend the list and try again.`,
  ].join('\n')

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

const facts = ({ weighed }: DryRun) => {
  const fresh = weighed.filter(({ fate }) => fate === 'new')
  return {
    fresh,
    known: weighed.length - fresh.length,
    unowned: fresh.filter(({ owner }) => owner === null),
    owners: new Set(fresh.flatMap(({ owner }) => (owner ? [owner.id] : []))).size,
  }
}

/** Whoever was found by a name is told with the account, so that the operator sees whom it means. */
const namedWords = (fresh: DryRun['weighed']): readonly string[] => {
  const named = new Map(
    fresh.flatMap(({ owner, account }) =>
      owner && account !== '' ? [[account, `${owner.name.body} (${account})`] as const] : [],
    ),
  )
  return named.size === 0
    ? []
    : [
        'Found by the name, which people give themselves; where that is somebody else, write the account:',
        ...cut([...named.values()].map((one) => `  ${one}`)),
      ]
}

/** What a list would bring in. */
export const dryRunWords = (file: string, found: DryRun): string => {
  const { fresh, known, unowned, owners } = facts(found)
  return [
    `${file}: sound, ${count(found.lines, 'line', 'lines')}. Nothing was written.`,
    `${count(fresh.length, 'is', 'are')} new, ${count(known, 'is', 'are')} in the register already.`,
    ...namedWords(fresh),
    ...cut(unowned.map(({ listed, why }) => `${place(listed.line, 'owner')}: ${why}; the stewards name one`)),
    fresh.length === 0
      ? 'There is nothing to apply.'
      : `With --apply ${count(fresh.length, 'comes', 'come')} in, ${count(owners, 'owner gets a message', 'owners get one message each')}${unowned.length === 0 ? '' : `, and the stewards hear of ${unowned.length} without an owner`}.`,
  ].join('\n')
}

/** What a list brought in. */
export const appliedWords = (found: DryRun, came: number): string => {
  const { unowned, owners } = facts(found)
  return came === 0
    ? 'Everything on the list is in the register already. Nothing was written.'
    : `${count(came, 'came', 'came')} into the register. ${count(owners, 'owner is', 'owners are')} told${unowned.length === 0 ? '' : `; ${count(unowned.length, 'waits', 'wait')} for the stewards to name an owner`}.`
}
