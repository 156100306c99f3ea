import type { Person } from './person.ts'
import type { Programme } from './programme.ts'
import type { Text } from './text.ts'

/** Where something was done; `command` is the operator's command line, `clock` a timer that fell due. */
export type Platform = 'web' | 'slack' | 'teams' | 'command' | 'clock'

/** Who or what acts. */
export type Actor = Person | 'system'

/**
 * Everything that a move may know of the outside world. The domain has no clock, no chance, no I/O of its own.
 *
 * `now` is ISO 8601 UTC with milliseconds. `newId` gives 128 random bits as hex. `hash` is SHA-256 as hex of the
 * canonical JSON of its argument. `random` is in [0, 1). `text` wraps what somebody typed.
 */
export type Context = {
  readonly now: string
  readonly actor: Actor
  /** The absent person in whose place it is done; left out where everybody acts for themselves. */
  readonly onBehalfOf?: string
  readonly platform: Platform
  readonly programme: Programme
  readonly newId: () => string
  readonly hash: (value: unknown) => string
  readonly random: () => number
  readonly text: (body: string) => Text
}
