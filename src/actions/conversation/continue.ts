import type { Draft } from '../../ports/store.ts'
import type { Ref } from '../../domain/ref.ts'
import { selves } from '../../domain/person.ts'
import type { Scope } from '../action.ts'
import { action, noInputs, nothing } from '../action.ts'
import { answersSoFar, firstOpenPage } from '../risk/pages.ts'
import { most } from '../load.ts'

const underWay = ['draft', 'classified', 'preparing', 'changes_requested', 'recertifying']

/** Resumes the latest thing that was begun, on whatever device or platform. */
export const resume = action('work.continue', {
  carries: nothing,
  asks: noInputs,
  words: ['continue', 'resume', 'go on'],
  help: 'go on with what you began',
  run: async (scope) => ({ ref: await latest(scope), as: 'new' }),
})

const latest = async (scope: Scope): Promise<Ref> => {
  const drafts = await scope.session.drafts.of(scope.person.id, 10)
  for (const draft of drafts) {
    const ref = await opened(scope, draft)
    if (ref) return ref
  }
  const mine = await scope.session.certifications.of(selves(scope.person), most)
  const open = mine
    .filter((one) => underWay.includes(one.state))
    .sort((a, b) => b.since.localeCompare(a.since))[0]
  if (open) return { show: 'certification', certification: open.id }
  return {
    show: 'line',
    title: 'Nothing is waiting to be continued',
    sentence: 'You have no form half filled and nothing in preparation.',
    tone: 'default',
    ways: [{ title: 'Register a solution', what: 'register', id: '', part: '' }],
  }
}

/** The card that a draft belongs to; undefined where it leads nowhere any more. */
const opened = async (scope: Scope, draft: Draft): Promise<Ref | undefined> => {
  if (draft.form === 'registration') return { show: 'register' }
  const [id, part] = draft.subject.split('/')
  if (draft.form !== 'questions' && draft.form !== 'step' && draft.form !== 'quiz') return undefined
  const certification = id === undefined ? undefined : await scope.session.certifications.find(id)
  if (!certification || !underWay.includes(certification.state)) return undefined
  if (draft.form === 'questions') {
    const answers = await answersSoFar(scope, scope.context.programme, certification)
    return {
      show: 'questions',
      certification: certification.id,
      page: firstOpenPage(scope.context.programme, answers),
    }
  }
  return part !== undefined && certification.steps.some((step) => step.id === part && step.state !== 'passed')
    ? { show: 'step', certification: certification.id, step: part }
    : undefined
}
