import type { Approval } from '../domain/approval.ts'
import type { Asset } from '../domain/asset.ts'
import type { Campaign } from '../domain/campaign.ts'
import type { Certification } from '../domain/certification.ts'
import type { Context } from '../domain/context.ts'
import type { Event } from '../domain/event.ts'
import type { Feedback } from '../domain/feedback.ts'
import type { PeriodicReview } from '../domain/periodic-review.ts'
import type { Person } from '../domain/person.ts'
import type { Role } from '../domain/programme.ts'
import type { Campaigns, Telling } from './campaigns.ts'
import type { Posted } from './channel.ts'
import type { Figures } from './figures.ts'
import type { Journal } from './journal.ts'
import type { Timers } from './timers.ts'
import type { Reminders } from './reminders.ts'
import type { Account, Lookout } from './account.ts'
import type { Outbox } from './outbox.ts'
import type { Past } from './past.ts'

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

/** A state row as it stood: `bare` is what was hashed, with texts as ids and hashes; `state` is the same with their words. */
export type KeptState = { readonly subject: string; readonly bare: unknown; readonly state: unknown }

/** A one-time link to the evidence pack of a certification: `code` is the hash of its 128 random bits; `platform` is where `person` asked. */
export type Download = {
  readonly code: string
  readonly certification: string
  readonly person: string
  readonly platform: string
  readonly until: string
}

export type Similar = { readonly asset: string; readonly matched: readonly string[] }

/** The one way to read and write; good only inside the `transact` that gave it. Nothing but it may be awaited there. */
export type Session = {
  /** The next reference of a kind: `AST-1`, `CRT-1`, `APR-1`. */
  readonly reference: (kind: 'AST' | 'CRT' | 'APR' | 'RVW' | 'CMP') => Promise<string>
  readonly people: Shelf<Person> &
    Lookout & {
      readonly byAccount: (account: string) => Promise<Person | undefined>
      readonly accounts: (person: string) => Promise<readonly Account[]>
      /** The accounts of several persons, the latest active first. */
      readonly accountsOf: (people: readonly string[]) => Promise<readonly Account[]>
      /** Gives every account of a person, with drafts and cards that are up, to another: they turned out to be one. */
      readonly moveAccounts: (from: string, to: string) => Promise<void>
      /** Writes the account, or its newer address and time; of the account that was active last, a time within the same minute is not written. */
      readonly putAccount: (account: Account) => Promise<void>
      /** The account can no longer be written to, from that instant on. */
      readonly unreach: (account: string, at: string) => Promise<void>
      /** By name. */
      readonly withRole: (role: Role) => Promise<readonly Person[]>
      /** Those in whose names a word begins with these, in small letters; whoever is called exactly so comes first. */
      readonly named: (words: string, most: number) => Promise<readonly Person[]>
      /** Persons for whom a role was asked that nobody has confirmed or declined yet, by id. */
      readonly withRequests: (most: number) => Promise<readonly Person[]>
      /** Everybody who stands for themselves, by id, from behind `after` on: for whoever has to visit them all. */
      readonly page: (after: string, most: number) => Promise<readonly Person[]>
      /** Everybody who stands for themselves and is there, by name, at most `most`. */
      readonly list: (most: number) => Promise<readonly Person[]>
      /**
       * Whether anything may need a person, under all their ids: cheap, to be asked before their whole inbox is read. True of everybody
       * with a role, and of whoever came back from an absence after `backSince`; never false of somebody whom something needs.
       */
      readonly mayBeNeeded: (ids: readonly string[], backSince: string) => Promise<boolean>
      /** Those among persons, each under one id only, whom nothing needs, as `mayBeNeeded` says. */
      readonly needless: (ids: readonly string[], backSince: string) => Promise<readonly Person[]>
      /** Those who named one of these as the one who decides in their place, on whatever days. */
      readonly whoseDelegate: (ids: readonly string[]) => Promise<readonly Person[]>
      /** The units that somebody belongs to, by name. */
      readonly units: () => Promise<readonly string[]>
    }
  readonly assets: Shelf<Asset> & {
    /** Prefix, ranked, tolerant of typing errors; over name, purpose, kind and platform. */
    readonly search: (words: string, most: number) => Promise<readonly Similar[]>
    readonly ownedBy: (people: readonly string[], most: number) => Promise<readonly Asset[]>
    /** The ids of those that one of the persons owns and whose certification is not over, the newest first. */
    readonly idsInUse: (owners: readonly string[]) => Promise<readonly string[]>
    /** Those that lines of a list brought in, by the lines' keys. */
    readonly listedAs: (keys: readonly string[]) => Promise<readonly Asset[]>
    /** Those offered to one of the persons who has not answered yet, the newest first. */
    readonly offeredTo: (people: readonly string[], most: number) => Promise<readonly Asset[]>
  }
  readonly certifications: Shelf<Certification> & {
    /** Where one of the persons is developer or owner, newest first. */
    readonly of: (people: readonly string[], most: number) => Promise<readonly Certification[]>
    /** Where a step, a waiver or the whole of it waits for the word of one of the persons, or of anybody who holds one of the roles. */
    readonly asking: (
      people: readonly string[],
      roles: readonly Role[],
      most: number,
    ) => Promise<readonly Certification[]>
    /** The ids of all that `asking` gives, by id; with `naming` only of those in which one of these persons stands. */
    readonly idsAsking: (
      people: readonly string[],
      roles: readonly Role[],
      naming?: readonly string[],
    ) => Promise<readonly string[]>
    /** The ids of those that one of the persons built and none of them owns, by id. */
    readonly idsBuiltForOthers: (people: readonly string[]) => Promise<readonly string[]>
    /** The ids of those that one of the persons owns and that are in one of the states, by id. */
    readonly idsOwned: (owners: readonly string[], states: readonly string[]) => Promise<readonly string[]>
    /** Where one of the makers is developer or owner and one of the others stands in it, by id. */
    readonly shared: (
      makers: readonly string[],
      others: readonly string[],
    ) => Promise<readonly Certification[]>
    readonly byVerify: (verify: string) => Promise<Certification | undefined>
    /** The first that somebody owns, was there before, and has to be certified by that instant; undefined where none is left. */
    readonly firstBroughtIn: (owner: string, due: string) => Promise<string | undefined>
    /** The ids of all that were there before and are not certified yet, by id. */
    readonly broughtIn: () => Promise<readonly string[]>
    /** The ids of all in some states, by id: for whoever has to visit them; with `naming` only of those in which one of these persons stands. */
    readonly idsInState: (states: readonly string[], naming?: readonly string[]) => Promise<readonly string[]>
  }
  readonly approvals: Shelf<Approval> & {
    /** Open requests whose current stage has a seat for one of the roles, the oldest deadline first. */
    readonly waitingFor: (roles: readonly Role[], most: number) => Promise<readonly Approval[]>
    /** The ids of all of those, by id; only of those in which somebody of each of these groups of persons stands. */
    readonly idsWaitingFor: (
      roles: readonly Role[],
      ...naming: readonly (readonly string[])[]
    ) => Promise<readonly string[]>
  }
  readonly reviews: Shelf<PeriodicReview> & {
    /** The open one of a subject. */
    readonly openOf: (subject: string) => Promise<PeriodicReview | undefined>
    /** The one of a kind that was closed last. */
    readonly lastOf: (kind: PeriodicReview['kind']) => Promise<PeriodicReview | undefined>
    /** The open ones of several subjects, the nearest day first. */
    readonly openAmong: (subjects: readonly string[]) => Promise<readonly PeriodicReview[]>
    /** Open ones of one kind, the nearest day first. */
    readonly open: (kind: PeriodicReview['kind'], most: number) => Promise<readonly PeriodicReview[]>
  }
  readonly campaigns: Shelf<Campaign> & Campaigns
  readonly telling: Telling
  readonly feedback: Shelf<Feedback> & {
    readonly of: (certification: string, person: string) => Promise<Feedback | undefined>
  }
  /** Small facts about the installation, such as the steward channel's address. Each change is journalled. */
  readonly settings: {
    readonly get: (name: string) => Promise<unknown>
    readonly set: (name: string, value: unknown, event: Event, stamp: Stamp) => Promise<void>
  }
  readonly journal: Journal
  /** The events saved so far in this session, in order. */
  readonly saved: () => readonly Event[]
  /** Whether something was put into the outbox in this session. */
  readonly hasOwed: () => boolean
  readonly inbox: {
    /** The answer given to a delivery, or undefined where it is new. */
    readonly answered: (key: string) => Promise<unknown>
    readonly record: (key: string, account: string, answer: unknown, at: string) => Promise<void>
  }
  readonly outbox: Outbox
  /** Cards that are up, by matter; one per matter and account. */
  readonly posted: {
    readonly of: (matter: string) => Promise<readonly PostedCard[]>
    /** Every card that is up with a message's id, whatever its matter and conversation. */
    readonly at: (message: string) => Promise<readonly PostedCard[]>
    readonly put: (card: PostedCard) => Promise<void>
    readonly forget: (posted: Posted) => Promise<void>
  }
  readonly timers: Timers
  readonly figures: Figures
  readonly reminders: Reminders
  readonly past: Past
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
  /** What decisions rested on, kept as it stood when they could no longer be undone. Subjects are `CRT-`, `AST-` and `APR-` references. */
  readonly records: {
    readonly keep: (certification: string, subjects: readonly string[], at: string) => Promise<void>
    /** That of the latest decision. */
    readonly latest: (
      certification: string,
    ) => Promise<{ readonly at: string; readonly states: readonly KeptState[] } | undefined>
    readonly now: (subjects: readonly string[]) => Promise<readonly KeptState[]>
    /** Journal entries as they are exported, the oldest first. */
    readonly lines: (
      subjects: readonly string[],
    ) => Promise<readonly { readonly seq: number; readonly line: string }[]>
    /** The words that these bare values name, with their salts; erased ones are not among them. */
    readonly words: (
      values: readonly unknown[],
    ) => Promise<readonly { readonly id: string; readonly salt: string; readonly body: string }[]>
  }
  /** Every text of the programme policy that was in force, by its SHA-256. */
  readonly policies: {
    readonly keep: (policy: {
      readonly hash: string
      readonly version: number
      readonly text: string
      readonly at: string
    }) => Promise<void>
    readonly find: (hash: string) => Promise<string | undefined>
    /** When the first one was kept. */
    readonly since: () => Promise<string | undefined>
  }
  readonly downloads: {
    /** Keeps a new link, and forgets those that have run out by `now`. */
    readonly offer: (download: Download, now: string) => Promise<void>
    readonly find: (code: string) => Promise<Download | undefined>
    readonly drop: (code: string) => Promise<void>
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
