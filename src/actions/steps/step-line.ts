import type { Certification } from '../../domain/certification.ts'
import { isSelf } from '../../domain/person.ts'
import type { Step } from '../../domain/step.ts'
import type { StepLine } from '../../domain/view-parts.ts'
import { holderWords } from '../../domain/role-words.ts'
import { forms } from '../forms.ts'
import { nameOf } from '../load.ts'
import type { Look } from '../look.ts'

/** The developer, as the reader would say it. */
const developerOf = async (look: Look, { developer }: Certification): Promise<string> =>
  isSelf(look.person, developer) ? 'you' : nameOf(look.session, developer)

/** Who passes a step, as the reader would say it. */
export const whoPasses = async (look: Look, certification: Certification, step: Step): Promise<string> => {
  const id = step.passedBy ?? step.asked ?? (step.by === 'owner' ? certification.owner : null)
  if (id !== null) return isSelf(look.person, id) ? 'you' : nameOf(look.session, id)
  const developer = await developerOf(look, certification)
  switch (step.by) {
    case 'developer':
      return developer
    case 'peer':
      return developer === 'you' ? 'a peer whom you choose' : `a peer whom ${developer} chooses`
    case 'manager':
      return developer === 'you' ? 'your manager' : `the manager of ${developer}`
    case 'deputy':
      return 'the deputy'
    default:
      return holderWords(step.by)
  }
}

export const stepLine = async (look: Look, certification: Certification, step: Step): Promise<StepLine> => ({
  id: step.id,
  title: step.title,
  state: step.state,
  begun: step.state === 'open' && (await isBegun(look, certification, step)),
  first: await developerOf(look, certification),
  who: await whoPasses(look, certification, step),
  said: step.refusal?.reason.body ?? '',
})

/** Whether something was given already, or typed by the reader and kept. */
const isBegun = async (look: Look, certification: Certification, step: Step): Promise<boolean> => {
  if (step.evidence.length > 0 || Object.keys(step.answers).length > 0) return true
  for (const { form, subject } of [
    forms.step(certification.id, step.id),
    forms.quiz(certification.id, step.id),
  ]) {
    const draft = await look.session.drafts.get(look.person.id, form, subject)
    if (draft && Object.values(draft.values).some((value) => value !== '')) return true
  }
  return false
}

/** The first step that the developer can go on with by themselves. */
export const nextStep = (certification: Certification): Step | undefined =>
  certification.steps.find((step) => step.state === 'refused') ??
  certification.steps.find((step) => step.state === 'open')
