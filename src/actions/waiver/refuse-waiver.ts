import { z } from 'zod'
import { refuseWaiver as refuse } from '../../domain/waiver-decision.ts'
import { action } from '../action.ts'
import { readReason } from '../approval/reason.ts'
import { dropDraft, forms } from '../forms.ts'
import { decideWaiver, readWaiver, waiverCarries } from './decide-waiver.ts'

/** Says no to a waiver, with a reason that the one who asked reads. */
export const refuseWaiver = action('waiver.refuse', {
  carries: waiverCarries,
  asks: z.object({ reason: z.string().optional() }),
  words: ['waiver refuse', 'refuse waiver', 'waiver reject'],
  help: 'refuse a waiver: waiver refuse CRT-12 and your reason',
  roles: ['steward', 'board'],
  form: ({ certification, waiver, ask }) => ({
    ...forms.refuseWaiver(certification, ask),
    again: { show: 'refuse-waiver', certification, waiver },
  }),
  typed: async (rest, scope) => {
    const read = await readWaiver(rest, scope, 'waiver refuse')
    if ('show' in read) return read
    const { certification, waiver } = read.carries
    return read.reason === ''
      ? { show: 'refuse-waiver', certification, waiver }
      : { carries: read.carries, asks: { reason: read.reason } }
  },
  run: async (scope, carries, values) => {
    const shown = await decideWaiver(scope, carries, (certification, seen, names) =>
      refuse(certification, seen, scope.person, () => readReason(values), names, scope.context),
    )
    await dropDraft(scope, forms.refuseWaiver(carries.certification, carries.ask))
    return shown
  },
})
