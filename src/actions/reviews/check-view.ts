import { contactOf, makers } from '../../domain/certification.ts'
import { takesChange } from '../../domain/change.ts'
import { can, isAmong } from '../../domain/person.ts'
import type { ViewOf } from '../../domain/view.ts'
import { headed } from '../headed.ts'
import { answerLabel, assetOf, certificationOf, nameOf, permit } from '../load.ts'
import type { Look } from '../look.ts'

/** Owner, runbook and access of something certified, as one matter. */
export const checkView = async (look: Look, id: string): Promise<ViewOf<'check'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const asset = await assetOf(look.session, certification.asset)
  const review = await look.session.reviews.openOf(id)
  const runbook = certification.steps.find((step) => /runbook/.test(step.id) && step.state === 'passed')
  const [words] = Object.values(runbook?.answers ?? {})
  return {
    kind: 'check',
    ...(await headed(look, certification)),
    stage: review === undefined ? 'done' : review.kind === 'check' ? 'open' : 'more',
    due: review?.due ?? null,
    owner: await nameOf(look.session, certification.owner),
    deputy: asset.deputy === null ? '' : await nameOf(look.session, asset.deputy),
    contact: contactOf(certification),
    runbook: words?.body ?? runbook?.evidence.at(-1)?.words.body ?? '',
    access: answerLabel(look.programme, 'access', certification.answers['access'] ?? ''),
    mine: isAmong(look.person, makers(certification)),
    may: review?.kind === 'check' && can(look.person, { deed: 'certification.confirm', certification }),
    mayChange: takesChange(certification) && can(look.person, { deed: 'certification.edit', certification }),
  }
}
