import { randomBytes } from 'node:crypto'
import type { Actor, Context, Platform } from '../domain/context.ts'
import type { Programme } from '../domain/programme.ts'
import { sha256 } from '../hash.ts'
import type { Clock } from '../ports/clock.ts'

/** What a context is made from: the clock, chance and the policy of the moment. */
export type World = {
  readonly clock: Clock
  readonly programme: () => Programme
  /** 128 random bits, hex. */
  readonly newId: () => string
  readonly random: () => number
}

/** 128 bits from the system's source of randomness, as hex. */
export const newId = (): string => randomBytes(16).toString('hex')

/** A number in [0, 1) from the system's source of randomness: 48 bits of it. */
export const random = (): number => randomBytes(6).readUIntBE(0, 6) / 2 ** 48

/** Everything that a move may know, for one press, word or timer. */
export const contextOf = (world: World, actor: Actor, platform: Platform): Context => ({
  now: world.clock.now(),
  actor,
  platform,
  programme: world.programme(),
  newId: world.newId,
  hash: sha256,
  random: world.random,
  text: (body) => {
    const salt = world.newId()
    return { text: world.newId(), hash: sha256(salt + body), body, salt }
  },
})
