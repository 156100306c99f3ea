import type { Approval } from '../domain/approval.ts'
import type { Asset } from '../domain/asset.ts'
import type { Certification } from '../domain/certification.ts'
import type { Context } from '../domain/context.ts'
import type { Event } from '../domain/event.ts'
import type { Feedback } from '../domain/feedback.ts'
import type { Person } from '../domain/person.ts'
import type { Role } from '../domain/programme.ts'
import type { Timer } from '../domain/timer.ts'
import type { Address, Posted } from './channel.ts'

/** What the journal writes beside each event. A `Context` is one. */
export type Stamp = Pick<Context, 'now' | 'actor' | 'onBehalfOf' | 'platform'> & {
  readonly programme: { readonly version: number }
}

/**
 * State rows of one kind. `save` writes the row and one journal entry per event, the digest of the new state with it;
 * it needs at least one event, and throws if the row was changed since this session read it.
 */
export type Shelf<T> = {
  readonly find: (id: string) => Promise<T | undefined>
  readonly save: (thing: T, events: readonly Event[], stamp: Stamp) => Promise<void>
}

export type Account = {
  /** `web:dana`, `slack:T1:U1`, `teams:<tenant>:<object id>` */
  readonly account: string
  readonly person: string
  /** Where to reach the person on this account; null before they have a personal conversation. */
  readonly address: Address | null
  readonly lastActiveAt: string
}

/** One entry of the journal as it is shown and exported. `data` is the event without its type and subject. */
export type JournalEntry = {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly platform: string
  readonly subject: string
  readonly rev: number
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly policyVersion: number
  /** SHA-256 of the subject's state after the entry, hex. */
  readonly digest: string
  readonly prev: string
  readonly hash: string
}

/** Messages owed in one statement: one that takes longer would keep the event loop. */
export const mostOwedAtOnce = 200

/** Something owed to somebody. `key` makes it once. `matter` groups the cards about one thing; `content` is the JSON that the sender presents and renders when it goes out. */
export type Owed = {
  readonly key: string
  readonly matter: string
  /** A person is reached on the account where they were last active; an address is a channel's. */
  readonly to: { readonly person: string } | { readonly address: Address }
  readonly content: unknown
  /** Present where a card that is up has to be repainted instead of a new one sent. */
  readonly replaces?: Posted
  readonly due: string
}
export type OutboxRow = Owed & {
  readonly id: number
  /** How often it was leased: with the id, what tells one lease from the next. */
  readonly attempt: number
  readonly state: 'ready' | 'leased' | 'sent' | 'unknown' | 'dead'
  readonly lease: string | null
  readonly leasedUntil: string | null
  /** How often a call was begun for it. */
  readonly tries: number
  /** How many of them may or may not have arrived, and when the last of those began. */
  readonly doubts: number
  readonly doubtedAt: string | null
}

/** Why a message reached nobody: there is nobody to write to, it was tried for a day, or nobody knows whether it arrived. */
export type Why = 'nobody' | 'tried' | 'unknown'
/** A message that reached nobody, for an administrator to send again or to drop. */
export type Undelivered = Pick<Owed, 'to' | 'content' | 'matter'> & {
  readonly id: number
  readonly why: Why
  readonly at: string
}
/** What becomes of a leased row; `lost` where somebody should know that it reached nobody, `doubted` since when it may have arrived. */
export type Settled =
  | { readonly state: 'sent' }
  | { readonly state: 'unknown' | 'dead'; readonly lost?: { readonly why: Why; readonly at: string } }
  | { readonly state: 'ready'; readonly due: string; readonly doubted?: string }

export type PostedCard = {
  readonly matter: string
  readonly account: string
  readonly posted: Posted
  readonly at: string
}

/** A form that was begun: what somebody typed, by input id. Not journalled, erasable. */
export type Draft = {
  readonly person: string
  readonly form: string
  readonly subject: string
  readonly values: Readonly<Record<string, string>>
  readonly at: string
}

/** A one-time code while it is good: `code` is its hash, `account` made it, `claimedBy` typed it on the other side. */
export type Link = {
  readonly id: string
  readonly code: string
  readonly account: string
  readonly claimedBy: string | null
  readonly until: string
}

export type Similar = { readonly asset: string; readonly matched: readonly string[] }

/** The one way to read and write; good only inside the `transact` that gave it. Nothing but it may be awaited there. */
export type Session = {
  /** The next reference of a kind: `AST-1`, `CRT-1`, `APR-1`. */
  readonly reference: (kind: 'AST' | 'CRT' | 'APR') => Promise<string>
  readonly people: Shelf<Person> & {
    readonly byAccount: (account: string) => Promise<Person | undefined>
    readonly accounts: (person: string) => Promise<readonly Account[]>
    /** The accounts of several persons, the latest active first. */
    readonly accountsOf: (people: readonly string[]) => Promise<readonly Account[]>
    /** Gives every account of a person, with drafts and cards that are up, to another: they turned out to be one. */
    readonly moveAccounts: (from: string, to: string) => Promise<void>
    /** Writes the account, or its newer address and time. */
    readonly putAccount: (account: Account) => Promise<void>
    /** The account can no longer be written to. */
    readonly unreach: (account: string) => Promise<void>
    /** By name. */
    readonly withRole: (role: Role) => Promise<readonly Person[]>
    /** Those in whose names a word begins with these, in small letters; whoever is called exactly so comes first. */
    readonly named: (words: string, most: number) => Promise<readonly Person[]>
    /** Persons for whom a role was asked that nobody has confirmed or declined yet, by id. */
    readonly withRequests: (most: number) => Promise<readonly Person[]>
    /** Everybody who stands for themselves, by name, at most `most`. */
    readonly list: (most: number) => Promise<readonly Person[]>
  }
  readonly assets: Shelf<Asset> & {
    /** Prefix, ranked, tolerant of typing errors; over name, purpose, kind and platform. */
    readonly search: (words: string, most: number) => Promise<readonly Similar[]>
    readonly ownedBy: (people: readonly string[], most: number) => Promise<readonly Asset[]>
  }
  readonly certifications: Shelf<Certification> & {
    /** Where one of the persons is developer or owner, newest first. */
    readonly of: (people: readonly string[], most: number) => Promise<readonly Certification[]>
    /** Open steps in which one of the persons was asked to confirm, or that anybody of one of the roles may. */
    readonly asking: (
      people: readonly string[],
      roles: readonly Role[],
      most: number,
    ) => Promise<readonly Certification[]>
    readonly byVerify: (verify: string) => Promise<Certification | undefined>
    readonly inState: (states: readonly string[], most: number) => Promise<readonly Certification[]>
  }
  readonly approvals: Shelf<Approval> & {
    /** Open requests whose current stage has a seat for one of the roles, the oldest deadline first. */
    readonly waitingFor: (roles: readonly Role[], most: number) => Promise<readonly Approval[]>
  }
  readonly feedback: Shelf<Feedback> & {
    readonly of: (certification: string, person: string) => Promise<Feedback | undefined>
  }
  /** Small facts about the installation, such as the steward channel's address. Each change is journalled. */
  readonly settings: {
    readonly get: (name: string) => Promise<unknown>
    readonly set: (name: string, value: unknown, event: Event, stamp: Stamp) => Promise<void>
  }
  readonly journal: {
    /** The newest first. */
    readonly of: (subject: string, most: number) => Promise<readonly JournalEntry[]>
    /** How many sampled certificates were looked at, and at how many something was found. */
    readonly samples: () => Promise<{ readonly looked: number; readonly found: number }>
    /** The time of the last entry, or undefined in an empty database. */
    readonly lastAt: () => Promise<string | undefined>
  }
  /** The events saved so far in this session, in order. */
  readonly saved: () => readonly Event[]
  readonly inbox: {
    /** The answer given to a delivery, or undefined where it is new. */
    readonly answered: (key: string) => Promise<unknown>
    readonly record: (key: string, account: string, answer: unknown, at: string) => Promise<void>
    readonly purge: (before: string) => Promise<void>
  }
  readonly outbox: {
    /** Once per key: a second one with the same key changes nothing. */
    readonly owe: (owed: Owed) => Promise<void>
    /** The same for many in one statement; at most `mostOwedAtOnce`. */
    readonly oweAll: (owed: readonly Owed[]) => Promise<void>
    /**
     * Marks due rows as leased until `until` and gives them, oldest first. Rows whose lease has run out are given again; where a call
     * had begun for one, it may have arrived.
     */
    readonly lease: (now: string, until: string, most: number) => Promise<readonly OutboxRow[]>
    /** The fence: notes that a call begins now, and says whether the row is still leased to whoever asks. */
    readonly begin: (row: OutboxRow, now: string) => Promise<boolean>
    /** Closes a leased row; refuses silently (false) if the lease was lost meanwhile. */
    readonly settle: (row: OutboxRow, outcome: Settled) => Promise<boolean>
    /** Puts leased rows back untried, each due when its turn may have come. What stands behind them still waits for them. */
    readonly defer: (rows: readonly { readonly row: OutboxRow; readonly due: string }[]) => Promise<void>
    /** The earliest due of a row that is ready, if any. */
    readonly nextDue: () => Promise<string | undefined>
    /** Forgets what was sent or dropped and was due before then: it may hold words that somebody typed. */
    readonly purge: (before: string) => Promise<void>
    /** What reached nobody, the newest first. */
    readonly undelivered: (most: number) => Promise<readonly Undelivered[]>
    readonly findUndelivered: (id: number) => Promise<Undelivered | undefined>
    /** Owes it anew; false where it is no longer among the undelivered. */
    readonly resend: (id: number, now: string) => Promise<boolean>
    /** Nobody has to care about it any more; false where it is no longer among the undelivered. */
    readonly drop: (id: number) => Promise<boolean>
    /** How many are due by now and how old the oldest is, and how many reached nobody. */
    readonly figures: (
      now: string,
    ) => Promise<{ readonly waiting: number; readonly oldest: string | null; readonly undelivered: number }>
  }
  /** Cards that are up, by matter; one per matter and account. */
  readonly posted: {
    readonly of: (matter: string) => Promise<readonly PostedCard[]>
    /** Every card that is up with a message's id, whatever its matter and conversation. */
    readonly at: (message: string) => Promise<readonly PostedCard[]>
    readonly put: (card: PostedCard) => Promise<void>
    readonly forget: (posted: Posted) => Promise<void>
  }
  readonly timers: {
    /** Once per (kind, subject, occurrence). */
    readonly set: (timer: Timer) => Promise<void>
    readonly clear: (subject: string, kinds?: readonly Timer['kind'][]) => Promise<void>
    readonly due: (now: string, most: number) => Promise<readonly Timer[]>
    /** Marks it as fired; false if it was already. */
    readonly fired: (timer: Timer, at: string) => Promise<boolean>
    readonly nextDue: () => Promise<string | undefined>
  }
  /** One-time codes by which a person shows on a second platform who they are on the first. Only a code's hash is kept. */
  readonly links: {
    /** Keeps a new code; the account's earlier one is void. */
    readonly offer: (link: Link) => Promise<void>
    readonly byCode: (code: string) => Promise<Link | undefined>
    readonly find: (id: string) => Promise<Link | undefined>
    /** Binds the code to the account that typed it: nobody else can confirm it any more. */
    readonly claim: (id: string, account: string) => Promise<void>
    readonly drop: (id: string) => Promise<void>
    readonly miss: (account: string, at: string) => Promise<void>
    /** Wrong codes that an account typed since then. */
    readonly misses: (account: string, since: string) => Promise<number>
  }
  readonly drafts: {
    readonly get: (person: string, form: string, subject: string) => Promise<Draft | undefined>
    readonly put: (draft: Draft) => Promise<void>
    readonly drop: (person: string, form: string, subject: string) => Promise<void>
    /** The person's drafts, newest first. */
    readonly of: (person: string, most: number) => Promise<readonly Draft[]>
  }
}

export type AuditReport =
  | { readonly sound: true; readonly entries: number; readonly rows: number; readonly head: string }
  | { readonly sound: false; readonly fault: string; readonly seq: number | null }

/**
 * The database. `transact` gives a session whose writes are committed together when `work` ends, or undone together when
 * it throws; what it resolves to may be told to the outside, because it is on disk. If `work` throws, `rescue` (where given)
 * runs in a second savepoint of the same commit, with a session of its own, and its value is the result: what was typed is kept.
 */
export type Store = {
  readonly transact: <T>(
    work: (session: Session) => Promise<T>,
    rescue?: (session: Session, thrown: unknown) => Promise<T>,
  ) => Promise<T>
  /** Proves the journal's chain, and that every state row equals the digest of its last entry. */
  readonly audit: () => Promise<AuditReport>
  /** Copies the database into a new file while it is in use. */
  readonly backup: (file: string) => Promise<void>
  /** Throws where the database cannot be read, was not migrated, or its settings are not the asserted ones. */
  readonly check: () => Promise<void>
  readonly close: () => Promise<void>
}
