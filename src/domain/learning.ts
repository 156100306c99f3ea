import { z } from 'zod'
import type { MicroCertification, QuizQuestion } from './programme.ts'

/** A quiz under way: the order of questions and of each one's options, and how each was answered. Indexes into the policy's lists. */
export const Quiz = z.object({
  skill: z.string(),
  order: z.array(z.number().int()),
  options: z.array(z.array(z.number().int())),
  /** Option index chosen, per question answered so far. */
  chosen: z.array(z.number().int()),
  /** True while the answer to the latest question is being shown. */
  shown: z.boolean(),
})
export type Quiz = Readonly<z.infer<typeof Quiz>>

const shuffle = (count: number, random: () => number): number[] => {
  const order = Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const kept = order[last] ?? last
    order[last] = order[other] ?? other
    order[other] = kept
  }
  return order
}

/** Begins a quiz with questions and answers in a new order. */
export const begin = (skill: MicroCertification, random: () => number): Quiz => {
  const order = shuffle(skill.questions.length, random)
  return {
    skill: skill.id,
    order,
    options: order.map((question) => shuffle(skill.questions[question]?.options.length ?? 0, random)),
    chosen: [],
    shown: false,
  }
}

/** The number of the question at hand, from 1: the one being shown with its answer, or the next to answer. */
export const numberOf = (quiz: Quiz): number => (quiz.shown ? quiz.chosen.length : quiz.chosen.length + 1)

export const questionAt = (quiz: Quiz, skill: MicroCertification, number: number): QuizQuestion | undefined =>
  skill.questions[quiz.order[number - 1] ?? -1]

/** Takes an answer to question `number`. The same question again changes nothing: the first answer counts. */
export const answer = (quiz: Quiz, number: number, option: number): Quiz =>
  number === quiz.chosen.length + 1 && !quiz.shown && (quiz.options[number - 1]?.includes(option) ?? false)
    ? { ...quiz, chosen: [...quiz.chosen, option], shown: true }
    : quiz

export const next = (quiz: Quiz): Quiz => ({ ...quiz, shown: false })

/** `done` once every question was answered and its reason seen; passed at `passPercent` or more. */
export const result = (quiz: Quiz, skill: MicroCertification) => {
  const total = quiz.order.length
  const right = quiz.chosen.filter(
    (option, index) => questionAt(quiz, skill, index + 1)?.options[option]?.right,
  ).length
  const needed = Math.ceil((total * skill.passPercent) / 100)
  return { right, total, needed, done: quiz.chosen.length === total && !quiz.shown, passed: right >= needed }
}
