import type { Way } from '../domain/ref.ts'
import type { Asked } from '../domain/view-parts.ts'
import { open } from '../actions/open.ts'
import type { Fields } from './card.ts'

/** The inputs of a form, as the part `fields` lays them out. */
export const inputs = (asked: readonly Asked[]): readonly Fields[] =>
  asked.map((one) => ({
    id: one.id,
    label: one.label,
    value: one.value,
    help: one.help,
    error: one.error,
    isNeeded: one.optional !== true,
    hasHelp: one.help !== '',
    hasError: one.error !== '',
    isLine: one.kind === 'line',
    isWords: one.kind === 'words',
    isDate: one.kind === 'date',
    isPerson: one.kind === 'person',
    isChoice: one.kind === 'choice',
    choices: one.options.map((option) => ({
      title: option.label,
      value: option.id,
      ...(option.accounts ? { accounts: option.accounts } : {}),
    })),
  }))

/** The buttons that lead on, as the part `ways` lays them out. */
export const ways = (some: readonly Way[]): readonly Fields[] =>
  some.map(({ title, what, id, part }) => ({ title, press: open.with({ what, id, part }) }))

/** The line on top of a form that was refused. */
export const refusedLine = (sentence: string): Fields => ({ sentence, hasSentence: sentence !== '' })
