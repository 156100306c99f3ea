import { z } from 'zod'
import { invalid } from '../../domain/form.ts'
import { answer } from '../../domain/learning.ts'
import { action } from '../action.ts'
import { forms } from '../forms.ts'
import { certificationOf } from '../load.ts'
import { freshQuiz, keepQuiz, onlyDeveloper, quizUnderWay, skillOf } from './quiz.ts'
import { stepCarries, stepRef } from './step-scope.ts'

/** Takes the answer to one question of a quiz and shows whether it is right, and why. */
export const answerQuiz = action('quiz.answer', {
  carries: z.strictObject({ ...stepCarries.shape, number: z.number().int().min(1) }),
  asks: z.object({ answer: z.string().optional() }),
  form: (carries) => ({ ...forms.step(carries.certification, carries.step), again: stepRef(carries) }),
  run: async (scope, { certification: id, step, number }, { answer: typed }) => {
    const carries = { certification: id, step }
    onlyDeveloper(scope, await certificationOf(scope.session, id))
    const skill = skillOf(scope.context.programme, step)
    const quiz =
      (await quizUnderWay(scope.session, scope.person.id, carries, skill)) ??
      freshQuiz(skill, `${scope.person.id} ${id}`)
    if (typed === undefined || !/^\d+$/.test(typed))
      throw invalid({ answer: 'Please choose one of the answers.' })
    await keepQuiz(
      scope.session,
      scope.person.id,
      carries,
      answer(quiz, number, Number(typed)),
      scope.context.now,
    )
    return { ref: stepRef(carries) }
  },
})
