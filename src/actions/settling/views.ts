import { makers } from '../../domain/certification.ts'
import { can, isAmong } from '../../domain/person.ts'
import { tierOf } from '../../domain/registration.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isWaiting } from '../../domain/settlement.ts'
import type { ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { answerLabel, assetOf, certificationOf, labelOf, nameOf, permit, questionName } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { nextOf } from '../tier/views.ts'
import { settleFields } from './settle.ts'

/** An answer that nobody knew: for a steward to settle, or how it was settled. */
export const settleView = async (look: Look, id: string, question: string): Promise<ViewOf<'settle'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const { programme } = look
  const asset = await assetOf(look.session, certification.asset)
  const found = certification.settlements.find((one) => one.question === question)
  const rule = programme.questions.find((one) => one.id === question)
  if (!rule && !found)
    throw new Refusal('unknown-thing', 'The policy does not ask this. Type inbox to see what is open.')
  const { form, subject } = forms.settle(id, question)
  const may =
    found?.to === null &&
    isWaiting(certification, question) &&
    can(look.person, { deed: 'answer.settle', certification })
  return {
    kind: 'settle',
    ...(await headed(look, certification)),
    id: question,
    questionName: questionName(programme, question),
    ask: rule?.ask ?? question,
    help: rule?.help ?? '',
    asset: asset.id,
    purpose: asset.purpose.body,
    assetKind: labelOf(programme.kinds, asset.kind),
    platform: labelOf(programme.platforms, asset.platform),
    developer: await nameOf(look.session, certification.developer),
    stage: found === undefined ? 'over' : found.to === null ? 'asked' : 'settled',
    due: found?.due ?? null,
    answer: answerLabel(programme, question, certification.answers[question] ?? ''),
    who: found?.by ? await nameOf(look.session, found.by) : '',
    reason: found?.reason?.body ?? '',
    tier: tierOf(certification),
    next: nextOf(certification),
    mine: isAmong(look.person, makers(certification)),
    may,
    sentence: look.fault.sentence,
    fields: may
      ? ask(
          look,
          settleFields(programme, question).map(({ required: _required, ...field }) => field),
          await typed(look, form, subject),
        )
      : [],
  }
}
