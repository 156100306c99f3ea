import type { Because, Outcome } from './governor.ts'
import type { Joiner } from './programme.ts'
import type { Way } from './ref.ts'
import type { ReminderKind } from './reminder.ts'
import type { Snooze } from './snooze.ts'
import type { Asked, Of } from './view-parts.ts'

/** What the clock says, and what was decided about it. */
export type ReminderView =
  | Of<
      'reminder',
      {
        reminder: number
        reminds: ReminderKind
        reference: string
        name: string
        /** What is to be done, where the thing has a name of its own: the words of a condition; '' otherwise. */
        what: string
        /** By when, and when it stops counting if nothing is done. */
        due: string | null
        ends: string | null
        /** What happens then. */
        otherwise: 'expires' | 'suspended' | 'blocks' | 'lapses' | 'nothing'
        /** Who is asked beside the reader next, and on which day; '' of a person nobody knows. */
        next: { who: Joiner; name: string; day: string } | null
        /** Whose it is, where the reader is asked in their place; '' otherwise. */
        owner: string
        why: string
        onItUntil: string | null
        /** The button to what is to be done. */
        way: Way
        /** The thing that can be handed over by the reader; '' where they cannot. */
        handOver: string
      }
    >
  | Of<
      'snooze',
      {
        reminder: number
        reference: string
        name: string
        due: string | null
        latest: string | null
        choices: readonly { snooze: Snooze; at: string }[]
        fields: readonly Asked[]
        sentence: string
      }
    >
  /** Why somebody got what they got: the last decisions about them, the newest first; for stewards how many came to what. */
  | Of<
      'reminders',
      {
        lines: readonly {
          what: string
          reference: string
          name: string
          steps: readonly { outcome: Outcome; because: Because; at: string; until: string | null }[]
          sentAt: string | null
        }[]
        counts: readonly { outcome: Outcome; because: Because; count: number }[]
        left: number
        most: number
        quiet: { from: string; to: string }
        digestAt: string
        /** Whether what the clock says goes to the reader at all; an administrator chooses that. */
        pushes: boolean
        /** When the latest digest came; null where none has. */
        digestCame: string | null
      }
    >
