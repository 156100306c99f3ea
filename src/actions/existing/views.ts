import { isOverdue, isUncertified, nobodyYet } from '../../domain/brought-in.ts'
import { disown } from '../../domain/existing.ts'
import { openOffer } from '../../domain/hand-over.ts'
import { holds, isSelf, selves } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { stateWords } from '../../domain/transition.ts'
import type { ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { assetOf, certificationOf, eachOf, most, nameOf, personOf } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, peopleOptions, typed } from '../look.ts'
import { personField } from './disown.ts'

/** Lines with three buttons each: more do not fit a message. */
const lines = 7

/** What of somebody's was there before Assay and is not certified yet, the most urgent first. */
export const existingView = async (look: Look, id: string): Promise<ViewOf<'existing'>> => {
  const owner = await personOf(look.session, id)
  const mine = isSelf(look.person, id)
  if (!mine && !holds(look.person, 'steward'))
    throw new Refusal(
      'not-allowed',
      `What ${owner.name.body} looks after is for them and the stewards to see.`,
    )
  const open = (await look.session.certifications.of(selves(owner), most))
    .filter((one) => isUncertified(one) && isSelf(owner, one.owner))
    .map((one) => ({ certification: one, due: one.existing?.due ?? '' }))
    .sort((a, b) => a.due.localeCompare(b.due) || a.certification.id.localeCompare(b.certification.id))
  return {
    kind: 'existing',
    person: id,
    name: owner.name.body,
    mine,
    lines: await eachOf(open.slice(0, lines), async ({ certification, due }) => ({
      asset: certification.asset,
      name: (await assetOf(look.session, certification.asset)).name.body,
      certification: certification.id,
      state: stateWords[certification.state],
      due,
      untouched: certification.state === 'draft',
    })),
    more: Math.max(0, open.length - lines),
    late: open.filter(({ certification }) => isOverdue(certification, look.now)).length,
    first: open[0]?.due ?? null,
  }
}

/** What came in of which nobody knows whose it is. */
export const unownedView = async (look: Look): Promise<ViewOf<'unowned'>> => {
  if (!holds(look.person, 'steward') && !holds(look.person, 'admin'))
    throw new Refusal('not-allowed', 'Finding owners needs the steward role.')
  const found = await look.session.assets.ownedBy([nobodyYet], most)
  return {
    kind: 'unowned',
    lines: await eachOf(found.slice(0, lines), async (asset) => {
      const open = openOffer(asset)
      return {
        asset: asset.id,
        name: asset.name.body,
        said: asset.listed?.owner.body ?? '',
        offered: open ? await nameOf(look.session, open.to) : '',
      }
    }),
    more: Math.max(0, found.length - lines),
  }
}

export const disownView = async (look: Look, id: string): Promise<ViewOf<'disown'>> => {
  const asset = await assetOf(look.session, id)
  disown(asset, await certificationOf(look.session, asset.certification ?? id), look.person)
  const { form, subject } = forms.disown(id)
  const { required: _required, ...field } = personField
  const people = await peopleOptions(look, selves(look.person))
  return {
    kind: 'disown',
    asset: id,
    name: asset.name.body,
    fields: ask(look, [{ ...field, options: people }], await typed(look, form, subject)),
    sentence: look.fault.sentence,
  }
}
