import type { Generated } from 'kysely'

/** What every state row has; `writes` counts the row's updates and never leaves the store. */
type StateRow = { readonly id: string; rev: number; writes: number; state: string }

/** The tables as the migrations leave them. JSON columns are text here; they are read at the border of each part. */
export type Tables = {
  readonly people: StateRow & { name: string; unit: string; is_left: number; delegate: string }
  readonly holders: { readonly person: string; readonly role: string }
  readonly accounts: {
    readonly account: string
    person: string
    address: string | null
    last_active_at: string
    /** The night of the last look, '' before the first. */
    looked_on: string
    missing_on: string | null
    gone_on: string | null
    unreached_at: string | null
  }
  readonly assets: StateRow & {
    owner: string
    registered_at: string
    offered_to: string
    listed_as: string
    platform: string
  }
  readonly certifications: StateRow & {
    status: string
    developer: string
    owner: string
    verify: string | null
    created_at: string
    asset: string
    tier: string
    unit: string
    /** Every answer as `|question=option|`, in one line. */
    answers: string
    in_force_until: string | null
  }
  /** `person` or `role` is the empty string: the one of the two who is not asked. */
  readonly asks: { readonly certification: string; readonly step: string; person: string; role: string }
  readonly approvals: StateRow & { status: string; due: string | null }
  readonly seats: { readonly approval: string; readonly role: string }
  readonly reviews: StateRow & { kind: string; subject: string; status: string; due: string | null }
  readonly campaigns: StateRow & { status: string; started_at: string }
  readonly campaign_reviews: {
    readonly review: string
    readonly campaign: string
    answer: string
    is_told: number
  }
  readonly to_tell: { readonly kind: string; readonly subject: string; readonly due: string }
  readonly feedback: StateRow & { certification: string; person: string; at: string }
  readonly settings: { readonly name: string; writes: number; value: string }
  readonly texts: { readonly id: string; salt: string; body: string }
  readonly events: {
    readonly seq: number
    readonly at: string
    readonly actor: string
    readonly on_behalf_of: string | null
    readonly platform: string
    readonly subject: string
    readonly rev: number
    readonly type: string
    readonly data: string
    readonly policy_version: number
    readonly digest: string
    readonly prev: string
    readonly hash: string
  }
  readonly inbox: { readonly key: string; account: string; answer: string; at: string }
  readonly outbox: {
    readonly id: Generated<number>
    readonly key: string
    readonly matter: string
    readonly recipient: string
    readonly content: string
    readonly replaces: string | null
    due: string
    attempt: number
    state: 'ready' | 'leased' | 'sent' | 'unknown' | 'dead'
    lease: string | null
    leased_until: string | null
    tries: Generated<number>
    begun_at: string | null
    doubts: Generated<number>
    doubted_at: string | null
    why: 'nobody' | 'tried' | 'unknown' | null
    ended_at: string | null
  }
  readonly posted: {
    readonly matter: string
    readonly account: string
    address: string
    message: string
    at: string
  }
  readonly reminders: {
    readonly id: Generated<number>
    readonly kind: string
    readonly matter: string
    readonly recipient: string
    readonly occurrence: string
    readonly content: string
    readonly due: string | null
    readonly blocks: number
    readonly at: string
    decided_at: string
    outcome: string
    because: string
    until: string | null
    decisions: string
    sent_at: string | null
  }
  readonly reminder_words: {
    readonly person: string
    readonly matter: string
    readonly word: string
    at: string
    until: string
  }
  readonly timers: {
    readonly kind: string
    readonly subject: string
    readonly occurrence: string
    due: string
    fired_at: string | null
  }
  readonly links: {
    readonly id: string
    readonly code: string
    readonly account: string
    claimed_by: string | null
    readonly until: string
  }
  readonly link_misses: { readonly account: string; readonly at: string }
  readonly records: {
    readonly certification: string
    readonly seq: number
    readonly at: string
    readonly states: string
  }
  readonly policies: {
    readonly hash: string
    readonly version: number
    readonly at: string
    readonly text: string
  }
  readonly downloads: {
    readonly code: string
    readonly certification: string
    readonly person: string
    readonly platform: string
    readonly until: string
  }
  readonly drafts: {
    readonly person: string
    readonly form: string
    readonly subject: string
    values: string
    at: string
  }
  readonly counters: { readonly kind: string; last: number }
  readonly search_rows: { readonly row: Generated<number>; readonly asset: string }
  readonly search_words: { readonly word: string; uses: number }
  readonly search_variants: { readonly variant: string; readonly word: string }
  readonly migrations: { readonly number: number; readonly name: string; readonly hash: string }
}
