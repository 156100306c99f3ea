import type { RefusalCode } from './refusal.ts'
import type { Tier } from './programme.ts'
import type { Tone, Way } from './ref.ts'

/** One input as a card asks it. `error` is the sentence at the field, '' where it is fine. */
export type Asked = {
  readonly id: string
  readonly label: string
  readonly help: string
  readonly kind: 'line' | 'words' | 'person' | 'date' | 'choice'
  readonly value: string
  readonly error: string
  readonly most: number
  readonly options: readonly { readonly id: string; readonly label: string }[]
}

type Of<K extends string, Facts> = { readonly kind: K } & Readonly<Facts>
/** What a certification's card says on top and at the foot. */
type Headed = { certification: string; name: string; state: string; policyVersion: number }

export type Driver = { readonly question: string; readonly answer: string; readonly why: string }
export type StepLine = {
  readonly id: string
  readonly title: string
  readonly state: 'open' | 'asked' | 'passed' | 'refused'
  /** Who passes it, in words: "you", "Priya Nair", "the security role". */
  readonly who: string
  /** What somebody said when refusing it; '' otherwise. */
  readonly said: string
}

/** Everything that a card shows, as facts: instants are ISO 8601 UTC and texts are plain. The card words and lays them out. */
export type View =
  | Of<'welcome', { name: string; organisation: string }>
  | Of<
      'home',
      {
        needs: readonly { reference: string; name: string; what: string; due: string | null; way: Way }[]
        mine: readonly { reference: string; name: string; state: string; tier: Tier | null; way: Way }[]
        waiting: readonly {
          reference: string
          name: string
          from: readonly string[]
          due: string | null
          way: Way
        }[]
        /** How many more there are than shown. */
        more: number
      }
    >
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
        history: readonly { at: string; what: string }[]
        certification: string | null
        mine: boolean
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
        blocked: readonly { question: string; answer: string; alternatives: readonly string[] }[]
        unknowns: readonly string[]
        steps: readonly string[]
        minutes: number
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
        rows: readonly {
          question: string
          answer: string
          points: number
          flag: '' | 'forces high' | 'at least moderate' | 'blocks' | 'not known yet'
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
        /** The developer's next open step. */
        next: { id: string; title: string } | null
        canSubmit: boolean
        mine: boolean
        /** What an approver asked for, while changes are waited for. */
        changes: { who: string; reason: string } | null
        attests: string
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
  | Of<'waiting-step', Headed & { step: string; title: string; who: string; stepState: StepLine['state'] }>
  | Of<
      'submitted',
      Headed & {
        tier: Tier
        version: number
        hash: string
        /** Each seat: the role in words, the names who can decide, whether it is filled. */
        seats: readonly { role: string; names: readonly string[]; filled: boolean }[]
        due: string | null
        held: boolean
        canWithdraw: boolean
      }
    >
  | Of<
      'outcome',
      Headed & {
        outcome:
          | 'changes_requested'
          | 'rejected'
          | 'withdrawn'
          | 'suspended'
          | 'expired'
          | 'revoked'
          | 'retired'
          | 'review_due'
          | 'request_expired'
        who: string
        reason: string
        at: string
        validUntil: string | null
        mine: boolean
      }
    >
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
        approvedBy: readonly string[]
        verify: string
        sampled: boolean
        mine: boolean
      }
    >
  | Of<
      'conditions',
      Headed & {
        conditions: readonly {
          id: string
          words: string
          due: string
          state: 'open' | 'evidenced' | 'met' | 'missed'
        }[]
        mine: boolean
      }
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
        /** Answers changed after the result was shown. */
        changedAnswers: readonly { question: string; from: string; to: string }[]
        previous: readonly string[]
        validMonths: number
        due: string | null
        others: readonly string[]
        asRole: string
        version: number
        hash: string
        /** Every answer, for Details. */
        answers: readonly { question: string; answer: string }[]
        evidence: readonly { step: string; words: string; link: boolean }[]
        /** Why the reader is asked. */
        whyYou: string
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
      }
    >
  | Of<
      'decide',
      Headed & {
        approval: string
        rev: number
        verdict: 'approve_on_conditions' | 'request_changes' | 'reject'
        fields: readonly Asked[]
        sentence: string
        developer: string
      }
    >
  | Of<
      'post',
      Headed & { approval: string; tier: Tier; stateLine: string; due: string | null; open: boolean }
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
      }
    >
  | Of<
      'not-right',
      Headed & { step: string; title: string; developer: string; fields: readonly Asked[]; sentence: string }
    >
  | Of<'unmanned', Headed & { approval: string; role: string }>
  | Of<'rate', Headed & { rating: number | null }>
  | Of<'rate-words', Headed & { rating: number; fields: readonly Asked[]; sentence: string; given: boolean }>
  | Of<'draft-reminder', Headed & { since: string; lapses: string }>
  | Of<
      'settings',
      { name: string; fields: readonly Asked[]; sentence: string; roles: readonly string[]; saved: boolean }
    >
  | Of<
      'help',
      {
        lines: readonly { word: string; what: string }[]
        more: boolean
        hidden: number
        place: 'personal' | 'group' | 'channel'
        roles: readonly string[]
      }
    >
  | Of<
      'policy',
      {
        title: string
        organisation: string
        version: number
        hash: string
        goals: readonly string[]
        riskAppetite: string
        whoQualifies: string
        approvedTools: readonly string[]
        boundaries: readonly string[]
        sponsor: string
        coAuthors: readonly string[]
      }
    >
  | Of<
      'search',
      {
        words: string
        results: readonly { asset: string; name: string; owner: string; state: string; way: Way }[]
      }
    >
  | Of<'line', { title: string; sentence: string; tone: Tone; ways: readonly Way[] }>
  /** A "no" in one kind sentence; `token` only where something went wrong on our side. */
  | Of<'refusal', { code: RefusalCode; sentence: string; token: string; ways: readonly Way[] }>
  /** What is left of a card after a newer one about the same matter. */
  | Of<'moved', { title: string; sentence: string; ways: readonly Way[] }>

export type ViewKind = View['kind']
export type ViewOf<K extends ViewKind> = Extract<View, { readonly kind: K }>
