import { z } from 'zod'
import type { Asset } from '../../domain/asset.ts'
import { readFields } from '../../domain/form.ts'
import { accept as take, decline as refuse } from '../../domain/hand-over.ts'
import type { Field } from '../../domain/programme.ts'
import type { Scope } from '../action.ts'
import { certificationMatter } from '../../domain/matter.ts'
import { openAsk } from '../../domain/waiver.ts'
import { action, noInputs } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { offerOnward } from '../leaving/onward.ts'
import { reseatRequests } from '../leaving/reseat.ts'
import { endWords } from '../reminders/say.ts'
import { assetOf, certificationFor, keep, requestAbout } from '../load.ts'

/** Which offer is answered: a later one of the same asset is another. */
const carries = z.strictObject({ asset: z.string(), offer: z.string() })

export const reasonField: Field = {
  id: 'reason',
  label: 'Why not you?',
  help: 'Whoever looks for an owner reads your words.',
  kind: 'words',
  required: true,
  isReason: true,
  most: 1000,
  options: [],
}

/** What is under way with an asset. */
const underWay = async ({ session }: Scope, asset: Asset) => {
  const certification = await certificationFor(session, asset)
  const approval = certification && (await requestAbout(session, certification))
  return { certification, approval }
}

/** Says yes to an offer: the asset is the person's from then on. */
export const acceptHandOver = action('hand-over.accept', {
  carries,
  asks: noInputs,
  run: async (scope, { asset: id, offer }) => {
    const { session, context, person } = scope
    const asset = await assetOf(session, id)
    const under = await underWay(scope, asset)
    const taken = take(asset, offer, person, under, context)
    await session.assets.save(taken.next, taken.events, context)
    if (taken.certification) {
      await keep(session.certifications, taken.certification, scope)
      await endWords(session, certificationMatter(taken.certification.next.id), asset.owner, context.now)
    }
    if (taken.approval) await keep(session.approvals, taken.approval, scope)
    // Whoever could have decided on it, or on a waiver for it, cannot as its owner.
    const { approval, certification } = under
    const asks = (certification?.waivers ?? []).flatMap((waiver) => openAsk(waiver) ?? [])
    if (taken.approval ?? asks.length > 0)
      await reseatRequests(session, context, {
        before: person,
        after: person,
        was: [...(approval ? [approval] : []), ...asks],
      })
    return { ref: { show: 'hand-over', asset: id } }
  },
})

/** Says no to an offer, with a reason; the next who could own a leaver's asset is asked. */
export const declineHandOver = action('hand-over.decline', {
  carries,
  asks: z.object({ reason: z.string().default('') }),
  form: ({ asset }) => ({ ...forms.handOver(asset), again: { show: 'decline-hand-over', asset } }),
  run: async (scope, { asset: id, offer }, values) => {
    const { session, context, person } = scope
    const asset = await assetOf(session, id)
    // Whether it is theirs to answer is asked before what they typed.
    refuse(asset, offer, person, '', context)
    const { reason = '' } = readFields([reasonField], values)
    const left = await keep(session.assets, refuse(asset, offer, person, reason, context), scope)
    await dropDraft(scope, forms.handOver(id))
    if (left.handOver?.because === 'left' && left.handOver.by === null)
      await offerOnward(session, context, left)
    return {
      ref: {
        show: 'line',
        title: 'Thank you for saying so',
        sentence: `Somebody else is asked to own ${id}. Nothing more is expected of you.`,
        tone: 'default',
        ways: [{ title: 'Show my inbox', what: 'home', id: '', part: '' }],
      },
    }
  },
})
