import type { Phase, Tier } from './programme.ts'
import type { Asked, Blocked, Driver, Headed, Of, StepLine, WaiverLine, WaiverWay } from './view-parts.ts'

/** What a developer sees on the way from the first word to submitting. */
export type JourneyView =
  | Of<'register', { fields: readonly Asked[]; sentence: string }>
  | Of<
      'similar',
      {
        name: string
        matches: readonly {
          asset: string
          name: string
          purpose: string
          owner: string
          state: string
          why: string
          mine: boolean
        }[]
      }
    >
  | Of<
      'asset',
      {
        mayProve: boolean
        asset: string
        name: string
        purpose: string
        assetKind: string
        platform: string
        owner: string
        developer: string
        version: string
        state: string
        tier: Tier | null
        validUntil: string | null
        /** Where users get help; '' before the developer has said. */
        contact: string
        unit: string | null
        /** Whether the reader may still change the unit. */
        mayMove: boolean
        history: readonly { at: string; what: string }[]
        certification: string | null
        mine: boolean
        /** Why nobody should use it at the moment, where it stopped; '' otherwise. */
        stopped: string
        /** True for who can say that something has changed. */
        mayChange: boolean
        maySuspend: boolean
        mayLift: boolean
        mayRevoke: boolean
        mayRetire: boolean
      }
    >
  /**
   * An asset that is offered to another owner; `orphaned` where its owner left and nobody is asked, `sought` where it does not know whose it is,
   * `retired` where that is nobody's matter any more.
   */
  | Of<
      'hand-over',
      {
        asset: string
        name: string
        purpose: string
        offer: string
        from: string
        left: boolean
        to: string
        stage:
          'offered' | 'accepted' | 'declined' | 'lapsed' | 'withdrawn' | 'orphaned' | 'sought' | 'retired'
        /** To take the offer back, and to ask somebody else where none is open. */
        mayTakeBack: boolean
        mayAsk: boolean
        /** To say that it is one's own after all. */
        mayKeep: boolean
        until: string | null
        reason: string
        mine: boolean
        owner: string
        certification: string | null
        state: string
        tier: Tier | null
        validUntil: string | null
        /** How many are open. */
        conditions: number
      }
    >
  /** The form that asks who should own it; `mayNotKnow` for its owner, who can leave that to the stewards. */
  | Of<
      'new-owner',
      { asset: string; name: string; fields: readonly Asked[]; sentence: string; mayNotKnow: boolean }
    >
  | Of<
      'decline-hand-over',
      { asset: string; name: string; offer: string; fields: readonly Asked[]; sentence: string }
    >
  /** Somebody whom nobody can reach: which roles ended, and what becomes of each of their assets. */
  | Of<
      'leaver',
      {
        person: string
        name: string
        mine: boolean
        at: string
        back: string | null
        roles: readonly string[]
        lastAdmin: boolean
        /** How many they owned; the first of them are in `assets`, those that need an owner before all others. */
        count: number
        assets: readonly { asset: string; name: string; becomes: string }[]
      }
    >
  | Of<
      'ask-owner',
      { asset: string; name: string; owner: string; fields: readonly Asked[]; sentence: string }
    >
  | Of<'owner-asked', { asset: string; name: string; from: string; words: string }>
  | Of<
      'questions',
      Headed & {
        page: number
        pages: number
        title: string
        fields: readonly Asked[]
        sentence: string
        again: boolean
      }
    >
  | Of<
      'result',
      Headed & {
        tier: Tier
        score: number
        sentence: string
        next: string
        drivers: readonly Driver[]
        counterfactual: {
          tier: Tier
          changes: readonly { question: string; from: string; to: string }[]
        } | null
        blocked: readonly Blocked[]
        /** Answers that would block, and are waived. */
        waived: readonly WaiverLine[]
        waiver: WaiverWay | null
        unknowns: readonly string[]
        /** What is left to pass, and what is there already. */
        steps: readonly { title: string; phase: Phase }[]
        there: readonly string[]
        /** Of the steps that are left. */
        minutes: number
        /** Who does them: '' of the reader. */
        developer: string
        goal: string
        deciders: readonly string[]
        canStart: boolean
        canChange: boolean
      }
    >
  | Of<
      'why',
      Headed & {
        tier: Tier
        score: number
        bands: { moderate: number; high: number }
        /** Who set the tier and why, where a person did; '' otherwise. */
        ruled: string
        maySet: boolean
        rows: readonly {
          question: string
          answer: string
          points: number
          flag: '' | 'forces high' | 'at least moderate' | 'blocks' | 'waived' | 'not known yet'
          /** The last day of the waiver; '' where there is none. */
          until: string
        }[]
      }
    >
  | Of<
      'steps',
      Headed & {
        tier: Tier
        steps: readonly StepLine[]
        done: number
        total: number
        /** Why it cannot be submitted yet; '' where it can. */
        obstacle: string
        blocked: readonly Blocked[]
        waived: readonly WaiverLine[]
        waiver: WaiverWay | null
        /** The developer's next open step. */
        next: { id: string; title: string } | null
        canSubmit: boolean
        mine: boolean
        /** True for the developer; an owner may open and change what the developer does. */
        yours: boolean
        /** What an approver asked for, while changes are waited for. */
        changes: { who: string; reason: string } | null
        attests: string
        /** Until when what it renews counts, null where it does not; and why it had stopped, '' where it had not. Null where it renews nothing. */
        renewal: { inForceUntil: string | null; stopped: string } | null
      }
    >
  | Of<
      'acknowledge',
      Headed & {
        step: string
        title: string
        asks: readonly string[]
        changes: readonly string[]
        passed: boolean
      }
    >
  | Of<
      'quiz',
      Headed & {
        step: string
        title: string
        number: number
        total: number
        brief: readonly string[]
        ask: string
        options: readonly { id: string; text: string }[]
        /** What is wrong about the answer that was just sent; '' where nothing is. */
        sentence: string
        /** Set once the question was answered. */
        answered: { right: boolean; chosen: string; correct: string; because: string } | null
      }
    >
  | Of<
      'quiz-done',
      Headed & { step: string; title: string; right: number; total: number; needed: number; passed: boolean }
    >
  | Of<
      'step-form',
      Headed & {
        step: string
        title: string
        help: string
        example: string
        fields: readonly Asked[]
        sentence: string
      }
    >
  | Of<
      'evidence',
      Headed & {
        step: string
        title: string
        help: string
        example: string
        given: readonly { id: string; kind: 'link' | 'note'; words: string; at: string; hash: string }[]
        fields: readonly Asked[]
        sentence: string
        /** Who attests it, in words; '' where the developer's evidence is enough. */
        attests: string
        stepState: StepLine['state']
        said: string
      }
    >
  | Of<
      'name-person',
      Headed & {
        step: string
        title: string
        help: string
        fields: readonly Asked[]
        sentence: string
        asked: string
        said: string
      }
    >
  | Of<
      'waiting-step',
      Headed & {
        step: string
        title: string
        who: string
        stepState: StepLine['state']
        /** What somebody said who did not find it right, and who; '' otherwise. */
        said: string
        saidBy: string
        /** True where the reader can ask whoever passes it. */
        canAsk: boolean
      }
    >
