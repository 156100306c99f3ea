/** What must not happen, each with what it means. The numbers are those of domain.md, written down a second time. */
export const checks = {
  budget: 'more messages of their own in seven days than the policy of the day says',
  digests: 'more than one digest on a day',
  hours: 'something governed outside of somebody’s hours',
  late: 'a certificate that was not reviewed, renewed, expired or suspended in time',
  ownerless: 'a certified thing without an owner, and nobody who was asked to find one',
  skipped: 'a digest that did not come though something needed its reader',
  twice: 'two open reviews of one certification',
  done: 'a reminder of something that is done',
  lost: 'an occurrence that was lost',
  doubled: 'an occurrence that came twice',
  ladder: 'a certificate that expired without each of its reminders',
  waiver: 'a waiver that stood past its end, or ended without being spoken of',
  powerless: 'a role that decided, or stood, past its end',
  waits: 'a request that waits for somebody who may not decide any more',
  untold: 'a message that the clock caused and nobody governs',
  faults: 'something that went wrong',
} as const
export type Check = keyof typeof checks

/** Counts what happens, and what must not. */
export const createTally = () => {
  const found = new Map<Check, { count: number; readonly first: string[] }>()
  const counts = new Map<string, number>()
  return {
    /** What was found, by check; nothing where all is well. */
    found: (): ReadonlyMap<Check, { readonly count: number; readonly first: readonly string[] }> => found,
    note: (check: Check, sentence: string): void => {
      const one = found.get(check) ?? { count: 0, first: [] }
      found.set(check, one)
      one.count += 1
      if (one.first.length < 5) one.first.push(sentence)
    },
    counts,
    count: (name: string, by = 1): void => void counts.set(name, (counts.get(name) ?? 0) + by),
  }
}
export type Tally = ReturnType<typeof createTally>
