import type { Certification } from '../../domain/certification.ts'
import type { Quiz } from '../../domain/learning.ts'
import { Quiz as QuizShape, begin } from '../../domain/learning.ts'
import type { MicroCertification, Programme } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isSelf } from '../../domain/person.ts'
import type { Session } from '../../ports/store.ts'
import type { Scope } from '../action.ts'
import { forms } from '../forms.ts'
import type { StepCarries } from './step-scope.ts'

/** The micro-certification behind a training step. */
export const skillOf = (programme: Programme, step: string): MicroCertification => {
  const rule = programme.steps.find((one) => one.id === step)
  const skill = programme.microCertifications.find((one) => one.id === rule?.skill)
  if (!skill)
    throw new Refusal(
      'unknown-thing',
      'The policy does not ask for this training any more. Open the steps to see what is asked now.',
    )
  return skill
}

/** The person's quiz under way; undefined where none is, or where the policy's questions have changed since. */
export const quizUnderWay = async (
  session: Session,
  person: string,
  carries: StepCarries,
  skill: MicroCertification,
): Promise<Quiz | undefined> => {
  const { form, subject } = forms.quiz(carries.certification, carries.step)
  const draft = await session.drafts.get(person, form, subject)
  const stored = draft?.values['quiz']
  if (stored === undefined) return undefined
  const read = QuizShape.safeParse(JSON.parse(stored))
  return read.success && read.data.skill === skill.id && read.data.order.length === skill.questions.length
    ? read.data
    : undefined
}

export const keepQuiz = (
  session: Session,
  person: string,
  carries: StepCarries,
  quiz: Quiz,
  at: string,
): Promise<void> =>
  session.drafts.put({
    person,
    ...forms.quiz(carries.certification, carries.step),
    values: { quiz: JSON.stringify(quiz) },
    at,
  })

/**
 * A quiz for somebody who opens one. Whoever shows a card has no `random`: so the order is drawn from the hash of a seed, which
 * is the same each time that the same person looks at the same thing.
 */
export const freshQuiz = (skill: MicroCertification, seed: string): Quiz => begin(skill, drawn(seed))

/** Numbers in [0, 1) from a seed: enough to shuffle five questions, not a secret. */
const drawn = (seed: string) => {
  let state = 2166136261
  for (const char of seed) state = Math.imul(state ^ char.charCodeAt(0), 16777619)
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296
  }
}

/** A micro-certification is a person's own: nobody takes it for somebody else. */
export const onlyDeveloper = (scope: Pick<Scope, 'person'>, certification: Certification): void => {
  if (!isSelf(scope.person, certification.developer))
    throw new Refusal(
      'not-allowed',
      'A micro-certification is taken by the developer in person, so nobody else can do it for them.',
    )
}
