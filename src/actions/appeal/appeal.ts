import { z } from 'zod'
import { allowAppeal, appeal as contest } from '../../domain/appeal.ts'
import { Refusal } from '../../domain/refusal.ts'
import { barred, tookPart } from '../../domain/approval.ts'
import { action } from '../action.ts'
import { saveDecided } from '../approval/decide.ts'
import { readReason } from '../approval/reason.ts'
import { dropDraft, forms } from '../forms.ts'
import { approvalOf, certificationOf, countHolders, permit, readReference } from '../load.ts'
import { notOpenAnyMore } from '../not-open.ts'

/** Asks others than those who rejected it, with a reason; once. */
export const appeal = action('certification.appeal', {
  carries: z.strictObject({ certification: z.string() }),
  asks: z.object({ reason: z.string().optional() }),
  words: ['appeal'],
  help: 'ask others after a rejection: appeal CRT-12 and your reason',
  form: ({ certification }) => ({ ...forms.appeal(certification), again: { show: 'appeal', certification } }),
  typed: async (rest, scope) => {
    const read = readReference(rest)
    if (!read)
      throw new Refusal(
        'unknown-thing',
        'Which one? Type appeal, its reference and your reason, for example appeal CRT-12 and why.',
      )
    const certification = await certificationOf(scope.session, read.reference)
    await permit(scope, 'certification.submit', certification)
    if (certification.state !== 'rejected' && certification.appeal === null)
      return notOpenAnyMore(certification, 'and only a rejection can be appealed')
    allowAppeal(certification, scope.context)
    return read.rest === ''
      ? { show: 'appeal', certification: certification.id }
      : { carries: { certification: certification.id }, asks: { reason: read.rest } }
  },
  run: async (scope, { certification: id }, values) => {
    const { session, context, person } = scope
    const certification = await certificationOf(session, id)
    await permit(scope, 'certification.submit', certification)
    allowAppeal(certification, context)
    const reason = readReason(values)
    const earlier = await approvalOf(session, certification.approval ?? '')
    const out = [...barred(earlier), ...tookPart(earlier)]
    const holders = await countHolders(session, out, { tier: earlier.tier, unit: earlier.unit })
    const wish = { id: await session.reference('APR'), by: person.id, reason }
    await saveDecided(scope, contest(certification, earlier, wish, holders, context))
    await dropDraft(scope, forms.appeal(id))
    return { ref: { show: 'certification', certification: id } }
  },
})
