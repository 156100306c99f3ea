import type { Certification } from '../../domain/certification.ts'
import { makers } from '../../domain/certification.ts'
import { numberOf, questionAt, result } from '../../domain/learning.ts'
import { stepOf } from '../../domain/preparation.ts'
import type { StepRule } from '../../domain/programme.ts'
import { tierOf } from '../../domain/registration.ts'
import type { Step } from '../../domain/step.ts'
import { asks, needsNaming } from '../../domain/step.ts'
import { obstacle } from '../../domain/submission.ts'
import type { StepLine } from '../../domain/view-parts.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import { isAmong, isSelf } from '../../domain/person.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { certificationOf, eachOf, nameOf, permit, questionName } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, peopleOptions, roleWords, typed } from '../look.ts'
import { freshQuiz, quizUnderWay, skillOf } from './quiz.ts'

/** Who passes a step, as the reader would say it. */
const whoPasses = async (look: Look, certification: Certification, step: Step): Promise<string> => {
  const id = step.passedBy ?? step.asked ?? (step.by === 'owner' ? certification.owner : null)
  if (id !== null) return isSelf(look.person, id) ? 'you' : nameOf(look.session, id)
  switch (step.by) {
    case 'developer':
      return isSelf(look.person, certification.developer)
        ? 'you'
        : nameOf(look.session, certification.developer)
    case 'peer':
      return 'a peer whom you choose'
    case 'manager':
      return 'your manager'
    case 'deputy':
      return 'the deputy'
    default:
      return `the ${roleWords(step.by)} role`
  }
}

export const stepLine = async (look: Look, certification: Certification, step: Step): Promise<StepLine> => ({
  id: step.id,
  title: step.title,
  state: step.state,
  who: await whoPasses(look, certification, step),
  said: step.refusal?.reason.body ?? '',
})

/** The first step that the developer can go on with by themselves. */
export const nextStep = (certification: Certification): Step | undefined =>
  certification.steps.find((step) => step.state === 'refused') ??
  certification.steps.find((step) => step.state === 'open')

export const stepsView = async (look: Look, id: string): Promise<ViewOf<'steps'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const steps = await eachOf(certification.steps, (step) => stepLine(look, certification, step))
  const mine = isAmong(look.person, makers(certification))
  const wrong = obstacle(certification, (question) => questionName(look.programme, question))
  const next = nextStep(certification)
  const editable = certification.state === 'preparing' || certification.state === 'changes_requested'
  const decision = certification.state === 'changes_requested' ? certification.decision : null
  return {
    kind: 'steps',
    ...(await headed(look, certification)),
    tier: tierOf(certification),
    steps,
    done: steps.filter((step) => step.state === 'passed').length,
    total: steps.length,
    obstacle: wrong?.message ?? '',
    next: next && mine && editable ? { id: next.id, title: next.title } : null,
    canSubmit: mine && editable && wrong === undefined,
    mine: mine && editable,
    changes: decision
      ? {
          who: (await eachOf(decision.by.slice(-1), (by) => nameOf(look.session, by)))[0] ?? '',
          reason: decision.reason?.body ?? '',
        }
      : null,
    attests:
      tierOf(certification) === 'low'
        ? 'By submitting you say that all of this is true. It is decided at once; about one in ten is looked at afterwards.'
        : 'By submitting you say that all of this is true. It then stands still until it is decided.',
  }
}

/** The developer's side of a step: whatever it asks of them now. */
export const stepView = async (look: Look, id: string, stepId: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const step = stepOf(certification, stepId)
  const rule = look.programme.steps.find((one) => one.id === stepId)
  const editable = certification.state === 'preparing' || certification.state === 'changes_requested'
  const mine = isAmong(look.person, makers(certification))
  const head = { ...(await headed(look, certification)), step: stepId, title: step.title }
  const waiting = async (): Promise<View> => ({
    kind: 'waiting-step',
    ...head,
    who: await whoPasses(look, certification, step),
    stepState: step.state,
  })
  if (!rule || !editable || !mine) return waiting()
  switch (asks(step)) {
    case 'acknowledge':
      return {
        kind: 'acknowledge',
        ...head,
        asks: look.programme.mandate.asks,
        changes: look.programme.mandate.changes,
        passed: step.state === 'passed',
      }
    case 'quiz':
      return step.state === 'passed' ? waiting() : quizView(look, certification, step, head)
    case 'form':
      return {
        kind: 'step-form',
        ...head,
        help: rule.help,
        example: rule.example,
        fields: await formFields(look, certification, step, rule),
        sentence: look.fault.sentence,
      }
    case 'evidence':
      return evidenceView(look, certification, step, rule, head)
    case 'confirm':
      return step.by === 'owner' ||
        !(step.by === 'peer' || step.by === 'manager' || step.by === 'deputy') ||
        step.state === 'passed'
        ? waiting()
        : namePersonView(look, certification, step, rule, head)
  }
}

type Head = Awaited<ReturnType<typeof headed>> & { readonly step: string; readonly title: string }

const formFields = async (look: Look, certification: Certification, step: Step, rule: StepRule) => {
  const { form, subject } = forms.step(certification.id, step.id)
  const given = Object.fromEntries(Object.entries(step.answers).map(([field, words]) => [field, words.body]))
  const people = rule.fields.some((field) => field.kind === 'person') ? await peopleOptions(look) : []
  const blanks = rule.fields.map((field) => (field.kind === 'person' ? { ...field, options: people } : field))
  return ask(look, blanks, { ...given, ...(await typed(look, form, subject)) })
}

const quizView = async (look: Look, certification: Certification, step: Step, head: Head): Promise<View> => {
  const skill = skillOf(look.programme, step.id)
  const carries = { certification: certification.id, step: step.id }
  const quiz =
    (await quizUnderWay(look.session, look.person.id, carries, skill)) ??
    freshQuiz(skill, `${look.person.id} ${certification.id}`)
  const reached = result(quiz, skill)
  if (reached.done)
    return {
      kind: 'quiz-done',
      ...head,
      title: skill.title,
      right: reached.right,
      total: reached.total,
      needed: reached.needed,
      passed: reached.passed,
    }
  const number = numberOf(quiz)
  const question = questionAt(quiz, skill, number)
  if (!question) throw new Error(`${skill.id} has no question ${number}`)
  const order = quiz.options[number - 1] ?? []
  const options = order.flatMap((index) => {
    const option = question.options[index]
    return option ? [{ id: String(index), text: option.text }] : []
  })
  const chosen = quiz.shown ? question.options[quiz.chosen.at(-1) ?? -1] : undefined
  return {
    kind: 'quiz',
    ...head,
    title: skill.title,
    number,
    total: reached.total,
    brief: number === 1 && !quiz.shown ? skill.brief : [],
    ask: question.ask,
    options,
    answered: chosen
      ? {
          right: chosen.right,
          chosen: chosen.text,
          correct: question.options.find((option) => option.right)?.text ?? '',
          because: chosen.because,
        }
      : null,
  }
}

const evidenceView = async (
  look: Look,
  certification: Certification,
  step: Step,
  rule: StepRule,
  head: Head,
): Promise<View> => {
  const { form, subject } = forms.step(certification.id, step.id)
  return {
    kind: 'evidence',
    ...head,
    help: rule.help,
    example: rule.example,
    given: step.evidence.map((one) => ({
      id: one.id,
      kind: one.kind,
      words: one.words.body,
      at: one.at,
      hash: one.hash,
    })),
    fields: ask(
      look,
      [
        { id: 'link', label: 'Add a link', help: 'It has to start with https://', most: 1000 },
        { id: 'note', label: 'Add a note', kind: 'words', most: 2000 },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
    attests: step.by === 'developer' ? '' : await whoPasses(look, certification, { ...step, passedBy: null }),
    stepState: step.state,
    said: step.refusal?.reason.body ?? '',
  }
}

const namePersonView = async (
  look: Look,
  certification: Certification,
  step: Step,
  rule: StepRule,
  head: Head,
): Promise<View> => {
  const { form, subject } = forms.step(certification.id, step.id)
  const label = step.by === 'manager' ? 'Who is your manager?' : 'Whom do you ask?'
  return {
    kind: 'name-person',
    ...head,
    help: rule.help,
    fields: ask(
      look,
      [
        {
          id: 'person',
          label,
          kind: 'person',
          options: await peopleOptions(look, makers(certification)),
          value: step.asked ?? '',
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
    asked: needsNaming(step) ? '' : await whoPasses(look, certification, step),
    said: step.refusal?.reason.body ?? '',
  }
}
