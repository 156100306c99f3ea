import { nobodyYet } from '../../domain/brought-in.ts'
import type { Asset } from '../../domain/asset.ts'
import { openOffer } from '../../domain/hand-over.ts'
import type { Person } from '../../domain/person.ts'
import { can, hasLeft, isAmong, isSelf } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { stateWords } from '../../domain/transition.ts'
import type { ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { assetOf, certificationFor, eachOf, most, nameOf, standing } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import type { Need } from '../conversation/need.ts'
import { selves } from '../../domain/person.ts'
import { roleWords } from '../../domain/role-words.ts'
import { reasonField } from './answer.ts'

/** An asset that is offered to another owner, or for which one is looked for. */
export const handOverView = async (look: Look, id: string): Promise<ViewOf<'hand-over'>> => {
  const asset = await assetOf(look.session, id)
  const found = asset.handOver
  const owner = await standing(look.session, asset.owner)
  const parts = [asset.owner, asset.developer, found?.to ?? '', found?.from ?? '', found?.by ?? '']
  if (!isAmong(look.person, parts) && !can(look.person, { deed: 'leaver.see' }))
    throw new Refusal(
      'not-allowed',
      `Who owns ${id} next is shown to its owner and the stewards; they can tell you.`,
    )
  const certification = await certificationFor(look.session, asset)
  const open = openOffer(asset)
  const isOpen = open !== undefined && open.until > look.now
  const mayOffer = owner !== undefined && can(look.person, { deed: 'asset.hand-over', asset, owner })
  const from = found?.from ?? asset.owner
  const leaver = await standing(look.session, from)
  const isRetired = certification?.state === 'retired'
  const stage = stageOf(asset, { ownerLeft: owner ? hasLeft(owner) : true, isOpen, isRetired })
  return {
    kind: 'hand-over',
    asset: id,
    name: asset.name.body,
    purpose: asset.purpose.body,
    offer: found?.id ?? '',
    from: from === nobodyYet ? '' : await nameOf(look.session, from),
    left: leaver ? hasLeft(leaver) : true,
    to: found ? await nameOf(look.session, found.to) : '',
    stage,
    mayKeep: asset.sought !== null && isSelf(look.person, asset.owner) && !isOpen && !isRetired,
    mayTakeBack: mayOffer && isOpen && open.because === 'asked',
    mayAsk: mayOffer && !isOpen,
    until: open?.until ?? null,
    reason: found?.reason?.body ?? '',
    mine: found !== null && isSelf(look.person, found.to),
    owner: asset.owner === nobodyYet ? '' : await nameOf(look.session, asset.owner),
    certification: certification?.id ?? null,
    state: certification ? stateWords[certification.state] : 'registered',
    tier: certification?.assessment?.tier ?? null,
    // What does not count is valid until no day, and of what is out of use nothing has to be met.
    validUntil: certification?.inForceUntil ? certification.validUntil : null,
    conditions: isRetired ? 0 : (certification?.conditions.filter((one) => one.state === 'open').length ?? 0),
  }
}

const stageOf = (
  asset: Asset,
  {
    ownerLeft,
    isOpen,
    isRetired,
  }: { readonly ownerLeft: boolean; readonly isOpen: boolean; readonly isRetired: boolean },
): ViewOf<'hand-over'>['stage'] => {
  if (isOpen) return 'offered'
  const state = asset.handOver?.state
  // Whoever took it over may not know whose it is either.
  const isSought = asset.sought !== null && (asset.handOver?.at ?? '') <= asset.sought.at
  if (isSought && isRetired) return 'retired'
  if (isSought && !ownerLeft) return 'sought'
  if (state === 'accepted' && !ownerLeft) return 'accepted'
  if (ownerLeft) return 'orphaned'
  // Nobody was ever asked: whoever looked for its owner keeps it.
  if (state === undefined) return 'withdrawn'
  return state === 'offered' ? 'lapsed' : state
}

export const declineHandOverView = async (look: Look, id: string): Promise<ViewOf<'decline-hand-over'>> => {
  const asset = await assetOf(look.session, id)
  const open = openOffer(asset)
  if (!open || !isSelf(look.person, open.to))
    throw new Refusal('already-decided', `Nobody waits for your answer about ${id}. Nothing left to do.`)
  const { form, subject } = forms.handOver(id)
  const { required: _required, ...field } = reasonField
  return {
    kind: 'decline-hand-over',
    asset: id,
    name: asset.name.body,
    offer: open.id,
    fields: ask(look, [field], await typed(look, form, subject)),
    sentence: look.fault.sentence,
  }
}

/** What is left of somebody whom nobody can reach any more; to them, what became of it while they were away. */
export const leaverView = async (look: Look, id: string): Promise<ViewOf<'leaver'>> => {
  const person = await standing(look.session, id)
  const mine = person !== undefined && isSelf(look.person, id)
  if (!person?.left || (!mine && !can(look.person, { deed: 'leaver.see' })))
    throw new Refusal('not-allowed', 'This is for the stewards to see.')
  const { left } = person
  const assets = await eachOf(left.assets.slice(0, mostOfLeaver), async (owned) => {
    const asset = await assetOf(look.session, owned)
    return { asset: owned, name: asset.name.body, becomes: await becomes(look, asset, person) }
  })
  const others = (await look.session.people.withRole('admin')).length
  return {
    kind: 'leaver',
    person: person.id,
    name: person.name.body,
    mine,
    at: left.at,
    back: left.back,
    roles: left.roles.filter((role) => !person.roles.includes(role)).map(roleWords),
    lastAdmin: !mine && left.roles.includes('admin') && others === 0,
    count: left.assets.length,
    assets: assets.toSorted((a, b) => Number(b.becomes === ownerless) - Number(a.becomes === ownerless)),
  }
}

/** Assets of one leaver that are looked at for a card. */
const mostOfLeaver = 500
const ownerless = 'needs an owner'

const becomes = async (look: Look, asset: Asset, leaver: Person): Promise<string> => {
  const found = openOffer(asset)
  const owner = await nameOf(look.session, asset.owner)
  if (!isSelf(leaver, asset.owner)) return `${owner} owns it now`
  if (found) return `offered to ${await nameOf(look.session, found.to)}`
  const person = await standing(look.session, asset.owner)
  return person && !hasLeft(person) ? 'stayed' : ownerless
}

/** Assets that the reader is asked to own. */
export const offersFor = async (look: Look): Promise<readonly Need[]> => {
  const offered = await look.session.assets.offeredTo(selves(look.person), most)
  return offered.map((asset) => ({
    reference: asset.id,
    name: asset.name.body,
    what: 'is offered to you',
    due: openOffer(asset)?.until ?? null,
    way: { title: 'Have a look', what: 'hand-over', id: asset.id, part: '' },
  }))
}
