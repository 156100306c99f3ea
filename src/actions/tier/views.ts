import type { Certification } from '../../domain/certification.ts'
import { isPreparing, makers } from '../../domain/certification.ts'
import { can, isAmong, isSelf } from '../../domain/person.ts'
import { openSteps } from '../../domain/submission.ts'
import type { ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { certificationOf, nameOf, permit } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { tierFields } from './set-tier.ts'
import { forSteward } from '../stewards.ts'

export const setTierView = async (look: Look, id: string): Promise<ViewOf<'set-tier'>> => {
  const certification = await forSteward(look, id, 'tier.set')
  const { form, subject } = forms.tier(id)
  return {
    kind: 'set-tier',
    ...(await headed(look, certification)),
    tier: certification.assessment?.tier ?? null,
    sentence: look.fault.sentence,
    fields: ask(
      look,
      tierFields.map(({ required: _required, ...field }) => field),
      await typed(look, form, subject),
    ),
  }
}

/** A tier that was set, or is asked for, and what became of it. */
export const tierChangeView = async (
  look: Look,
  id: string,
  change: string,
): Promise<ViewOf<'tier-change'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const { lowering, ruling } = certification
  const asked = lowering?.id === change ? lowering : undefined
  const found = asked ?? (ruling?.id === change ? ruling : undefined)
  const second = found && 'second' in found ? found.second : null
  return {
    kind: 'tier-change',
    ...(await headed(look, certification)),
    change,
    stage: asked ? 'asked' : found ? 'set' : 'over',
    before: found?.from ?? null,
    tier: found?.tier ?? certification.assessment?.tier ?? null,
    who: found ? await nameOf(look.session, found.by) : '',
    second: second === null ? '' : await nameOf(look.session, second),
    reason: found?.reason.body ?? '',
    next: nextOf(certification),
    mine: isAmong(look.person, makers(certification)),
    may:
      asked !== undefined &&
      can(look.person, { deed: 'tier.second', certification }) &&
      !isSelf(look.person, asked.by),
  }
}

/** What the developer does next, now that the tier is another. */
export const nextOf = (certification: Certification): string => {
  if (certification.state === 'draft') return 'It counts once the questions are answered.'
  if (certification.state === 'classified') return 'Next: start the steps.'
  if (!isPreparing(certification)) return ''
  const open = openSteps(certification).length
  if (open === 0) return 'Every step is passed already. Next: submit it.'
  return `Next: ${open === 1 ? 'one step is' : `${open} steps are`} open. What was passed before is kept.`
}
