import { addDays, addWorkingDays } from './calendar.ts'
import {
  conditionTimer,
  draftTimers,
  existingTimers,
  expires,
  settlingDue,
  untold,
  waiverTimers,
} from './certification-timer.ts'
import { recurringKinds } from './recurring.ts'
import { hoursOf } from './review.ts'
import type { Event } from './event.ts'
import type { Programme } from './programme.ts'
import { endingDays } from './term.ts'
import { lookDays } from './sample.ts'
import { undoEnds } from './undo.ts'

/** What falls due by itself; wire names. */
export const timerKinds = [
  'window-opens',
  'expires',
  'approval-expires',
  'decision-settles',
  'away-begins',
  'away-ends',
  'condition-due',
  'draft-asks',
  'draft-lapses',
  'role-request-lapses',
  'role-ends-soon',
  'role-ends',
  'sample-due',
  'hand-over-lapses',
  'settling-due',
  'stop-untold',
  'existing-asks',
  'waiver-lapses',
  'waiver-reminds',
  'waiver-ends',
  'waiver-expires',
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
  readonly set: readonly Timer[]
}

const drafts = ['draft-asks', 'draft-lapses'] as const
const validity = ['condition-due', 'window-opens', 'expires'] as const
const unchanged: TimerChange = { clear: null, set: [] }

/** Which timers an event sets and clears. A timer about a thing that has moved on is cleared here, so that none fires for nothing. */
export const timersFor = (event: Event, now: string, programme: Programme): TimerChange => {
  switch (event.type) {
    case 'certification-drafted':
    case 'certification-classified':
    case 'answers-changed':
    case 'certification-started':
    case 'step-answered':
    case 'step-passed':
    case 'step-asked':
    case 'step-refused':
    case 'step-declined':
    case 'step-returned':
    case 'certification-edited':
    case 'answer-settled':
    case 'tier-set':
      return {
        clear: { subject: event.certification, kinds: drafts },
        set: draftTimers(event.certification, now, programme),
      }
    case 'existing-drafted':
      return { clear: null, set: existingTimers(event, programme) }
    case 'waiver-asked': {
      // As with every request, nobody is hurried: it runs out after twice the working days that it was given.
      const days = programme.waivers.byTier[event.tier].approvalWorkingDays
      const due = addWorkingDays(event.due, days, hoursOf(programme))
      return {
        clear: { subject: event.certification, kinds: drafts },
        set: [
          ...draftTimers(event.certification, now, programme),
          {
            kind: 'waiver-lapses',
            subject: event.certification,
            occurrence: `${event.waiver} ${event.ask}`,
            due,
          },
        ],
      }
    }
    case 'waiver-granted':
      return {
        clear: { subject: event.certification, kinds: drafts },
        set: [
          ...draftTimers(event.certification, now, programme),
          ...waiverTimers(event, programme).filter(({ kind, due }) => kind !== 'waiver-reminds' || due > now),
        ],
      }
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
          ...event.conditions.map((condition) => conditionTimer(event.certification, condition, programme)),
        ],
      }
    }
    case 'certification-submitted':
      return {
        clear: { subject: event.certification, kinds: drafts },
        set: event.inForceUntil === undefined ? [] : [expires(event.certification, event.inForceUntil)],
      }
    case 'certification-withdrawn':
    case 'certification-retired':
      return { clear: { subject: event.certification, kinds: drafts }, set: [] }
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
          ...event.conditions.map((condition) => conditionTimer(certification, condition, programme)),
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
    case 'role-granted': {
      const { until } = event
      if (until === undefined) return unchanged
      // Those of an earlier term stay: what they find then is not theirs any more.
      const timer = (kind: TimerKind, due: string): Timer => ({
        kind,
        subject: event.person,
        occurrence: `${event.role} ${until}`,
        due,
      })
      const soon = addDays(until, -endingDays)
      return {
        clear: null,
        set: [...(soon > now ? [timer('role-ends-soon', soon)] : []), timer('role-ends', until)],
      }
    }
    case 'approval-requested':
    case 'approval-reopened': {
      const kinds = ['approval-expires', 'decision-settles'] as const
      const clear = { subject: event.approval, kinds }
      if (event.due === null) return { clear, set: [] }
      // Nobody is hurried out of a decision: the request runs out after twice the working days that it was given.
      const due = addWorkingDays(
        event.due,
        programme.cadences[event.tier].approvalWorkingDays,
        hoursOf(programme),
      )
      return {
        clear,
        set: [{ kind: 'approval-expires', subject: event.approval, occurrence: `stage ${event.stage}`, due }],
      }
    }
    case 'approval-closed':
      return {
        clear: { subject: event.approval, kinds: ['approval-expires'] },
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
        clear: { subject: event.asset, kinds: ['hand-over-lapses'] },
        set: [{ kind: 'hand-over-lapses', subject: event.asset, occurrence: event.offer, due: event.until }],
      }
    case 'hand-over-accepted':
    case 'hand-over-declined':
      return { clear: { subject: event.asset, kinds: ['hand-over-lapses'] }, set: [] }
    case 'person-left':
    case 'away-ended':
      return { clear: { subject: event.person, kinds: ['away-begins', 'away-ends'] }, set: [] }
    case 'decision-undone':
      return {
        clear: { subject: event.certification, kinds: validity },
        set: event.inForceUntil === undefined ? [] : [expires(event.certification, event.inForceUntil)],
      }
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
          timer('expires', event.inForceUntil),
          ...(event.type === 'certification-certified' && event.sampled
            ? [timer('sample-due', addDays(now, lookDays))]
            : []),
          ...conditions.map((condition) => conditionTimer(event.certification, condition, programme)),
        ],
      }
    }
    case 'go-live-set':
      return {
        clear: { subject: event.certification, kinds: ['condition-due'] },
        set: event.conditions.map((condition) => conditionTimer(event.certification, condition, programme)),
      }
    case 'condition-met':
      return event.last
        ? { clear: { subject: event.certification, kinds: ['condition-due'] }, set: [] }
        : unchanged
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
