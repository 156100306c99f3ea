import type { Rung } from './stage-clock.ts'

import type { Tier } from './programme.ts'

/** One input as a card asks it. `error` is the sentence at the field, '' where it is fine. */
export type Asked = {
  readonly id: string
  readonly label: string
  readonly help: string
  readonly kind: 'line' | 'words' | 'person' | 'date' | 'choice'
  readonly value: string
  readonly error: string
  readonly most: number
  /** May be left empty. */
  readonly optional?: boolean
  /** What can be chosen; a person comes with their accounts, for platforms that pick people themselves. */
  readonly options: readonly {
    readonly id: string
    readonly label: string
    readonly accounts?: readonly string[]
  }[]
}

/** One kind of card and its facts. */
export type Of<K extends string, Facts> = { readonly kind: K } & Readonly<Facts>
/** What a certification's card says on top and at the foot. */
export type Headed = { certification: string; name: string; state: string; policyVersion: number }

export type Driver = { readonly question: string; readonly answer: string; readonly why: string }
/** A seat that is still to be filled: by how many holders of the role, and who they are. */
export type SeatLine = { readonly role: string; readonly count: number; readonly names: readonly string[] }
/** Which stage of several a request has come to, beginning at 1. */
export type StageLine = { readonly number: number; readonly of: number; readonly title: string }
/** A role that somebody holds: until which day, up to which tier and for which unit; null where it has no such bound. */
export type RoleLine = {
  readonly role: string
  readonly lead: boolean
  readonly until: string | null
  readonly upTo: Tier | null
  readonly unit: string | null
}
/**
 * How far the time of a request has come: the last rung, who has taken it on, who nudged when, and who is asked when if nobody decides;
 * without names where that is not known yet. The last of `ahead` is when it runs out.
 */
export type Ladder = {
  readonly passed: Rung | null
  readonly taken: readonly string[]
  /** The reader has it. */
  readonly mine: boolean
  /** There is still a seat to be taken on. */
  readonly isFree: boolean
  /** `mine`: the reader did. */
  readonly nudged: { readonly by: string; readonly mine: boolean; readonly at: string } | null
  readonly ahead: readonly {
    readonly rung: Rung | 'ends'
    readonly at: string
    /** Others than the reader, and whether the reader is asked too. */
    readonly names: readonly string[]
    readonly you: boolean
    /** Whoever is asked then has been asked before. */
    readonly again: boolean
  }[]
}
/** An answer that blocks submitting, with what could be used instead. */
export type Blocked = {
  readonly question: string
  readonly answer: string
  readonly alternatives: readonly string[]
}
/** An answer that its developer did not know: `due` while a steward has not settled it, `answer` and `who` once one has; '' before. */
export type Unknown = {
  readonly question: string
  readonly due: string | null
  readonly answer: string
  readonly who: string
}
/** A waiver that holds: what it waives, until which day, and by whose word. */
export type WaiverLine = {
  readonly id: string
  readonly question: string
  readonly answer: string
  readonly until: string
  readonly reason: string
  readonly controls: string
  readonly by: readonly string[]
}
/** A waiver whose end suspended a certificate: for which answer, and whether the reader can ask anew. */
export type EndedWaiver = { readonly question: string; readonly id: string; readonly mayAsk: boolean }
/** The way out of a block: a waiver that can be asked for (`part` is the question), or one that is (its id). */
export type WaiverWay = { readonly stage: 'ask' | 'asked'; readonly part: string }
export type StepLine = {
  readonly id: string
  readonly title: string
  readonly state: 'open' | 'asked' | 'passed' | 'refused'
  /** Something was given or typed already, though it is not done. */
  readonly begun: boolean
  /** Who does the first part of it, the developer: "you", "Dana Lindqvist". */
  readonly first: string
  /** Who passes it, in words: "you", "Priya Nair", "the security role". */
  readonly who: string
  /** What somebody said when refusing it; '' otherwise. */
  readonly said: string
}
