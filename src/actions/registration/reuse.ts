import { z } from 'zod'
import { isAmong } from '../../domain/person.ts'
import { action, noInputs } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { assetOf, keep } from '../load.ts'

/** The person uses what is there instead of building it again: a duplicate avoided. */
export const reuse = action('asset.reuse', {
  carries: z.strictObject({ asset: z.string() }),
  asks: noInputs,
  run: async (scope, { asset: id }) => {
    const asset = await assetOf(scope.session, id)
    // Chosen once by each person: their second press is no second duplicate avoided.
    const before = await scope.session.journal.actorsOf(id, 'asset-reused')
    const isFirst = !isAmong(scope.person, before)
    await keep(
      scope.session.assets,
      {
        next: { ...asset, rev: asset.rev + 1 },
        events: isFirst
          ? [{ type: 'asset-reused', subject: asset.id, asset: asset.id, person: scope.person.id }]
          : [],
      },
      scope,
    )
    await dropDraft(scope, forms.registration())
    return { ref: { show: 'asset', asset: asset.id } }
  },
})
