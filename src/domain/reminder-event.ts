import type { About } from './event-about.ts'
import type { Climber } from './ladder.ts'
import type { Role } from './programme.ts'

/** What the clock reminds of by itself. Wire names. */
export type ReminderEvent =
  /** `rung` names it for good; `person` is null where a role is asked. */
  | ({
      readonly type: 'review-reminded'
      readonly who: Climber
      readonly person: string | null
      readonly rung: string
      readonly isWarning: boolean
      readonly validUntil: string
    } & About)
  /** `days` before its day (-7). */
  | ({
      readonly type: 'condition-reminded'
      readonly condition: string
      readonly due: string
      readonly days: number
    } & About)
  /** Somebody was asked to vouch for a step at `since`, and has not answered. */
  | ({
      readonly type: 'step-reminded'
      readonly step: string
      readonly of: { readonly person: string } | { readonly role: Role }
      readonly since: string
      readonly days: number
    } & About)
  /** Somebody was offered an asset and has not answered. */
  | {
      readonly type: 'hand-over-reminded'
      readonly subject: string
      readonly asset: string
      readonly offer: string
      readonly to: string
      readonly until: string
      readonly days: number
    }
