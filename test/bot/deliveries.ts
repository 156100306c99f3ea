import type { Answer, Incoming } from '../../src/ports/channel.ts'
import { wordsOf } from '../card-reader.ts'
import { certify, classifyAs, register } from '../journey.ts'
import type { openWorld, Player } from '../world.ts'

export type World = Awaited<ReturnType<typeof openWorld>>

/** Somebody of the demo organisation, by name; throws for nobody. */
export const personaOf = (world: World, persona: string): Player => {
  const person = world.people[persona]
  if (!person) throw new Error(`nobody is called ${persona}`)
  return person
}

const from = (persona: string, key: string) =>
  ({
    key,
    account: `web:${persona}`,
    address: { channel: 'web', conversation: persona },
    place: 'personal',
  }) as const

/** One press, as the channel hands it over. */
export const click = (
  persona: string,
  key: string,
  verb: string,
  data: Readonly<Record<string, unknown>> = {},
  values: Readonly<Record<string, string>> = {},
): Incoming => ({ ...from(persona, key), kind: 'click', verb, data, values })

/** One typed line, as the channel hands it over. */
export const word = (persona: string, key: string, text: string): Incoming => ({
  ...from(persona, key),
  kind: 'word',
  text,
})

/** Takes a solution to where the stewards are asked; gives its open request. */
export const openRequest = async (
  world: World,
  name = 'Stock count',
  number = 1,
  tier: 'moderate' | 'personal' | 'high' = 'moderate',
) => {
  const dana = personaOf(world, 'dana')
  await register(dana, name)
  await classifyAs(dana, tier)
  await certify(dana, world, { id: `CRT-${number}` })
  return requestOf(world, `APR-${number}`)
}

export const requestOf = async (world: World, id = 'APR-1') => {
  const request = await world.read((session) => session.approvals.find(id))
  if (!request) throw new Error('there is no request')
  return request
}

export const certificationOf = async (world: World, id = 'CRT-1') => {
  const found = await world.read((session) => session.certifications.find(id))
  if (!found) throw new Error(`there is no ${id}`)
  return found
}

/** How many entries of a type the journal holds for a subject. */
export const entriesOf = async (world: World, subject: string, type: string): Promise<number> =>
  (await world.read((session) => session.journal.of(subject, 1000))).filter((entry) => entry.type === type)
    .length

/** All words of an answer. */
export const saidBy = ({ replace, reply }: Answer): string =>
  [replace, reply].flatMap((card) => (card ? [wordsOf(card)] : [])).join(' ')
