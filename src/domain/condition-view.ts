import type { Asked, Headed, Of } from './view-parts.ts'

/** What is seen of the conditions of an approval, and of the day on which something goes live. */
export type ConditionView =
  | Of<
      'conditions',
      Headed & {
        conditions: readonly {
          id: string
          words: string
          due: string
          state: 'open' | 'evidenced' | 'met' | 'missed'
          /** What the reader can do about it. */
          next: 'say-how' | 'go-live' | 'look'
        }[]
      }
    >
  | Of<
      'go-live',
      Headed & { last: string; hypercareDays: number; fields: readonly Asked[]; sentence: string }
    >
  | Of<
      'condition',
      Headed & { condition: string; words: string; due: string; fields: readonly Asked[]; sentence: string }
    >
  | Of<
      'accept-condition',
      Headed & {
        condition: string
        words: string
        evidence: string
        due: string
        conditionState: 'open' | 'evidenced' | 'met' | 'missed'
        may: boolean
      }
    >
