import type { ConditionView } from './condition-view.ts'
import type { Tier } from './programme.ts'
import type {
  Asked,
  Driver,
  Headed,
  Ladder,
  Of,
  SeatLine,
  StageLine,
  StepLine,
  Unknown,
  WaiverLine,
} from './view-parts.ts'

/** What is seen from submitting on: by those who decide or vouch, and by the developer who waits for it. */
export type DecisionView =
  | Of<
      'submitted',
      Headed & {
        tier: Tier
        version: number
        hash: string
        /** Each seat: the role in words, the names who can decide, whether it is filled. */
        seats: readonly { role: string; names: readonly string[]; filled: boolean }[]
        /** The stage that these seats are of; null where there is only one. */
        stage: StageLine | null
        due: string | null
        ladder: Ladder | null
        /** True for a maker who can ask the approvers once more now. */
        mayNudge: boolean
        held: boolean
        isAppeal: boolean
        canWithdraw: boolean
        /** True for who can change something while it is decided. */
        canEdit: boolean
        /** Whether what it renews may be used meanwhile; null where it renews nothing. */
        renewal: { inForceUntil: string | null } | null
      }
    >
  /** Whether somebody means what cannot be taken back, or does nothing as it is. */
  | Of<
      'sure',
      Headed & {
        deed: 'withdraw' | 'withdraw-request' | 'withdraw-renewal' | 'submit-unchanged' | 'edit'
        /** Who asked for changes, with their words in `reason`, or whose decisions would be void; '' otherwise. */
        who: string
        reason: string
      }
    >
  /** The form of an appeal, beside the reason of whoever rejected it. */
  | Of<
      'appeal',
      Headed & {
        who: string
        reason: string
        until: string
        fields: readonly Asked[]
        sentence: string
      }
    >
  /** A tier that persons set, or that a second person is asked about; `over` where that is decided otherwise. */
  | Of<
      'tier-change',
      Headed & {
        change: string
        stage: 'asked' | 'set' | 'over'
        before: Tier | null
        tier: Tier | null
        who: string
        second: string
        reason: string
        /** What the developer does next; '' where nothing is. */
        next: string
        mine: boolean
        may: boolean
      }
    >
  | Of<'sample-found', Headed & { developer: string; sentence: string; fields: readonly Asked[] }>
  | Of<'set-tier', Headed & { tier: Tier | null; sentence: string; fields: readonly Asked[] }>
  | Of<
      'certificate',
      Headed & {
        tier: Tier
        version: string
        validFrom: string
        validUntil: string
        conditions: readonly {
          id: string
          words: string
          due: string
          state: 'open' | 'evidenced' | 'met' | 'missed'
        }[]
        waived: readonly WaiverLine[]
        /** The days after it goes live, while they are not over; null where there are none. */
        goLive: {
          phase: 'unset' | 'ahead' | 'begun'
          day: string | null
          /** The last day on which it may go live, and that on which hypercare ends. */
          last: string
          until: string
          responsible: string
          /** True for whoever may name or move the day. */
          may: boolean
        } | null
        approvedBy: readonly string[]
        /** The evidence pack is offered: high risk, for whoever may read the trail, once the decision stands. */
        mayProve: boolean
        verify: string
        sampled: boolean
        /** True once a steward has had a look at a sampled one. */
        looked: boolean
        /** True for a steward who can have that look. */
        mayLook: boolean
        developer: string
        /** Where users get help; '' where nobody was asked. */
        contact: string
        mine: boolean
      }
    >
  | ConditionView
  | Of<
      'request',
      Headed & {
        approval: string
        rev: number
        purpose: string
        assetKind: string
        platform: string
        owner: string
        developer: string
        tier: Tier
        score: number
        drivers: readonly Driver[]
        /** Steps and evidence, one line each. */
        checks: readonly { title: string; line: string }[]
        /** What differs from the version decided before, in words. */
        changed: readonly string[]
        /** True where this was submitted before, and is the same again. */
        unchanged: boolean
        waived: readonly WaiverLine[]
        /** Answers changed after the result was shown. */
        changedAnswers: readonly { question: string; from: string; to: string }[]
        previous: readonly string[]
        /** Answers that nobody knew: still to be settled, or what a steward said. */
        unknowns: readonly Unknown[]
        /** Who had decided what on the version before. */
        before: readonly string[]
        validMonths: number
        due: string | null
        ladder: Ladder | null
        /** Until when the reader has put it off; null where they have not. */
        snoozedUntil: string | null
        /** Who can decide in the reader's place. */
        others: readonly string[]
        /** What it needs besides the reader's own approval. */
        also: readonly SeatLine[]
        /** What the reader has decided already; '' otherwise. */
        voted: string
        asRole: string
        /** The stage that it has come to; null where there is only one. */
        stage: StageLine | null
        /** True where the reader may attach conditions. */
        mayCondition: boolean
        version: number
        hash: string
        /** Every answer, for Details. */
        answers: readonly { question: string; answer: string }[]
        evidence: readonly { step: string; label: string; words: string; link: boolean }[]
        /** Why the reader has it; '' where they only look. */
        whyYou: string
        /** The absent person in whose place the reader decides; '' otherwise. */
        standsFor: string
        /** Makers with whom the reader keeps approving each other's work, and how often each way. */
        pairs: readonly { name: string; there: number; back: number }[]
        /** Where this is an appeal: what the developer says, and who had rejected it and why. */
        appeal: { words: string; who: string; reason: string } | null
        may: boolean
      }
    >
  | Of<
      'decided',
      Headed & {
        approval: string
        verdict:
          | 'approved'
          | 'approved_on_conditions'
          | 'rejected'
          | 'changes_requested'
          | 'withdrawn'
          | 'expired'
          | 'superseded'
        who: readonly string[]
        where: string
        at: string
        reason: string
        conditions: readonly { words: string; due: string }[]
        rev: number
        /** Where it was superseded: what is different by now, in words, and the request that replaced it; '' while there is none. */
        changed: readonly string[]
        replacedBy: string
        /** True for the decider, while the decision can be taken back. */
        mayUndo: boolean
        undoSeconds: number
      }
    >
  | Of<
      'decide',
      Headed & {
        approval: string
        rev: number
        tier: Tier
        version: number
        hash: string
        verdict: 'approve_on_conditions' | 'request_changes' | 'reject'
        fields: readonly Asked[]
        sentence: string
        developer: string
        /** What it needs besides the reader's own approval. */
        also: readonly SeatLine[]
      }
    >
  /** Whether somebody means to approve what they saw. */
  | Of<
      'approve',
      Headed & {
        approval: string
        rev: number
        version: number
        hash: string
        tier: Tier
        developer: string
        asRole: string
        whyYou: string
        /** The absent person in whose place the reader approves; '' otherwise. */
        standsFor: string
        /** What comes once the reader has approved: others of this stage, another stage, or the certificate. */
        comes: 'same-stage' | 'next-stage' | 'certificate'
        /** The title of the stage that is waited for then, and who is. */
        stage: string
        also: readonly SeatLine[]
        validMonths: number
        hypercareDays: number
      }
    >
  | Of<
      'post',
      Headed & {
        approval: string
        tier: Tier
        stateLine: string
        due: string | null
        open: boolean
        /** Who has taken it on, and whether somebody still can. */
        taken: readonly string[]
        isFree: boolean
      }
    >
  | Of<
      'confirm',
      Headed & {
        step: string
        title: string
        help: string
        purpose: string
        developer: string
        lines: readonly { title: string; words: string; link: boolean }[]
        stepState: StepLine['state']
        by: string
        may: boolean
        /** True where somebody was named: then "not me" hands it back. */
        named: boolean
        whyYou: string
      }
    >
  | Of<
      'not-right',
      Headed & { step: string; title: string; developer: string; fields: readonly Asked[]; sentence: string }
    >
  /** A role of which more are needed than there are. */
  | Of<'unmanned', Headed & { approval: string; role: string; needs: number; holders: number }>
  | Of<'rate', Headed & { rating: number | null }>
  | Of<'rate-words', Headed & { rating: number; fields: readonly Asked[]; sentence: string; given: boolean }>
