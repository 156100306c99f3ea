import { z } from 'zod'
import { openOffer, withdraw } from '../../domain/hand-over.ts'
import { Refusal } from '../../domain/refusal.ts'
import { action, noInputs } from '../action.ts'
import { keep } from '../load.ts'
import { forOwner } from './offer.ts'

/** Takes an offer back that nobody has answered: the asset stays with its owner. One for somebody who left is nobody's to take back. */
export const takeBackOffer = action('hand-over.take-back', {
  carries: z.strictObject({ asset: z.string(), offer: z.string() }),
  asks: noInputs,
  run: async (scope, { asset: id, offer }) => {
    const { asset } = await forOwner(scope, id)
    const open = openOffer(asset)
    if (open?.id !== offer || open.because !== 'asked')
      throw new Refusal(
        'already-decided',
        `This offer of ${id} is answered or over by now. Nothing left to do.`,
      )
    await keep(scope.session.assets, withdraw(asset), scope)
    return { ref: { show: 'hand-over', asset: id } }
  },
})
