import type { Tier } from './programme.ts'
import type { Asked, Headed, Of } from './view-parts.ts'

/** What is seen of the review of something that was certified. */
export type ReviewView =
  | Of<
      'review',
      Headed & {
        tier: Tier
        /** When the certificate runs out, and until when it counts after that. */
        validUntil: string
        inForceUntil: string | null
        certifiedAt: string
        certifiedBy: readonly string[]
        version: string
        /** The answers that drove the tier. */
        drivers: readonly { question: string; answer: string }[]
        /** What counts as a change, a line each. */
        changes: readonly string[]
        /** The campaign that asks for it, and by when; null where none does. */
        asked: { name: string; why: string; by: string; due: string | null } | null
        /** Outside of the window of its renewal: an answer changes nothing about its validity. */
        isEarly: boolean
        /** What does not hold any more, and why. */
        lapsed: readonly { title: string; why: string }[]
        /** `waiting`: the owner has said that nothing has changed, and a steward looks at it. */
        stage: 'due' | 'waiting' | 'questioned'
        /** The owner, or the steward who asked to look again. */
        who: string
        reason: string
        stewards: readonly string[]
        due: string | null
        owner: string
        mine: boolean
        /** Whether the reader built it. */
        built: boolean
        mayConfirm: boolean
        mayChange: boolean
        /** To retire it or to hand it over: it is the reader's. */
        mayRetire: boolean
        asset: string
      }
    >
  | Of<
      'check',
      Headed & {
        /** `open` while its owner has not answered, `more` where the whole is reviewed by now. */
        stage: 'open' | 'more' | 'done'
        due: string | null
        owner: string
        deputy: string
        /** Where users get help, and what the runbook says first; '' where nothing was written. */
        contact: string
        runbook: string
        access: string
        mine: boolean
        may: boolean
        mayChange: boolean
      }
    >
  | Of<
      'change',
      Headed & {
        tier: Tier
        /** The tier with what was changed so far; null where nothing is. */
        after: Tier | null
        /** Until when the certificate counts while it is certified anew; null where it does not. */
        countsUntil: string | null
        /** Every answer: as it was certified, and as it is now, '' where it is the same. */
        lines: readonly { id: string; name: string; from: string; to: string; may: boolean }[]
      }
    >
  | Of<
      'change-answer',
      Headed & { questionId: string; before: string; sentence: string; fields: readonly Asked[] }
    >
  | Of<
      'no-change',
      Headed & {
        /** The id of the owner's word. */
        word: string
        tier: Tier
        owner: string
        validUntil: string
        drivers: readonly { question: string; answer: string }[]
        changes: readonly string[]
        stage: 'asked' | 'agreed' | 'questioned' | 'over'
        due: string | null
        who: string
        reason: string
        may: boolean
        mine: boolean
        sentence: string
        fields: readonly Asked[]
      }
    >
