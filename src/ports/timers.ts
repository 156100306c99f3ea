import type { Timer } from '../domain/timer.ts'

/** What falls due by itself. */
export type Timers = {
  /** Once per (kind, subject, occurrence). */
  readonly set: (timer: Timer) => Promise<void>
  /** Takes back what waits; of some kinds, and with `beginning` only occurrences that begin so. */
  readonly clear: (subject: string, kinds?: readonly Timer['kind'][], beginning?: string) => Promise<void>
  readonly due: (now: string, most: number) => Promise<readonly Timer[]>
  /** Those of some kinds that wait and fall due before then, the next first. */
  readonly ahead: (kinds: readonly Timer['kind'][], before: string, most: number) => Promise<readonly Timer[]>
  /** Marks it as fired; false if it was already. */
  readonly fired: (timer: Timer, at: string) => Promise<boolean>
  /** The earliest due of one that waits; some kinds may be passed over. */
  readonly nextDue: (except?: readonly Timer['kind'][]) => Promise<string | undefined>
  /** Those of one kind and subject, fired or waiting, by occurrence. For what recurs: it keeps few. */
  readonly of: (
    kind: Timer['kind'],
    subject: string,
  ) => Promise<readonly (Timer & { readonly isFired: boolean })[]>
  /** The same for several subjects. */
  readonly ofAll: (
    kind: Timer['kind'],
    subjects: readonly string[],
  ) => Promise<readonly (Timer & { readonly isFired: boolean })[]>
  /** Forgets what has fired of one kind and subject, but for one occurrence: the one that the next is counted from. */
  readonly forget: (kind: Timer['kind'], subject: string, except: string) => Promise<void>
}
