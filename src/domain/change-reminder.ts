import type { Cause } from './cause.ts'
import type { ChangeKind } from './change-rule.ts'
import type { Event } from './event.ts'
import type { Ref } from './ref.ts'
import type { Reminder } from './reminder.ts'

/** What a message shows, and whether it goes to somebody as the holder of a role. */
export type Message = { readonly ref: Ref; readonly isForRole: boolean }

/** What goes out at once though the clock caused it, each with its reason. */
export const atOnce: { readonly [K in Event['type']]?: string } = {
  'decision-settled': 'a person decided it a minute ago, and had that minute to take it back',
  'waiver-settled': 'a person decided it a minute ago, and had that minute to take it back',
  'suspension-lifted': 'a person granted it a minute ago, and had that minute to take it back',
  'rollout-asked': 'it asks to whom the clock may write at all',
  'messages-undelivered':
    'whoever runs Assay has to hear of trouble, to whomever else the clock writes; it waits for the morning',
}

/**
 * What a message about something that the clock changed is to whoever gets it; undefined where it goes out at once. What is not named here
 * keeps quiet hours, budget and rollout all the same.
 */
export const changeOf = (event: Event, { ref, isForRole }: Message, cause: Cause): Reminder | undefined => {
  if (event.type in atOnce) return undefined
  const { nth, at } = cause
  const change = (kind: ChangeKind, more: Partial<Reminder> = {}): Reminder => ({
    kind,
    occurrence: nth,
    due: null,
    blocks: false,
    ...more,
  })
  /** Somebody is needed, or must stop relying on it. */
  const blocking = (kind: ChangeKind, more: Partial<Reminder> = {}): Reminder =>
    change(kind, { blocks: true, ...more })
  /** It has happened: whoever is away hears of it, because somebody else may have to see to it. */
  const stopped = (kind: ChangeKind): Reminder =>
    blocking(ref.show === 'asset' ? 'out-of-use' : kind, { due: at })
  switch (event.type) {
    case 'certification-expired':
    case 'validity-ended':
      return stopped('expired')
    case 'condition-missed':
    case 'change-overdue':
      return stopped('suspended')
    case 'waiver-expired':
      return stopped(event.suspended ? 'suspended' : 'expired')
    case 'stop-unconfirmed':
      return stopped('untold')
    case 'approval-unmanned':
    case 'waiver-unmanned':
      return blocking('unmanned')
    case 'approval-expired':
      return blocking('undecided')
    case 'certification-lapsed':
      return change('lapsed')
    case 'waiver-ended':
      return change('waiver-ended', { due: event.graceEnds })
    case 'waiver-lapsed':
      return blocking('waiver-undecided')
    case 'role-ended':
      return change('role-ended')
    case 'role-request-closed':
      return change('role-unconfirmed')
    case 'away-began':
      return blocking('stand-in')
    case 'approval-reseated':
    case 'waiver-reseated':
      return isForRole ? blocking('asked') : change('reseated')
    case 'no-change-reasked':
      // The certificate counts meanwhile.
      return change('asked')
    case 'hand-over-offered':
      return blocking('offered', { due: event.until, occurrence: event.offer })
    case 'hand-over-lapsed':
      return change('offer-lapsed', { occurrence: event.offer })
    case 'asset-orphaned':
      return blocking('orphaned')
    case 'owner-sought':
      return blocking('owner-sought')
    case 'person-left':
      return blocking('left')
    case 'developer-left':
      return change('developer-left')
    case 'go-live-passed':
      return blocking('go-live-passed')
    case 'step-returned':
      return blocking('step-returned')
    case 'person-returned':
      return blocking('back')
    case 'existing-reminded':
    case 'existing-overdue':
      return isForRole ? change('existing-late') : change('existing', { due: event.due })
    case 'existing-told':
      return blocking('existing')
    case 'campaign-finished':
      return blocking('campaign-ended')
    case 'check-opened':
      return change('check', { due: event.due })
    default:
      return blocking('news')
  }
}
