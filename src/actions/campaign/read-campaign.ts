import { tidy } from '../../domain/form.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Way } from './wish.ts'
import { between, chosenOf, unknownChoice } from './wish.ts'

const example =
  'For example: campaign new Yearly look tier moderate days 14 why Two connectors left the green list'

/** What was typed of a new campaign: its name, the days as they were written ('' where nothing was), the reason, and the choices as a form keeps them. */
export type CampaignWords = {
  readonly name: string
  readonly days: string
  readonly why: string
  readonly chosen: Readonly<Record<string, string>>
}

/**
 * Reads `Yearly look tier moderate or high unit Finance days 14 why Two connectors left the green list`: the name first, the reason last.
 * A name that has one of the words between them in it stands in quotes. Throws a Refusal with an example for what it cannot read.
 */
export const readCampaign = (typed: string, ways: readonly Way[]): CampaignWords => {
  const [, quoted, after] = /^["“”„]([^"“”„]+)["“”„]\s*(.*)$/s.exec(typed.trim()) ?? []
  const { head, why } = splitReason(quoted === undefined ? typed.trim() : (after ?? ''))
  const words = [...ways.map(({ word }) => word), 'days']
  const marks = [...head.matchAll(new RegExp(`(?<=\\s)(${words.join('|')})(?=[\\s:])`, 'gi'))]
  const name = tidy(quoted ?? head.slice(0, marks[0]?.index ?? head.length))
  if (name === '') throw new Refusal('invalid', `Please say first what it is called. ${example}`)
  if (why === '')
    throw new Refusal(
      'invalid',
      `Please say last, after the word why, why you ask: each owner reads it. ${example}`,
    )
  const stray = quoted === undefined ? '' : tidy(head.slice(0, marks[0]?.index ?? head.length))
  if (stray !== '')
    throw new Refusal('invalid', `I cannot read "${stray.slice(0, 40)}" after the name. ${example}`)
  let days = ''
  const chosen: Record<string, string> = {}
  for (const [index, mark] of marks.entries()) {
    const said = tidy(
      head.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? head.length).replace(/^[\s:]+/, ''),
    )
    const word = mark[0].toLowerCase()
    const way = ways.find((one) => one.word === word)
    if (said === '') throw new Refusal('invalid', `Please say which after the word ${word}. ${example}`)
    if (way === undefined) days = said
    else chosen[way.kept] = [...new Set([...chosenOf(chosen, way), ...optionsIn(way, said)])].join(between)
  }
  return { name, days, why, chosen }
}

/** What stands before the reason, and the reason. */
const splitReason = (typed: string): { readonly head: string; readonly why: string } => {
  const line = ` ${typed}`
  const [whole, why = ''] = /\s(?:why|because)[\s:]+(\S.*)$/is.exec(line) ?? []
  // A word at the very end is a word, too: something is missing behind it.
  const head = `${line.slice(0, line.length - (whole?.length ?? 0))} `
  return { head, why: tidy(why, true) }
}

/** The options that were named, by what they are called or by their ids; several with `or`, `and` or a comma between them. */
const optionsIn = (way: Way, said: string): readonly string[] => {
  const plain = (words: string): string => words.toLowerCase().replaceAll('_', ' ').trim()
  const find = (words: string): string | undefined =>
    way.options.find(({ id, label }) => [plain(id), plain(label)].includes(plain(words)))?.id
  const whole = find(said)
  if (whole !== undefined) return [whole]
  return said.split(/\s*,\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+/i).map((words) => {
    const id = find(words)
    if (id === undefined)
      throw new Refusal(
        'invalid',
        `${unknownChoice(way, words)} If that belongs to the name, put the name in quotes. ${example}`,
      )
    return id
  })
}
