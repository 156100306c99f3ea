import type { Tier } from './programme.ts'
import type { Asked, Headed, Of, SeatLine } from './view-parts.ts'

/** What is seen of a waiver, by those who ask for it and those who decide. */
export type WaiverView =
  | Of<
      'waiver',
      Headed & {
        waiver: string
        ask: string
        question: string
        answer: string
        stage: 'asked' | 'decided' | 'granted' | 'refused' | 'lapsed' | 'ended' | 'closed'
        /** What is asked for now is more time. */
        longer: boolean
        tier: Tier
        /** The day that is asked for while it is, else the day until which it holds or held. */
        until: string
        /** The day until which it holds while more is asked for. */
        held: string | null
        reason: string
        controls: string
        asker: string
        grantedBy: readonly string[]
        /** Who has said yes so far, while more words are needed. */
        said: readonly string[]
        /** Whose word it needs besides the reader's. */
        waits: readonly SeatLine[]
        waitsForOwner: string
        due: string | null
        refusal: { who: string; reason: string } | null
        /** Who has just decided it, how and where, which does not stand yet: for whoever did not make the thing. Null otherwise. */
        decided: { verdict: 'granted' | 'refused'; who: string; where: string; at: string } | null
        /** Somebody has just decided it, which its makers hear once it stands. */
        settling: boolean
        /** True for the decider, while the decision can be taken back. */
        mayUndo: boolean
        undoSeconds: number
        /** The last day on which the certificate still counts if nothing is done; null where there is none. */
        suspends: string | null
        isLive: boolean
        /** It was granted for a lower tier than the certification has by now. */
        lost: boolean
        /** How often it can still be granted. */
        left: number
        may: boolean
        asOwner: boolean
        whyYou: string
        /** The absent person in whose place the reader decides; '' otherwise. */
        standsFor: string
        mine: boolean
        mayAsk: boolean
      }
    >
  | Of<
      'ask-waiver',
      Headed & {
        questionId: string
        question: string
        answer: string
        tier: Tier
        mostDays: number
        /** The day until which it holds already; null where none does. */
        held: string | null
        left: number
        /** An ask that is open is replaced by this one. */
        replaces: boolean
        deciders: readonly string[]
        fields: readonly Asked[]
        sentence: string
      }
    >
  | Of<
      'refuse-waiver',
      Headed & {
        waiver: string
        ask: string
        asker: string
        question: string
        fields: readonly Asked[]
        sentence: string
      }
    >
