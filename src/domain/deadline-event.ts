import type { About } from './event-about.ts'
import type { Role, Tier } from './programme.ts'
import type { Rung, Times } from './stage-clock.ts'

/** The approvers of a stage are asked, from the first moment of its time on. Wire names. */
export type AskingEvent =
  | ({
      readonly type: 'approval-requested'
      readonly approval: string
      readonly tier: Tier
      readonly stage: number
      readonly roles: readonly Role[]
      /** True where a steward lead is asked, because no steward may decide. */
      readonly lead?: boolean
      /** Who is not asked though they hold the role: they made or reviewed it, or decided at an earlier stage or on what is appealed against. */
      readonly except: readonly string[]
      readonly due: string | null
      readonly times?: Times
    } & About)
  /** The decider took it back: the request is open again. */
  | ({
      readonly type: 'approval-reopened'
      readonly approval: string
      readonly by: string
      readonly verdict: string
      readonly tier: Tier
      readonly stage: number
      readonly due: string | null
      readonly times?: Times
    } & About)

/** What becomes of a request while its time passes. Wire names. */
export type DeadlineEvent =
  /** A rung has come. `people` are asked, and `began` is when the time of that stage did: it names the rung for good. */
  | ({
      readonly type: 'approval-climbed'
      readonly approval: string
      readonly stage: number
      readonly rung: Rung
      readonly began: string
      readonly people: readonly string[]
      readonly due: string
      readonly ends: string
    } & About)
  /** A maker asks the approvers once more. */
  | ({
      readonly type: 'approval-nudged'
      readonly approval: string
      readonly by: string
      readonly people: readonly string[]
    } & About)
  | ({
      readonly type: 'approval-taken' | 'approval-given-back'
      readonly approval: string
      readonly by: string
      readonly stage: number
      readonly seat: number
    } & About)
