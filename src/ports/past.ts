import type { PastKind } from '../domain/past.ts'

/** What is over; a part of a session. */
export type Past = {
  /**
   * Forgets of one kind what was over before an instant, at most so many; says how many those were. What is owed, waits or stands open
   * is not over, however old.
   */
  readonly forget: (kind: PastKind, before: string, most: number) => Promise<number>
}
