import { z } from 'zod'
import type { Asset } from '../../domain/asset.ts'
import { offer } from '../../domain/hand-over.ts'
import { can, hasLeft } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { personByName } from '../administration/role.ts'
import { refuseOften } from './often.ts'
import { assetOf, certificationOf, keep, nameOf, personOf, readReference } from '../load.ts'

const how =
  'Type hand over, the reference, to and a name, for example: hand over AST-3 to Ben Okafor. It stays with its owner until the other accepts.'

/** `hand over AST-3 to Ben Okafor`: offers an asset to another owner, who has to accept it. */
export const offerHandOver = action('hand-over.offer', {
  carries: z.strictObject({ asset: z.string(), to: z.string() }),
  asks: noInputs,
  words: ['hand over', 'handover'],
  help: 'let somebody else own it: hand over AST-3 to Ben Okafor',
  typed: async (rest, scope) => {
    const read = readReference(rest)
    if (!read) throw new Refusal('unknown-thing', how)
    const id = read.reference.startsWith('CRT')
      ? (await certificationOf(scope.session, read.reference)).asset
      : read.reference
    await forOwner(scope, id)
    const name = read.rest.replace(/^to(?:\s+|$)/i, '').trim()
    if (name === '') return { show: 'new-owner', asset: id }
    return { carries: { asset: id, to: (await personByName(scope, name)).id }, asks: {} }
  },
  run: async (scope, { asset: id, to }) => {
    const { asset, because } = await forOwner(scope, id)
    const person = await personOf(scope.session, to)
    await refuseOften(scope, id)
    const moved = offer(asset, { to: person, by: scope.person.id, because }, scope.context)
    await keep(scope.session.assets, moved, scope)
    return { ref: { show: 'hand-over', asset: id }, as: 'new' }
  },
})

/** The asset, for whoever may offer it. Asked before anything that was typed is looked at. */
export const forOwner = async (
  { session, person }: Pick<Scope, 'session' | 'person'>,
  id: string,
): Promise<{ readonly asset: Asset; readonly because: 'left' | 'asked' }> => {
  const asset = await assetOf(session, id)
  const owner = await personOf(session, asset.owner)
  if (can(person, { deed: 'asset.hand-over', asset, owner }))
    return { asset, because: hasLeft(owner) ? 'left' : 'asked' }
  throw new Refusal(
    'not-allowed',
    hasLeft(owner)
      ? `${await nameOf(session, asset.owner)}, who owns ${id}, left. Finding a new owner needs the steward role.`
      : `${await nameOf(session, asset.owner)} owns ${id}, so handing it over is for them to do.`,
  )
}
