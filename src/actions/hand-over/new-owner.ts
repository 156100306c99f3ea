import { z } from 'zod'
import type { Asset } from '../../domain/asset.ts'
import { dayOf } from '../../domain/calendar.ts'
import { invalid } from '../../domain/form.ts'
import { offer } from '../../domain/hand-over.ts'
import { successors } from '../../domain/leaving.ts'
import type { Person } from '../../domain/person.ts'
import { hasLeft, isSelf, selves } from '../../domain/person.ts'
import type { ViewOf } from '../../domain/view.ts'
import type { Session } from '../../ports/store.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { certificationFor, keep, standing } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, peopleOptions, typed } from '../look.ts'
import { forOwner } from './offer.ts'
import { refuseOften } from './often.ts'
import { readPerson } from '../people.ts'
import { isAwayOn } from '../../domain/delegation.ts'

/** Offers an asset to whoever was chosen in the form, who has to accept it. */
export const askNewOwner = action('hand-over.ask', {
  carries: z.strictObject({ asset: z.string() }),
  asks: z.object({ to: z.string().default('') }),
  form: ({ asset }) => ({ ...forms.newOwner(asset), again: { show: 'new-owner', asset } }),
  run: async (scope, { asset: id }, asks) => {
    const { session, context } = scope
    const { asset, because } = await forOwner(scope, id)
    const to = await readPerson(scope, asks.to, 'to')
    await refuseAbsent(session, asset, to, context.now)
    await refuseOften(scope, asset.id)
    await keep(session.assets, offer(asset, { to, by: scope.person.id, because }, context), scope)
    await dropDraft(scope, forms.newOwner(id))
    return { ref: { show: 'hand-over', asset: asset.id } }
  },
})

/** Nobody can accept who is not there: says who could, where somebody is known. */
const refuseAbsent = async (session: Session, asset: Asset, to: Person, now: string): Promise<void> => {
  const isAway = isAwayOn(to, dayOf(now, to.zone))
  if (!hasLeft(to) && !isAway) return
  const other = await whoCould(session, asset, to, now)
  const instead = other === undefined ? 'Please choose somebody else.' : `${other} could be asked instead.`
  throw invalid({
    to: hasLeft(to)
      ? `${to.name.body} cannot be reached any more. ${instead}`
      : `${to.name.body} is away until ${to.away?.to ?? ''} and could not answer. ${instead}`,
  })
}

/** The name of somebody near to it who is there: whoever stands in, the deputy, the manager. */
const whoCould = async (
  session: Session,
  asset: Asset,
  instead: Person,
  now: string,
): Promise<string | undefined> => {
  const certification = await certificationFor(session, asset)
  const near = [instead.away?.delegate ?? '', ...successors(asset, certification)]
  for (const id of near) {
    const person = id === '' ? undefined : await standing(session, id)
    if (!person || hasLeft(person) || isSelf(person, instead.id) || isSelf(person, asset.owner)) continue
    if (!isAwayOn(person, dayOf(now, person.zone))) return person.name.body
  }
  return undefined
}

/** The form that asks who should own it. */
export const newOwnerView = async (look: Look, id: string): Promise<ViewOf<'new-owner'>> => {
  const { asset } = await forOwner(look, id)
  const { form, subject } = forms.newOwner(id)
  return {
    kind: 'new-owner',
    asset: id,
    name: asset.name.body,
    fields: ask(
      look,
      [
        {
          id: 'to',
          label: 'Who should own it?',
          help: 'They get everything that belongs to it, and have to accept. Until then it stays where it is.',
          kind: 'person',
          options: await peopleOptions(look, selves(look.person)),
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
    mayNotKnow: isSelf(look.person, asset.owner) && asset.sought === null,
  }
}
