import { z } from 'zod'
import { keepOwn, seek } from '../../domain/sought.ts'
import { Refusal } from '../../domain/refusal.ts'
import { action, noInputs } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { assetOf, certificationFor, certificationOf, keep, readReference } from '../load.ts'

const carries = z.strictObject({ asset: z.string() })

/** Says of one's own that it is somebody else's, and one does not know whose: the stewards look for its owner. */
export const seekOwner = action('hand-over.seek', {
  carries,
  asks: noInputs,
  words: ['not mine'],
  help: 'it is not yours, and you do not know whose: not mine AST-3',
  typed: async (rest, scope) => {
    const read = readReference(rest)
    if (!read)
      throw new Refusal(
        'unknown-thing',
        'Which one is not yours? Type not mine and its reference, for example: not mine AST-3. If you know whose it is: hand over AST-3 to Ben Okafor.',
      )
    const { reference } = read
    const asset = reference.startsWith('CRT')
      ? (await certificationOf(scope.session, reference)).asset
      : reference
    return { carries: { asset }, asks: {} }
  },
  run: async (scope, { asset: id }) => {
    const { session, context, person } = scope
    const asset = await assetOf(session, id)
    const certification = await certificationFor(session, asset)
    await keep(session.assets, seek(asset, certification, person, context), scope)
    await dropDraft(scope, forms.newOwner(id))
    return { ref: { show: 'hand-over', asset: id } }
  },
})

/** Says that it is one's own after all. */
export const keepIt = action('hand-over.keep', {
  carries,
  asks: noInputs,
  run: async (scope, { asset: id }) => {
    const { session, person } = scope
    await keep(session.assets, keepOwn(await assetOf(session, id), person), scope)
    return { ref: { show: 'hand-over', asset: id } }
  },
})
