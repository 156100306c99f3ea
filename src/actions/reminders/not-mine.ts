import { z } from 'zod'
import type { Asset } from '../../domain/asset.ts'
import { dayOf } from '../../domain/calendar.ts'
import { invalid } from '../../domain/form.ts'
import { offer } from '../../domain/hand-over.ts'
import { successors } from '../../domain/leaving.ts'
import type { Person } from '../../domain/person.ts'
import { can, hasLeft, isSelf, selves } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ViewOf } from '../../domain/view.ts'
import type { Session } from '../../ports/store.ts'
import type { Scope } from '../action.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { assetOf, keep, nameOf, personOf, standing } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, peopleOptions, typed } from '../look.ts'
import { refuseOften } from '../hand-over/often.ts'
import { readPerson } from '../people.ts'
import { cardOf, reminderFor } from './about.ts'

/** Offers what a reminder is about to somebody else, who has to accept it. */
export const notMine = action('reminder.not-mine', {
  carries: z.strictObject({ reminder: z.number() }),
  asks: z.object({ to: z.string().default('') }),
  form: ({ reminder }) => ({
    ...forms.notMine(String(reminder)),
    again: { show: 'not-mine', reminder },
  }),
  run: async (scope, { reminder }, asks) => {
    const { session, context } = scope
    const asset = await ownAsset(scope, reminder)
    const to = await readPerson(scope, asks.to, 'to')
    await refuseAbsent(session, asset, to, context.now)
    await refuseOften(scope, asset.id)
    await keep(session.assets, offer(asset, { to, by: scope.person.id, because: 'asked' }, context), scope)
    await dropDraft(scope, forms.notMine(String(reminder)))
    return { ref: { show: 'hand-over', asset: asset.id } }
  },
})

/** The asset that a reminder is about, for whoever may give it away. */
const ownAsset = async (
  { session, person }: Pick<Scope, 'session' | 'person'>,
  reminder: number,
): Promise<Asset> => {
  const ref = cardOf(await reminderFor(session, person, reminder))
  const certification =
    'certification' in ref ? await session.certifications.find(ref.certification) : undefined
  const asset = certification && (await assetOf(session, certification.asset))
  if (asset && can(person, { deed: 'asset.hand-over', asset, owner: await personOf(session, asset.owner) }))
    return asset
  throw new Refusal(
    'not-allowed',
    asset
      ? `${await nameOf(session, asset.owner)} owns it, so handing it over is for them to do.`
      : 'There is nothing to hand over here. Type inbox to see what is yours.',
  )
}

/** Nobody can accept who is not there: says who could, where somebody is known. */
const refuseAbsent = async (session: Session, asset: Asset, to: Person, now: string): Promise<void> => {
  const isAway = to.away !== null && to.away.from <= dayOf(now, to.zone) && dayOf(now, to.zone) <= to.away.to
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
  const certification =
    asset.certification === null ? undefined : await session.certifications.find(asset.certification)
  const near = [instead.away?.delegate ?? '', ...successors(asset, certification)]
  for (const id of near) {
    const person = id === '' ? undefined : await standing(session, id)
    if (!person || hasLeft(person) || isSelf(person, instead.id) || isSelf(person, asset.owner)) continue
    const today = dayOf(now, person.zone)
    if (person.away === null || today < person.away.from || person.away.to < today) return person.name.body
  }
  return undefined
}

/** The form that asks whose it is. */
export const notMineView = async (look: Look, id: number): Promise<ViewOf<'not-mine'>> => {
  const asset = await ownAsset(look, id)
  const { form, subject } = forms.notMine(String(id))
  return {
    kind: 'not-mine',
    reminder: id,
    reference: asset.id,
    name: asset.name.body,
    fields: ask(
      look,
      [
        {
          id: 'to',
          label: 'Who should own it?',
          help: 'They get everything that belongs to it, and have to accept. Until then it stays yours.',
          kind: 'person',
          options: await peopleOptions(look, selves(look.person)),
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}
