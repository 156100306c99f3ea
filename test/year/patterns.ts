import type { Asset } from '../../src/domain/asset.ts'
import type { Certification } from '../../src/domain/certification.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Tier } from '../../src/domain/programme.ts'
import { approveTwice, certify, classifyAs, register } from '../journey.ts'
import { openWorld } from '../world.ts'

/** What was certified as people do it, to be sown many times: the thing, its certification, and who had a part in it. */
export type Pattern = {
  readonly asset: Asset
  readonly certification: Certification
  /** The persons of its story by what they did there. */
  readonly cast: ReadonlyMap<
    string,
    'maker' | 'deputy' | 'manager' | 'steward' | 'security' | 'data_protection' | 'board' | 'other'
  >
}

const made = new Map<Tier, Promise<Pattern>>()

/** The pattern of a tier, made once: every year is sown with the same. */
export const patternOf = (tier: Tier): Promise<Pattern> => {
  const pattern = made.get(tier) ?? makePattern(tier)
  made.set(tier, pattern)
  return pattern
}

/** Takes one solution of a tier from `start` to its certificate, by the buttons and words that people use. */
const makePattern = async (tier: Tier): Promise<Pattern> => {
  const world = await openWorld({ random: () => 0.99 })
  try {
    const play = (persona: string) => world.player(persona)
    await register(play('dana'), 'Stock count')
    await classifyAs(play('dana'), tier)
    await certify(play('dana'), world)
    if (tier === 'moderate') await play('priya').says('approve CRT-1')
    if (tier === 'high')
      for (const persona of ['priya', 'sofia', 'tomas', 'ines', 'jonas']) await approveTwice(play(persona))
    await world.stand()
    return await world.read(async (session) => {
      const certification = await session.certifications.find('CRT-1')
      const asset = await session.assets.find('AST-1')
      if (!certification || !asset || certification.validUntil === null)
        throw new Error(`nothing of ${tier} was certified`)
      const cast = new Map<string, Pattern['cast'] extends ReadonlyMap<string, infer Part> ? Part : never>()
      for (const role of ['board', 'data_protection', 'security', 'steward'] as const)
        for (const person of await session.people.withRole(role)) cast.set(person.id, role)
      const named = (of: Person | undefined, part: 'maker' | 'deputy' | 'manager') =>
        of && cast.set(of.id, part)
      named(await session.people.byAccount('web:dana'), 'maker')
      return { asset, certification, cast }
    })
  } finally {
    await world.close()
  }
}
