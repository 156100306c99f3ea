import type { Context } from '../../domain/context.ts'
import { seekOn } from '../../domain/sought.ts'
import type { Timer } from '../../domain/timer.ts'
import type { Session } from '../../ports/store.ts'
import { assetOf, certificationFor, keep } from '../load.ts'

/** Asks the stewards again for an owner whom nobody has found; of what is out of use no owner is looked for any more. */
export const seekOnward = async (session: Session, context: Context, { subject }: Timer): Promise<void> => {
  const asset = await assetOf(session, subject)
  const certification = await certificationFor(session, asset)
  if (certification?.state === 'retired') return
  await keep(session.assets, seekOn(asset), { context })
}
