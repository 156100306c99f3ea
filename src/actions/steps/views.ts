import type { Certification } from '../../domain/certification.ts'
import { isLive, isPreparing, isRenewal, makers } from '../../domain/certification.ts'
import { numberOf, questionAt, result } from '../../domain/learning.ts'
import { stepOf } from '../../domain/preparation.ts'
import type { StepRule } from '../../domain/programme.ts'
import { tierOf } from '../../domain/registration.ts'
import type { Step } from '../../domain/step.ts'
import { asks, needsAsking, needsNaming, waitsForWord } from '../../domain/step.ts'
import { obstacle } from '../../domain/submission.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import { isAmong, isSelf } from '../../domain/person.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { certificationOf, eachOf, nameOf, permit } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, peopleOptions, typed } from '../look.ts'
import { blockedOf } from '../risk/views.ts'
import { waiverLines, waiverWay } from '../waiver/views.ts'
import { freshQuiz, quizUnderWay, skillOf } from './quiz.ts'
import { nextStep, stepLine, whoPasses } from './step-line.ts'
import { confirmView, helpOf } from './vouching-views.ts'

export const stepsView = async (look: Look, id: string): Promise<ViewOf<'steps'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const steps = await eachOf(certification.steps, (step) => stepLine(look, certification, step))
  const mine = isAmong(look.person, makers(certification))
  const wrong = obstacle(certification, look)
  const yours = isSelf(look.person, certification.developer)
  const next = yours ? nextStep(certification) : wordOfOwner(look, certification)
  const editable = isPreparing(certification)
  return {
    kind: 'steps',
    ...(await headed(look, certification)),
    tier: tierOf(certification),
    steps,
    done: steps.filter((step) => step.state === 'passed').length,
    total: steps.length,
    obstacle: wrong?.message ?? '',
    next: next && mine && editable ? { id: next.id, title: next.title } : null,
    blocked: editable ? blockedOf(look, certification) : [],
    waived: await waiverLines(look, certification),
    waiver: waiverWay(look, certification),
    canSubmit: mine && editable && wrong === undefined,
    mine: mine && editable,
    yours: yours && editable,
    changes: await changesOf(look, certification),
    renewal:
      isRenewal(certification) && editable
        ? {
            inForceUntil: isLive(certification, look.now) ? certification.inForceUntil : null,
            stopped: certification.stop?.reason?.body ?? '',
          }
        : null,
    attests:
      tierOf(certification) === 'low'
        ? 'By submitting you say that all of this is true. It is decided at once; about one in ten is looked at afterwards.'
        : 'By submitting you say that all of this is true. It then stands still until it is decided.',
  }
}

/** Who wants what changed: whoever decided, or the steward who looked at a sample. */
const changesOf = async (
  look: Look,
  { state, decision, sample }: Certification,
): Promise<ViewOf<'steps'>['changes']> => {
  const looked = state === 'recertifying' ? sample?.looked : undefined
  if (looked?.found) return { who: await nameOf(look.session, looked.by), reason: looked.found.body }
  if (state !== 'changes_requested' || decision === null) return null
  const by = decision.by.at(-1)
  return {
    who: by === undefined ? '' : await nameOf(look.session, by),
    reason: decision.reason?.body ?? '',
  }
}

/** What the owner of somebody else's work has to do on the checklist: their own word, and nothing that is the developer's. */
const wordOfOwner = (look: Look, certification: Certification): Step | undefined =>
  isSelf(look.person, certification.owner)
    ? certification.steps.find((step) => step.by === 'owner' && step.state === 'asked')
    : undefined

/** The developer's side of a step: whatever it asks of them now. */
export const stepView = async (look: Look, id: string, stepId: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const step = stepOf(certification, stepId)
  const rule = look.programme.steps.find((one) => one.id === stepId)
  const editable = isPreparing(certification)
  const mine = isAmong(look.person, makers(certification))
  const head = { ...(await headed(look, certification)), step: stepId, title: step.title }
  const waiting = async (): Promise<View> => ({
    kind: 'waiting-step',
    ...head,
    who: await whoPasses(look, certification, step),
    stepState: step.state,
    said: step.state === 'refused' ? (step.refusal?.reason.body ?? '') : '',
    saidBy: step.state === 'refused' ? await nameOf(look.session, step.refusal?.by ?? '') : '',
    canAsk: mine && editable && needsAsking(step),
  })
  if (!rule || !editable || !mine) return waiting()
  if (step.by === 'owner' && isSelf(look.person, certification.owner) && waitsForWord(step))
    return confirmView(look, id, stepId)
  // What the developer does in person is nobody else's form.
  const inPerson = asks(step) === 'acknowledge' || asks(step) === 'quiz'
  if (inPerson && !isSelf(look.person, certification.developer)) return waiting()
  switch (asks(step)) {
    case 'acknowledge':
      return {
        kind: 'acknowledge',
        ...head,
        asks: look.programme.mandate.asks,
        // Whoever has never agreed has nothing to compare it with.
        changes: look.person.acknowledged.length > 0 ? look.programme.mandate.changes : [],
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
  const blanks = rule.fields.map((field) => ({
    ...field,
    optional: !field.required,
    ...(field.kind === 'person' ? { options: people } : {}),
  }))
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
    sentence: look.fault.fields['answer'] ?? '',
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
    help: helpOf(rule),
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
        {
          id: 'link',
          label: 'Add a link',
          help: 'It has to start with https://',
          most: 1000,
          optional: true,
        },
        { id: 'note', label: 'Add a note', kind: 'words', most: 2000, optional: true },
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
  const label = step.by === 'manager' ? await managerQuestion(look, certification) : 'Whom do you ask?'
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

const managerQuestion = async (look: Look, { developer }: Certification): Promise<string> =>
  isSelf(look.person, developer)
    ? 'Who is your manager?'
    : `Who is the manager of ${await nameOf(look.session, developer)}?`
