import type { Asset } from '../../domain/asset.ts'
import { isOver } from '../../domain/certification.ts'
import type { Context } from '../../domain/context.ts'
import { offer, openOffer, withdraw } from '../../domain/hand-over.ts'
import {
  leave,
  passGoLive,
  passToOwner,
  returnSteps,
  successors,
  watchesGoLive,
} from '../../domain/leaving.ts'
import type { Person } from '../../domain/person.ts'
import { hasLeft, isSelf, selves } from '../../domain/person.ts'
import type { Session } from '../../ports/store.ts'
import { assetOf, certificationFor, certificationOf, keep, standing } from '../load.ts'
import { keepPerson } from './reseat.ts'

/** So many things of one person are looked through. */
const all = 10_000

/**
 * What follows once nobody can reach somebody: their roles end, their seats are asked anew, the steps that waited for them go back, and
 * what they own is offered to others.
 */
export const depart = async (session: Session, context: Context, id: string): Promise<void> => {
  const person = await session.people.find(id)
  if (!person || person.joinedTo !== null || hasLeft(person)) return
  const owned = await session.assets.ownedBy(selves(person), all)
  const kept: Asset[] = []
  for (const asset of owned) if (await isInUse(session, asset)) kept.push(asset)
  const admins = (await session.people.withRole('admin')).length
  await keepPerson(
    session,
    context,
    person,
    leave(
      person,
      kept.map((asset) => asset.id),
      admins,
      context,
    ),
  )
  for (const certification of await session.certifications.asking(selves(person), [], all))
    await keep(session.certifications, returnSteps(certification, person, context), { context })
  for (const certification of await session.certifications.of(selves(person), all))
    await keep(session.certifications, passToOwner(certification, person), { context })
  for (const asset of kept) await offerOnward(session, context, asset, kept.length)
  for (const certification of await session.certifications.idsInState([
    'conditionally_certified',
    'suspended',
  ]))
    await passOn(session, context, certification, person)
}

/**
 * Who looked after the days that follow a go-live left: whoever the asset itself would go to does, or its owner, but nobody who approved
 * it. Where nobody is there it waits for the new owner, whom the stewards look for.
 */
const passOn = async (session: Session, context: Context, id: string, leaver: Person): Promise<void> => {
  const certification = await certificationOf(session, id)
  if (!watchesGoLive(certification, leaver)) return
  const asset = await assetOf(session, certification.asset)
  for (const heir of [...successors(asset, certification), certification.owner]) {
    const to = await standing(session, heir)
    const moved = to && passGoLive(certification, leaver, to)
    if (!moved || moved.events.length === 0) continue
    await keep(session.certifications, moved, { context })
    return
  }
}

/** What was withdrawn, rejected or retired needs no owner to look after it. */
const isInUse = async (session: Session, asset: Asset): Promise<boolean> => {
  const certification = await certificationFor(session, asset)
  return certification !== undefined && !isOver(certification.state)
}

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
    await keep(session.assets, offer(asset, { to, by: null, because: 'left' }, context), { context })
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

/** Somebody who left is there again: what nobody has accepted yet stays theirs. */
export const keepOwn = async (session: Session, context: Context, person: Person): Promise<void> => {
  for (const id of person.left?.assets ?? []) {
    const asset = await session.assets.find(id)
    if (asset && isSelf(person, asset.owner) && openOffer(asset)?.because === 'left')
      await keep(session.assets, withdraw(asset), { context })
  }
}
