import type { AwayEvent } from './away-event.ts'
import type { CampaignEvent } from './campaign-event.ts'
import type { LeavingEvent } from './leaving-event.ts'
import type { AskingEvent, DeadlineEvent } from './deadline-event.ts'
import type { About, Users } from './event-about.ts'
import type { ExistingEvent } from './existing-event.ts'
import type { Role, Tier } from './programme.ts'
import type { AnyReviewEvent } from './review-event.ts'
import type { RolloutEvent } from './rollout-event.ts'
import type { ReminderEvent } from './reminder-event.ts'
import type { StandingEvent } from './standing-event.ts'
import type { Text } from './text.ts'
import type { WaiverEvent } from './waiver-event.ts'

/**
 * What happened, in the past tense; wire names, they never change. `subject` is the thing whose row changed.
 * An event carries the ids that `notice.ts` and `timer.ts` need, so that both stay pure.
 */
export type Event = { readonly subject: string } & (
  | CampaignEvent
  | LeavingEvent
  | ExistingEvent
  | { readonly type: 'person-met'; readonly person: string; readonly account: string }
  | { readonly type: 'person-seeded'; readonly person: string }
  /** Somebody who had no name so far, or had not spoken, was named by their platform. */
  | { readonly type: 'person-named'; readonly person: string }
  /** Somebody linked accounts: `other` turned out to be `person`. */
  | {
      readonly type: 'accounts-linked'
      readonly person: string
      readonly other: string
      /** The platform on which the code was made, and the one on which it was typed. */
      readonly there: string
      readonly here: string
    }
  | { readonly type: 'person-joined'; readonly person: string; readonly to: string }
  /** `until` and `upTo` are there where the role is bounded; `asked` is who asked for it, where a second administrator confirmed. */
  | {
      readonly type: 'role-granted'
      readonly person: string
      readonly role: Role
      readonly until?: string
      readonly upTo?: Tier
      readonly unit?: string
      /** True where the steward leads the stewards from then on. */
      readonly lead?: boolean
      readonly asked?: string
    }
  | {
      readonly type: 'role-requested'
      readonly person: string
      readonly request: string
      readonly role: Role
      readonly by: string
      readonly lapses: string
    }
  | {
      readonly type: 'role-request-closed'
      readonly person: string
      readonly request: string
      readonly role: Role
      /** Who asked for it. */
      readonly by: string
      readonly state: 'granted' | 'declined' | 'lapsed'
    }
  | { readonly type: 'role-ended'; readonly person: string; readonly role: Role }
  | {
      readonly type: 'role-end-reminded'
      readonly person: string
      readonly role: Role
      readonly until: string
    }
  | { readonly type: 'role-revoked'; readonly person: string; readonly role: Role }
  | { readonly type: 'settings-changed'; readonly person: string }
  | AwayEvent
  | {
      readonly type: 'policy-acknowledged'
      readonly person: string
      readonly version: number
      readonly hash: string
    }
  | {
      readonly type: 'skill-passed'
      readonly person: string
      readonly skill: string
      readonly score: number
      readonly until: string
    }
  | { readonly type: 'steward-channel-set'; readonly channel: string }
  | RolloutEvent
  /** The administrators are told that messages reached nobody; once a day. */
  | { readonly type: 'messages-undelivered'; readonly day: string }
  | { readonly type: 'message-resent' | 'message-dropped'; readonly message: number }
  | {
      readonly type: 'asset-registered'
      readonly asset: string
      readonly owner: string
      readonly developer: string
    }
  | { readonly type: 'asset-reused'; readonly asset: string; readonly person: string }
  | { readonly type: 'asset-changed'; readonly asset: string }
  | {
      readonly type: 'owner-asked'
      readonly asset: string
      readonly owner: string
      readonly person: string
      readonly words: Text
    }
  | ({ readonly type: 'certification-drafted' } & About)
  | ({ readonly type: 'certification-classified'; readonly tier: Tier; readonly score: number } & About)
  | ({
      readonly type: 'answers-changed'
      readonly tier: Tier
      readonly score: number
      readonly changed: readonly string[]
    } & About)
  | ({
      readonly type: 'tier-set'
      readonly ruling: string
      readonly from: Tier | null
      readonly tier: Tier
      readonly by: string
      readonly second: string | null
      readonly reason: Text
    } & About)
  | ({
      readonly type: 'tier-lowering-asked'
      readonly lowering: string
      readonly tier: Tier
      readonly by: string
      readonly reason: Text
    } & About)
  | ({
      readonly type: 'tier-lowering-declined'
      readonly lowering: string
      readonly by: string
      readonly asked: string
    } & About)
  | WaiverEvent
  | ({ readonly type: 'certification-started'; readonly steps: readonly string[] } & About)
  | ({ readonly type: 'step-answered'; readonly step: string } & About)
  | ({ readonly type: 'step-passed'; readonly step: string; readonly by: string } & About)
  | ({
      readonly type: 'step-asked'
      readonly step: string
      readonly of: { readonly person: string } | { readonly role: Role }
    } & About)
  | ({
      readonly type: 'step-refused'
      readonly step: string
      readonly by: string
      readonly reason: Text
    } & About)
  | ({ readonly type: 'step-declined'; readonly step: string; readonly by: string } & About)
  | ({
      readonly type: 'certification-submitted'
      readonly tier: Tier
      readonly hash: string
      readonly version: number
      /** Until when the certificate counts, where submitting its renewal in time moved that. */
      readonly inForceUntil?: string
    } & About)
  | ({
      readonly type: 'review-opened'
      readonly approval: string | null
      readonly due: string | null
      /** The request of an earlier version that this one takes the place of. */
      readonly replaces?: string
    } & About)
  | ({
      readonly type: 'rejection-appealed'
      readonly approval: string
      readonly by: string
      readonly reason: Text
    } & About)
  | ({ readonly type: 'approval-unmanned'; readonly approval: string; readonly role: Role } & About)
  | ({
      readonly type: 'approval-voted'
      readonly approval: string
      readonly by: string
      readonly verdict: string
      /** At which stage, by its place and by its id in the policy, and for which role. */
      readonly stage: number
      readonly stageId: string
      readonly role: Role
      readonly seat: number
      readonly hash: string
      /** Whether it decided the request: nobody but the approvers hears of that before it can no longer be undone. */
      readonly closes: boolean
    } & About)
  | ({ readonly type: 'approval-closed'; readonly approval: string; readonly state: string } & About)
  /** The decider and a maker keep approving each other's work: for whoever looks at it later, it blocks nothing. */
  | ({
      readonly type: 'reciprocity-flagged'
      readonly approval: string
      readonly by: string
      readonly maker: string
      readonly there: number
      readonly back: number
    } & About)
  | ({
      readonly type: 'decision-undone'
      readonly approval: string
      readonly was: string
      /** Until when what it renews counts. */
      readonly inForceUntil?: string
    } & About)
  /** The time to undo a decision has passed: now it is told. */
  | ({
      readonly type: 'decision-settled'
      readonly approval: string
      readonly by: string
      readonly verdict: 'certified' | 'certified_on_conditions' | 'changes_requested' | 'rejected'
    } & Users &
      About)
  | ({
      readonly type: 'certification-certified'
      readonly tier: Tier
      readonly sampled: boolean
      readonly seed: number | null
      readonly validUntil: string
      readonly windowOpens: string
      readonly inForceUntil: string
    } & Users &
      About)
  | ({
      readonly type: 'certification-certified-on-conditions'
      readonly tier?: Tier
      readonly validUntil: string
      readonly windowOpens: string
      readonly inForceUntil: string
      readonly conditions: readonly { readonly id: string; readonly due: string; readonly words: Text }[]
    } & About)
  | ({
      readonly type: 'go-live-set'
      readonly by: string
      readonly day: string
      readonly responsible: string
      /** The conditions that are open, with their days: the move of one moves its timer. */
      readonly conditions: readonly { readonly id: string; readonly due: string }[]
    } & About)
  | ({ readonly type: 'condition-evidenced'; readonly condition: string; readonly words: Text } & About)
  | ({ readonly type: 'condition-met'; readonly condition: string; readonly last: boolean } & About)
  | ({ readonly type: 'condition-missed'; readonly condition: string } & Users & About)
  | ({ readonly type: 'sample-looked-at'; readonly by: string } & About)
  | ({
      readonly type: 'sample-failed'
      readonly by: string
      readonly to: 'recertifying' | 'suspended'
      readonly reason: Text
    } & Users &
      About)
  | ({ readonly type: 'changes-requested'; readonly by: string; readonly reason: Text } & About)
  | ({ readonly type: 'certification-rejected'; readonly by: string; readonly reason: Text } & About)
  | ({ readonly type: 'certification-withdrawn' } & About)
  | ({ readonly type: 'certification-lapsed' } & About)
  | ({ readonly type: 'draft-reminded' | 'sample-reminded' } & About)
  | ({ readonly type: 'approval-expired'; readonly approval: string } & About)
  | AskingEvent
  | DeadlineEvent
  | ReminderEvent
  | StandingEvent
  | AnyReviewEvent
  /** An evidence pack was handed out. `pack` is its SHA-256, `through` the last of the journal's entries in it. */
  | {
      readonly type: 'evidence-packed'
      readonly certification: string
      readonly pack: string
      readonly through: number
    }
  /** What signs evidence packs from now on. */
  | { readonly type: 'evidence-key-added'; readonly fingerprint: string }
  /** What recurs was not carried out, because too much time had passed; of one person, or null of everybody. `when` is the latest. */
  | {
      readonly type: 'occurrences-missed'
      readonly kind: string
      readonly person: string | null
      readonly what: string
      readonly latest: string
      readonly count: number
      readonly when: string
    }
  | {
      readonly type: 'feedback-given'
      readonly certification: string
      readonly person: string
      readonly rating: number | null
    }
)
