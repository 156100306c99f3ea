import { addDays } from './calendar.ts'
import type { Certification } from './certification.ts'

/** Who owns what nobody is known to own: a person without accounts, whom nobody can reach. Stewards name another. */
export const nobodyYet = 'nobody'

/** What was there before Assay: who brought it in, and how many days it has to be certified. */
export type BroughtIn = { readonly by: 'list' | 'owner'; readonly days: number }

/** The mark on the certification of something that was there before: it never lapses, and nothing stops it by itself. */
export const markOf = ({ by, days }: BroughtIn, now: string): NonNullable<Certification['existing']> => ({
  by,
  days,
  due: addDays(now, days),
})

/** States in which something has still to be certified for the first time. */
export const uncertifiedStates: readonly string[] = ['draft', 'classified', 'preparing']

/** Whether it was brought in and is not certified yet. */
export const isUncertified = ({ existing, state }: Certification): boolean =>
  existing !== null && uncertifiedStates.includes(state)

/** Brought in and not certified when its days are over. */
export const isOverdue = (certification: Certification, now: string): boolean =>
  isUncertified(certification) && certification.existing !== null && certification.existing.due <= now
