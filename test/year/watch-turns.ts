import type { Person } from '../../src/domain/person.ts'
import type { Timer } from '../../src/domain/timer.ts'
import type { Deadlines } from './deadlines.ts'
import { isOff } from './hours.ts'
import type { Tally } from './tally.ts'

const dayMs = 86_400_000

/** Watches that each occurrence of what recurs comes, and comes once. */
export const watchTurns = ({
  holidays,
  deadlines,
  tally: { note, count },
}: {
  readonly holidays: readonly string[]
  readonly deadlines: Deadlines
  readonly tally: Tally
}) => {
  const fired = new Map<string, Map<string, number>>()
  /** Who has changed their hour or zone, or turned out to be another person. */
  const moved = new Set<string>()
  return {
    hearPerson: (before: Person | undefined, person: Person): void => {
      if (
        person.joinedTo !== null ||
        (before && (before.zone !== person.zone || before.digestAt !== person.digestAt))
      )
        moved.add(person.id)
    },
    hearFired: ({ kind, subject, occurrence, due }: Timer): void => {
      count('timers')
      // Whoever has just changed their hour or zone gets at once what its new hour has passed of.
      if (deadlines.isLate(due) && !moved.has(subject))
        note('lost', `${kind} of ${subject} (${occurrence}) was due ${due}`)
      if (kind !== 'digest' && kind !== 'week') return
      const days = fired.get(`${kind} ${subject}`) ?? new Map<string, number>()
      fired.set(`${kind} ${subject}`, days)
      days.set(occurrence, (days.get(occurrence) ?? 0) + 1)
      if ((days.get(occurrence) ?? 0) > 1) note('doubled', `${kind} of ${subject} on ${occurrence}`)
    },
    /** Every working day from `first` to `last` (YYYY-MM-DD, both included) had one turn of everybody's digest. */
    countDigests: (ids: readonly string[], first: string, last: string): void => {
      for (const id of ids) {
        if (moved.has(id)) continue
        const days = fired.get(`digest ${id}`) ?? new Map<string, number>()
        for (
          let at = Date.parse(`${first}T12:00:00.000Z`);
          at <= Date.parse(`${last}T12:00:00.000Z`);
          at += dayMs
        ) {
          const day = new Date(at).toISOString().slice(0, 10)
          const turns = days.get(day) ?? 0
          if (turns !== (isOff(day, holidays) ? 0 : 1))
            note(turns === 0 ? 'lost' : 'doubled', `the digest of ${id} on ${day}`)
        }
      }
    },
  }
}
