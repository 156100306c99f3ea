import { addDays } from './calendar.ts'
import {
  checkTimer,
  conditionTimers,
  draftTimers,
  existingTimers,
  expires,
  settlingDue,
  untold,
} from './certification-timer.ts'
import { isCampaigning } from './campaign-event.ts'
import { campaignTimers, campaignTimersFor } from './campaign-timer.ts'
import { deadlineTimers, timersOfStage } from './deadline-timer.ts'
import { recurringKinds } from './recurring.ts'
import { isReviewing } from './review-event.ts'
import { reviewTimers } from './review-timer.ts'
import type { Event } from './event.ts'
import { isVouching, stepTimers } from './step-timer.ts'
import type { Programme } from './programme.ts'
import { handOverTimers, termTimers } from './term-timer.ts'
import { lookDays } from './sample.ts'
import { undoEnds } from './take-back.ts'
import { waiverTimersFor } from './waiver-timer.ts'
import { soughtTimer } from './sought.ts'

/** What falls due by itself; wire names. */
export const timerKinds = [
  'window-opens',
  'expires',
  ...deadlineTimers,
  'decision-settles',
  'away-begins',
  'away-ends',
  'condition-due',
  'condition-reminds',
  'review-reminds',
  'draft-asks',
  'draft-lapses',
  'role-request-lapses',
  'role-ends-soon',
  'role-ends',
  'sample-due',
  'check-due',
  'hand-over-lapses',
  'settling-due',
  'stop-untold',
  'hand-over-reminds',
  'leaver-passes-on',
  'owner-sought-asks',
  'step-reminds',
  'existing-asks',
  'waiver-lapses',
  'waiver-settles',
  'waiver-reminds',
  'waiver-ends',
  'waiver-expires',
  'reminder-waits',
  'on-it-ends',
  ...campaignTimers,
  ...recurringKinds,
] as const
export type TimerKind = (typeof timerKinds)[number]

/**
 * `occurrence` makes it once per subject and kind; `due` is an instant, ISO 8601 UTC. One that passed unseen is carried out as soon
 * as somebody looks; what becomes of several of what recurs stands in `recurring.ts`.
 */
export type Timer = {
  readonly kind: TimerKind
  readonly subject: string
  readonly occurrence: string
  readonly due: string
}

export type TimerChange = {
  readonly clear: { readonly subject: string; readonly kinds: readonly TimerKind[] } | null
  /** Those of some kinds whose occurrence begins so. */
  readonly over?: {
    readonly subject: string
    readonly kinds: readonly TimerKind[]
    readonly beginning: string
  }
  readonly set: readonly Timer[]
}

const drafts = ['draft-asks', 'draft-lapses'] as const
const conditions = ['condition-due', 'condition-reminds'] as const
const validity = [...conditions, 'window-opens', 'review-reminds', 'expires'] as const
const offers = ['hand-over-lapses', 'hand-over-reminds'] as const
const unchanged: TimerChange = { clear: null, set: [] }

/** Which timers an event sets and clears. A timer about a thing that has moved on is cleared here, so that none fires for nothing. */
export const timersFor = (event: Event, now: string, programme: Programme): TimerChange => {
  if (isReviewing(event) && event.type !== 'certification-renewed') return reviewTimers(event, now, programme)
  if (isVouching(event)) return stepTimers(event, now, programme)
  if (isCampaigning(event)) return campaignTimersFor(event, now)
  switch (event.type) {
    case 'certification-drafted':
    case 'certification-classified':
    case 'answers-changed':
    case 'certification-started':
    case 'step-answered':
    case 'certification-edited':
    case 'answer-settled':
    case 'tier-set':
      return {
        clear: { subject: event.certification, kinds: drafts },
        set: draftTimers(event.certification, now, programme),
      }
    case 'existing-drafted':
      return { clear: null, set: existingTimers(event, programme) }
    case 'waiver-asked':
    case 'waiver-granted':
    case 'waiver-refused':
    case 'waiver-undone':
    case 'waiver-settled':
      return waiverTimersFor(event, now, programme)
    case 'suspension-lifted': {
      const timer = (kind: TimerKind, due: string): Timer => ({
        kind,
        subject: event.certification,
        occurrence: now,
        due: due > now ? due : now,
      })
      return {
        clear: { subject: event.certification, kinds: [...validity, 'stop-untold'] },
        set: [
          timer('window-opens', event.windowOpens),
          timer('expires', event.inForceUntil),
          ...event.conditions.flatMap((condition) =>
            conditionTimers(event.certification, condition, programme, now),
          ),
        ],
      }
    }
    case 'certification-submitted':
      return {
        clear: { subject: event.certification, kinds: drafts },
        set: event.inForceUntil === undefined ? [] : [expires(event.certification, event.inForceUntil)],
      }
    case 'certification-lapsed':
    case 'certification-withdrawn':
    case 'certification-retired':
      return { clear: { subject: event.certification, kinds: [...drafts, 'step-reminds'] }, set: [] }
    case 'settling-asked':
      return {
        clear: null,
        set: [settlingDue(event)],
      }
    case 'certification-suspended':
    case 'certification-revoked':
      return {
        clear: { subject: event.certification, kinds: validity },
        set: [untold(event, now, programme)],
      }
    case 'certification-lifted': {
      const { certification, windowOpens, inForceUntil } = event
      const opens: Timer = {
        kind: 'window-opens',
        subject: certification,
        occurrence: `lifted ${now}`,
        due: windowOpens ?? now,
      }
      return {
        clear: { subject: certification, kinds: ['stop-untold'] },
        set: [
          ...(windowOpens === null ? [] : [opens]),
          ...(inForceUntil === null ? [] : [expires(certification, inForceUntil)]),
          ...event.conditions.flatMap((condition) =>
            conditionTimers(certification, condition, programme, now),
          ),
        ],
      }
    }
    case 'waiver-expired':
      return event.suspended ? { clear: null, set: [untold(event, now, programme)] } : unchanged
    case 'recertification-started':
    case 'stop-told':
      return { clear: { subject: event.certification, kinds: ['stop-untold'] }, set: [] }
    case 'role-requested':
      return {
        clear: null,
        set: [
          {
            kind: 'role-request-lapses',
            subject: event.person,
            occurrence: event.request,
            due: event.lapses,
          },
        ],
      }
    case 'role-granted':
      return event.until === undefined ? unchanged : { clear: null, set: termTimers(event, event.until, now) }
    case 'approval-requested':
    case 'approval-reopened':
      return {
        clear: { subject: event.approval, kinds: [...deadlineTimers, 'decision-settles'] },
        set: timersOfStage(event, programme),
      }
    case 'approval-closed':
      return {
        clear: { subject: event.approval, kinds: deadlineTimers },
        // What persons decided is told once it can no longer be undone.
        set: ['approved', 'rejected', 'changes_requested'].includes(event.state)
          ? [
              {
                kind: 'decision-settles',
                subject: event.approval,
                occurrence: now,
                due: undoEnds(now, programme),
              },
            ]
          : [],
      }
    case 'away-set':
      return {
        clear: { subject: event.person, kinds: ['away-begins', 'away-ends'] },
        set: [
          {
            kind: 'away-begins',
            subject: event.person,
            occurrence: now,
            due: event.begins > now ? event.begins : now,
          },
          { kind: 'away-ends', subject: event.person, occurrence: now, due: event.ends },
        ],
      }
    case 'hand-over-offered':
      return {
        clear: { subject: event.asset, kinds: offers },
        set: handOverTimers(event, programme, now),
      }
    case 'hand-over-declined':
      return { clear: { subject: event.asset, kinds: offers }, set: [] }
    case 'hand-over-accepted':
      return { clear: { subject: event.asset, kinds: [...offers, 'owner-sought-asks'] }, set: [] }
    case 'owner-sought':
      return { clear: null, set: [soughtTimer(event, now)] }
    case 'owner-kept':
      return { clear: { subject: event.asset, kinds: ['owner-sought-asks'] }, set: [] }
    case 'person-left':
    case 'away-ended':
      return { clear: { subject: event.person, kinds: ['away-begins', 'away-ends'] }, set: [] }
    case 'decision-undone':
      return {
        clear: { subject: event.certification, kinds: [...validity, 'check-due'] },
        set: event.inForceUntil === undefined ? [] : [expires(event.certification, event.inForceUntil)],
      }
    case 'certification-renewed':
    case 'certification-certified':
    case 'certification-certified-on-conditions': {
      const timer = (kind: TimerKind, due: string): Timer => ({
        kind,
        subject: event.certification,
        occurrence: event.validUntil,
        due,
      })
      const conditions = event.type === 'certification-certified-on-conditions' ? event.conditions : []
      return {
        clear: null,
        set: [
          timer('window-opens', event.windowOpens),
          ...(event.tier !== undefined ? [checkTimer(event.certification, event.tier, now, programme)] : []),
          timer('expires', event.inForceUntil),
          ...(event.type !== 'certification-certified-on-conditions' && event.sampled
            ? [timer('sample-due', addDays(now, lookDays))]
            : []),
          ...conditions.flatMap((condition) =>
            conditionTimers(event.certification, condition, programme, now),
          ),
        ],
      }
    }
    case 'go-live-set':
      return {
        clear: { subject: event.certification, kinds: conditions },
        set: event.conditions.flatMap((condition) =>
          conditionTimers(event.certification, condition, programme, now),
        ),
      }
    case 'condition-met':
      return event.last ? { clear: { subject: event.certification, kinds: conditions }, set: [] } : unchanged
    case 'sample-failed':
    case 'condition-missed':
      if (event.type === 'sample-failed' && event.to === 'recertifying') return unchanged
      return {
        clear: { subject: event.certification, kinds: validity },
        set: [untold(event, now, programme)],
      }
    default:
      return unchanged
  }
}
