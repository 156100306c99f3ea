import type { About } from './event-about.ts'
import type { Rung } from './stage-clock.ts'

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
