import { expect } from 'vitest'
import { certify, classifyAs, register } from '../journey.ts'
import type { PlatformPlayer, Shown } from './player.ts'
import type { Platforms } from './stage.ts'

export const places = ['Slack', 'Teams'] as const
export type Place = (typeof places)[number]

/** Dana, who builds, where a story is told. */
export const danaIn = (platforms: Platforms, place: Place): PlatformPlayer =>
  place === 'Slack' ? platforms.slack('UDANA') : platforms.teams('dana')

/** Pat in Slack or Priya in Teams. */
export const colleagueIn = (platforms: Platforms, place: Place): PlatformPlayer =>
  place === 'Slack' ? platforms.slack('UPAT') : platforms.teams('priya')

/** What they are called there. */
export const nameIn = (place: Place): { readonly dana: string; readonly colleague: string } =>
  place === 'Slack'
    ? { dana: 'Dana Developer', colleague: 'Pat Moss' }
    : { dana: 'dana of Contoso', colleague: 'priya of Contoso' }

export const otherThan = (place: Place): Place => (place === 'Slack' ? 'Teams' : 'Slack')

/** Dana's leave calendar, certified: CRT-1, valid for two years. */
export const certifiedBy = async (dana: PlatformPlayer): Promise<void> => {
  await register(dana, 'Leave calendar')
  await classifyAs(dana, 'low')
  await certify(dana)
}

/** What stands in front of somebody: the window that is open, or else the newest message. */
export const inFrontOf = (player: PlatformPlayer): Shown => {
  const shown = player.window() ?? player.shown().at(-1)
  if (!shown) throw new Error(`${player.persona} is shown nothing`)
  return shown
}

/** The buttons in front of somebody, without the one that Teams adds to each card to load it anew. */
export const buttonsOf = ({ buttons }: Shown): readonly string[] =>
  buttons.filter((title) => title !== 'Show it again')

/** The newest message that says so; throws where none stands. */
export const saying = (player: PlatformPlayer, words: string): Shown => {
  const found = player.shown().findLast((one) => one.words.includes(words))
  if (!found) throw new Error(`${player.persona} is not shown "${words}"`)
  return found
}

/** What was done is delivered once more: nobody is shown anything that they were not shown before. */
export const isOnce = async (player: PlatformPlayer, ...others: readonly PlatformPlayer[]): Promise<void> => {
  const all = () => [player, ...others].map((one) => [one.window(), one.shown()])
  const before = all()
  await player.again()
  expect(all()).toEqual(before)
}
