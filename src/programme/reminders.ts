import type { ReminderPolicy } from '../domain/programme.ts'
import type { Policy } from './shape.ts'

/** When people are reminded, as the policy has it. */
export const remindersOf = (part: Policy['reminders']): ReminderPolicy => ({
  pingsPerWeek: part.pings_per_week,
  pingWorkingDays: part.ping_working_days,
  onItHours: part.on_it_hours,
  review: {
    rungs: inOrder([...part.review.before, ...part.review.in_grace]),
    joins: {
      low: joinsOf(part.review.joins.low),
      moderate: joinsOf(part.review.joins.moderate),
      high: joinsOf(part.review.joins.high),
    },
  },
  conditions: { rungs: inOrder(part.conditions.before) },
  handOvers: { rungs: inOrder(part.hand_overs.before) },
  steps: { rungs: inOrder(part.steps.after) },
})

const inOrder = (days: readonly number[]): readonly number[] => [...days].sort((a, b) => a - b)

const joinsOf = ({ deputy, manager, steward }: Policy['reminders']['review']['joins']['low']) => ({
  ...(deputy === undefined ? {} : { deputy }),
  ...(manager === undefined ? {} : { manager }),
  ...(steward === undefined ? {} : { steward }),
})
