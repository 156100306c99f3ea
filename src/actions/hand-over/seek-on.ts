import type { Context } from '../../domain/context.ts'
import { seekOn } from '../../domain/sought.ts'
import type { Session } from '../../ports/store.ts'
import { assetOf, certificationFor, keep } from '../load.ts'

/** Asks the stewards again for an owner whom nobody has found; of what is out of use no owner is looked for any more. */
export const seekOnward = async (session: Session, context: Context, id: string): Promise<void> => {
  const asset = await assetOf(session, id)
  const certification = await certificationFor(session, asset)
  if (certification?.state === 'retired') return
  await keep(session.assets, seekOn(asset), { context })
}
