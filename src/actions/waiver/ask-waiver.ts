import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import { can, reachOf } from '../../domain/person.ts'
import type { Ref } from '../../domain/ref.ts'
import { Refusal } from '../../domain/refusal.ts'
import { keptOut } from '../../domain/review.ts'
import { pendingAsk, standingWaiver } from '../../domain/waiver.ts'
import { askWaiver as ask, mayAskWaiver, nextToWaive } from '../../domain/waiver-request.ts'
import type { Scope } from '../action.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { certificationOf, countHolders, editable, keep, permit, readReference } from '../load.ts'

const how =
  'Which one? Type waiver and its reference, for example waiver CRT-12. Or all at once: waiver CRT-12 until 2027-02-01 because we move in January; meanwhile: two people check each run.'

/** Asks to waive an answer that blocks, for a time: `waiver CRT-12`. */
export const askWaiver = action('waiver.ask', {
  carries: z.strictObject({ certification: z.string(), question: z.string() }),
  asks: z.object({
    reason: z.string().default(''),
    controls: z.string().default(''),
    until: z.string().default(''),
  }),
  words: ['waiver'],
  help: 'ask for an exception, for a time, where an answer blocks: waiver CRT-12',
  form: ({ certification, question }) => ({
    ...forms.waiver(certification, question),
    again: { show: 'ask-waiver', certification, question },
  }),
  typed: async (rest, scope) => {
    const read = readReference(rest)
    if (!read) throw new Refusal('unknown-thing', how)
    const certification = await certificationOf(scope.session, read.reference)
    if (read.rest === '') return whatStands(scope, certification)
    await permit(scope, 'certification.edit', certification)
    const terms = /^until\s+(\S+?)[\s,;]+because\s+(.+?)[\s.;,]+meanwhile:?\s+(.+)$/is.exec(read.rest)
    if (!terms) throw new Refusal('invalid', how.replace('Which one? Type', 'I cannot read that. Type'))
    const [, until = '', reason = '', controls = ''] = terms
    const question = nextToWaive(certification, scope.context)?.question ?? ''
    return {
      carries: { certification: certification.id, question },
      asks: { until, reason, controls },
    }
  },
  run: async (scope, { certification: id, question }, values) => {
    const certification = await editable(scope, id)
    const holders = await countHolders(scope.session, keptOut(certification), reachOf(certification))
    const asked = ask(certification, question, values, scope.person, holders, scope.context)
    await keep(scope.session.certifications, asked, scope)
    await dropDraft(scope, forms.waiver(id, question))
    return { ref: { show: 'waiver', certification: id, waiver: asked.waiver } }
  },
})

/** What `waiver CRT-12` shows: the form to whoever may ask and has not, else the latest waiver. */
const whatStands = async (scope: Scope, certification: Certification): Promise<Ref> => {
  const { id, waivers } = certification
  const answer = nextToWaive(certification, scope.context)
  const standing = answer && standingWaiver(certification, answer)
  const mayAsk = can(scope.person, { deed: 'waiver.ask', certification })
  if (mayAsk && answer && !standing && mayAskWaiver(certification, answer.question, scope.context))
    return { show: 'ask-waiver', certification: id, question: answer.question }
  const shown = standing ?? waivers.findLast((one) => pendingAsk(one)) ?? waivers.at(-1)
  if (shown) return { show: 'waiver', certification: id, waiver: shown.id }
  await permit(scope, 'certification.see', certification)
  return {
    show: 'line',
    title: 'No waiver',
    sentence: answer
      ? `Nobody has asked for a waiver for ${id}. That is for its developer and its owner, while it can be changed.`
      : `No answer of ${id} blocks it, so there is nothing to waive.`,
    tone: 'default',
    ways: [{ title: 'Show it', what: 'certification', id, part: '' }],
  }
}
