import type { ProgrammeReviewKind } from './reviewed.ts'
import type { Asked, Of } from './view-parts.ts'

/** What is seen of the review of the policy or of the controls. */
export type ProgrammeReviewView =
  | Of<
      'programme-review',
      {
        of: ProgrammeReviewKind
        version: number
        /** `none` where there has been none so far. */
        stage: 'open' | 'done' | 'none'
        due: string | null
        /** The last one that is done. */
        last: { at: string; by: string } | null
        /** When the next one opens by itself, if none is open. */
        next: string
        controls: { count: number; low: number; moderate: number; high: number }
        /** Since when is counted; null where that is too long ago to be said. */
        counted: string | null
        /** Steps that were passed since then, the most often passed first; those that never were. */
        often: readonly { title: string; count: number }[]
        never: readonly string[]
        notes: readonly {
          control: string
          title: string
          verdict: 'change' | 'drop'
          words: string
          by: string
        }[]
        may: boolean
      }
    >
  | Of<'remark', { of: ProgrammeReviewKind; fields: readonly Asked[]; sentence: string }>
