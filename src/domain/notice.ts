import { approvalNotices, formNotices } from './approval-notice.ts'
import { awayNotices } from './away-notice.ts'
import { isCampaigning } from './campaign-event.ts'
import { campaignNotices } from './campaign-notice.ts'
import { conditionNotices } from './condition-notice.ts'
import { deadlineNotices } from './deadline-notice.ts'
import { deliveryNotices } from './delivery-notice.ts'
import type { Cause } from './cause.ts'
import type { Event } from './event.ts'
import { existingNotices, isExisting } from './existing-notice.ts'
import { isLeaving, leavingNotices } from './leaving-notice.ts'
import { linkedNotice } from './link-notice.ts'
import { missedNotices } from './missed-notice.ts'
import { approvalMatter, certificationMatter, ratingMatter } from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'
import type { Reminder } from './reminder.ts'
import { reminderOf } from './reminder-of.ts'
import { programmeReviewNotices } from './programme-review-notice.ts'
import { reminderNotices } from './reminder-notice.ts'
import { isPeriodic, isReviewing } from './review-event.ts'
import { reviewNotices } from './review-notice.ts'
import { roleNotices } from './role-notice.ts'
import { rolloutNotices } from './rollout-notice.ts'
import { isStanding } from './standing-event.ts'
import { standingNotices } from './standing-notice.ts'
import { stepNotices } from './step-notice.ts'
import { tierNotices } from './tier-notice.ts'
import { usersNotices } from './users-notice.ts'
import { waiverNotices } from './waiver-notice.ts'

/** Who is told: a person, everybody who holds a role and may act on the matter (`one`: one of them, where one is enough and nobody waits; the others find it in their digest), the steward channel, or whoever has a card about the matter (`of`: of them only that person). */
export type Recipient =
  | { readonly person: string }
  /** On this platform, wherever else the person may be reached. */
  | { readonly person: string; readonly on: string }
  | { readonly role: Role; readonly except: readonly string[]; readonly one?: true }
  | { readonly channel: 'stewards' }
  | { readonly copies: true; readonly of?: string }

/**
 * Something owed because of an event. `matter` groups the cards about one thing; `key`, with the recipient, makes it once.
 * `copies` repaints the cards that are up; anything else is a new message, and older cards of the same matter fold up.
 */
export type Notice = {
  readonly to: Recipient
  readonly ref: Ref
  readonly matter: string
  readonly key: string
  /** What the clock says: the governor decides when each recipient gets it, and how. */
  readonly reminder?: Reminder
  /** True where nobody is blocked meanwhile, though it is no reminder: it keeps to the recipient's quiet hours. */
  readonly canWait: boolean
}

/** What a channel may see of something that was sent to a person. */
export const publicTwin = (ref: Ref): Ref =>
  ref.show === 'request' ? { show: 'post', approval: ref.approval } : ref

/** What no reminder is, and nobody is blocked by: it waits for the morning. */
const canWait: ReadonlySet<Event['type']> = new Set(['away-set', 'messages-undelivered'])

/** What was made, and by whom. */
type Made = { readonly certification: string; readonly developer: string; readonly owner: string }

/** The persons who made a thing, each once. */
const people = (event: Made): readonly Recipient[] =>
  [...new Set([event.developer, event.owner])].map((person) => ({ person }))

/**
 * The only place that decides who is told. The cause's `nth` makes the key of an event that can happen again: the journal's number of
 * that event, so that a second rejection is a second message. What the clock caused is the governor's; only a repaint comes at once.
 */
export const noticesFor = (event: Event, cause: Cause): readonly Notice[] => {
  const owe = (to: Recipient, ref: Ref, matter: string): Notice => {
    const isMessage = !('copies' in to || 'channel' in to)
    const reminder = isMessage ? reminderOf(event, { ref, isForRole: 'role' in to }, cause) : undefined
    return {
      to,
      ref,
      matter,
      key: `${event.type}:${cause.nth}:${matter}`,
      canWait: canWait.has(event.type) || isCampaigning(event),
      ...(reminder ? { reminder } : {}),
    }
  }
  const repaint = (ref: Ref, matter: string): Notice => owe({ copies: true }, ref, matter)
  const standing = ({ certification }: Made): Notice =>
    repaint({ show: 'certification', certification }, certificationMatter(certification))
  const certified = (of: Made): readonly Notice[] => [
    ...people(of).map((to) =>
      owe(
        to,
        { show: 'certificate', certification: of.certification },
        certificationMatter(of.certification),
      ),
    ),
    owe(
      { person: of.developer },
      { show: 'rate', certification: of.certification },
      ratingMatter(of.certification),
    ),
  ]
  /** Cards that are up say so at once, whenever the message comes. */
  const stopped = (of: Made): readonly Notice[] => [
    ...people(of).map((to) =>
      owe(to, { show: 'outcome', certification: of.certification }, certificationMatter(of.certification)),
    ),
    standing(of),
  ]
  if (isReviewing(event)) return reviewNotices(event, owe)
  if (isCampaigning(event)) return campaignNotices(event, owe)
  if (isPeriodic(event)) return programmeReviewNotices(event, owe)
  if (isExisting(event)) return existingNotices(event, owe)
  if (isLeaving(event)) return leavingNotices(event, owe)
  if (isStanding(event)) return standingNotices(event, owe)
  switch (event.type) {
    case 'accounts-linked':
      return [linkedNotice(event, owe)]
    case 'rollout-set':
    case 'rollout-asked':
      return rolloutNotices(event, owe)
    case 'owner-asked':
      return [
        owe(
          { person: event.owner },
          { show: 'owner-asked', asset: event.asset, person: event.person, words: event.words.body },
          `asset:${event.asset}:${event.person}`,
        ),
      ]
    case 'step-asked':
    case 'step-passed':
    case 'step-refused':
    case 'step-declined':
      return stepNotices(event, owe)
    case 'approval-requested':
    case 'approval-unmanned':
    case 'approval-voted':
    case 'approval-closed':
    case 'approval-reopened':
    case 'review-opened':
      return approvalNotices(event, owe)
    case 'approval-climbed':
    case 'approval-nudged':
    case 'approval-taken':
    case 'approval-given-back':
      return deadlineNotices(event, owe)
    case 'certification-certified':
      // The light lane decides by itself; what an approver decided is told by `decision-settled`.
      return event.tier === 'low' ? [...certified(event), ...usersNotices(event, owe)] : []
    case 'decision-settled':
      return [
        // The decider's card loses its Undo.
        owe(
          { copies: true, of: event.by },
          { show: 'request', approval: event.approval },
          approvalMatter(event.approval),
        ),
        ...formNotices(event.approval, owe),
        ...usersNotices(event, owe),
        ...(event.verdict === 'certified' || event.verdict === 'certified_on_conditions'
          ? certified(event)
          : stopped(event)),
      ]
    case 'go-live-set': {
      const certificate: Ref = { show: 'certificate', certification: event.certification }
      const matter = certificationMatter(event.certification)
      return [
        repaint(certificate, matter),
        ...[...new Set([event.developer, event.owner, event.responsible])]
          .filter((person) => person !== event.by)
          .map((person) => owe({ person }, certificate, matter)),
      ]
    }
    case 'condition-evidenced':
    case 'condition-met':
      return conditionNotices(event, owe)
    case 'sample-looked-at':
    case 'rejection-appealed':
    // Who looked a decision up within the minute saw what does not stand any more.
    case 'decision-undone':
      return [standing(event)]
    case 'sample-reminded':
      return [
        owe(
          { role: 'steward', except: [event.developer, event.owner] },
          { show: 'certificate', certification: event.certification },
          certificationMatter(event.certification),
        ),
      ]
    case 'condition-missed':
      return [...stopped(event), ...usersNotices(event, owe), ...conditionNotices(event, owe)]
    case 'sample-failed':
    case 'certification-expired':
      return [...stopped(event), ...usersNotices(event, owe)]
    case 'approval-expired':
    case 'certification-lapsed':
      return stopped(event)
    case 'certification-withdrawn':
      return event.owner === event.developer ? [standing(event)] : stopped(event)
    case 'certification-submitted':
      // The owner of somebody else's work hears that it went in; the developer holds the receipt already.
      return event.owner === event.developer
        ? []
        : [
            owe(
              { person: event.owner },
              { show: 'certification', certification: event.certification },
              certificationMatter(event.certification),
            ),
          ]
    case 'tier-set':
    case 'tier-lowering-asked':
    case 'tier-lowering-declined':
      return tierNotices(event, owe)
    case 'waiver-asked':
    case 'waiver-unmanned':
    case 'waiver-reseated':
    case 'waiver-maker-added':
    case 'waiver-agreed':
    case 'waiver-granted':
    case 'waiver-refused':
    case 'waiver-undone':
    case 'waiver-settled':
    case 'waiver-lapsed':
    case 'waiver-closed':
    case 'waiver-reminded':
    case 'waiver-ended':
    case 'waiver-expired':
      return waiverNotices(event, owe)
    case 'suspension-lifted':
      return people(event).map((to) =>
        owe(
          to,
          { show: 'certification', certification: event.certification },
          certificationMatter(event.certification),
        ),
      )
    case 'role-requested':
    case 'role-request-closed':
    case 'role-end-reminded':
    case 'role-ended':
      return roleNotices(event, owe)
    case 'review-window-opened':
    case 'review-reminded':
    case 'condition-reminded':
    case 'step-reminded':
    case 'hand-over-reminded':
      return reminderNotices(event, owe)
    case 'messages-undelivered':
    case 'message-resent':
    case 'message-dropped':
      return deliveryNotices(event, owe)
    case 'draft-reminded':
      return [
        owe(
          { person: event.developer },
          { show: 'draft-reminder', certification: event.certification },
          certificationMatter(event.certification),
        ),
      ]
    case 'away-set':
    case 'away-began':
    case 'away-ended':
      return awayNotices(event, owe)
    case 'occurrences-missed':
      return missedNotices(event, owe)
    case 'certification-certified-on-conditions':
    case 'changes-requested':
    case 'certification-rejected':
    case 'reciprocity-flagged':
    case 'certification-drafted':
    case 'certification-classified':
    case 'answers-changed':
    case 'certification-started':
    case 'step-answered':
    case 'person-met':
    case 'person-seeded':
    case 'person-named':
    case 'person-joined':
    case 'role-granted':
    case 'role-revoked':
    case 'settings-changed':
    case 'policy-acknowledged':
    case 'skill-passed':
    case 'steward-channel-set':
    case 'asset-registered':
    case 'asset-reused':
    case 'asset-changed':
    case 'feedback-given':
    case 'evidence-packed':
    case 'evidence-key-added':
      return []
    default:
      event satisfies never
      return []
  }
}
