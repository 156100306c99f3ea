import type { Session } from '../../ports/store.ts'

/** Entries of the journal that are looked through for an ask. */
const looked = 300

/** When somebody was last asked to vouch for a step; undefined where nobody was. */
export const askedAt = async (
  { journal }: Session,
  certification: string,
  step: string,
): Promise<string | undefined> =>
  (await journal.of(certification, looked)).find(
    ({ type, data }) => type === 'step-asked' && data['step'] === step,
  )?.at
