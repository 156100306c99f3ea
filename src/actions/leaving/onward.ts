import type { Asset } from '../../domain/asset.ts'
import type { Context } from '../../domain/context.ts'
import { offer, openOffer, withdraw } from '../../domain/hand-over.ts'
import { successors } from '../../domain/leaving.ts'
import { hasLeft, isSelf } from '../../domain/person.ts'
import type { Session } from '../../ports/store.ts'
import { certificationFor, keep, standing } from '../load.ts'

/** Offers a leaver's asset, one `amid` so many where they have just left, to the next who could own it; the stewards are told where nobody is known. */
export const offerOnward = async (
  session: Session,
  context: Context,
  asset: Asset,
  amid?: number,
): Promise<void> => {
  const tried = asset.handOver?.because === 'left' ? asset.handOver.tried : []
  for (const id of successors(asset, await certificationFor(session, asset))) {
    const to = await standing(session, id)
    if (!to || hasLeft(to) || isSelf(to, asset.owner) || tried.some((one) => isSelf(to, one))) continue
    const wished = openOffer(asset)
    // What the owner wished to hand over to that very person is asked anew, because now it has to find an owner.
    const free =
      wished && isSelf(to, wished.to) ? await keep(session.assets, withdraw(asset), { context }) : asset
    await keep(session.assets, offer(free, { to, by: null, because: 'left', amid }, context), { context })
    return
  }
  await session.assets.save(
    { ...asset, rev: asset.rev + 1 },
    [
      {
        type: 'asset-orphaned',
        subject: asset.id,
        asset: asset.id,
        owner: asset.owner,
        ...(amid === undefined ? {} : { amid }),
      },
    ],
    context,
  )
}
