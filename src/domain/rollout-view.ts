import type { Rollout } from './rollout.ts'
import type { Asked, Of } from './view-parts.ts'

export type RolloutView =
  /** `by` is '' where nobody has chosen yet; `since` is null where there is no setting. */
  | Of<
      'rollout',
      {
        rollout: Rollout
        by: string
        since: string | null
        fields: readonly Asked[]
        sentence: string
      }
    >
  /** Who would get what in the next days: counts, and the first lines of them. */
  | Of<
      'rollout-preview',
      {
        rollout: Rollout
        /** Whether it is so already. */
        isNow: boolean
        /** When what holds now was chosen; '' where nobody has chosen yet. */
        over: string
        /** The last day that is looked at, YYYY-MM-DD. */
        until: string
        people: number
        /** Others whom it reaches, who would get nothing because nothing needs them. */
        quiet: number
        counts: readonly { what: string; count: number }[]
        lines: readonly { name: string; what: string; at: string }[]
        /** Lines that are not shown. */
        more: number
      }
    >
