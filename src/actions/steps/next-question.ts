import { begin, next, result } from '../../domain/learning.ts'
import { pass } from '../../domain/membership.ts'
import { passByDeveloper } from '../../domain/preparation.ts'
import { action, noInputs } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { certificationOf, keep } from '../load.ts'
import { keepQuiz, onlyDeveloper, quizUnderWay, skillOf } from './quiz.ts'
import { moveStep, stepCarries, stepRef } from './step-scope.ts'

/** Goes on in a quiz: to the next question, to the pass, or back to the beginning with a new order. */
export const nextQuestion = action('quiz.next', {
  carries: stepCarries,
  asks: noInputs,
  run: async (scope, carries) => {
    const { session, context, person } = scope
    onlyDeveloper(scope, await certificationOf(session, carries.certification))
    const skill = skillOf(context.programme, carries.step)
    const quiz = await quizUnderWay(session, person.id, carries, skill)
    if (!quiz) return { ref: stepRef(carries) }
    const onward = next(quiz)
    const reached = result(onward, skill)
    if (!reached.done) {
      await keepQuiz(session, person.id, carries, onward, context.now)
      return { ref: stepRef(carries) }
    }
    if (!reached.passed) {
      // The result of a quiz that was just finished is shown once; going on from there begins anew.
      const seen = !quiz.shown
      await keepQuiz(session, person.id, carries, seen ? begin(skill, context.random) : onward, context.now)
      return { ref: stepRef(carries) }
    }
    await keep(
      session.people,
      pass(person, skill, Math.round((reached.right / reached.total) * 100), context),
      scope,
    )
    await moveStep(scope, carries, (current) =>
      passByDeveloper(current, carries.step, 'quiz', person.id, context),
    )
    await dropDraft(scope, forms.quiz(carries.certification, carries.step))
    return {
      ref: {
        show: 'line',
        title: `You passed ${skill.title}`,
        sentence: `${reached.right} of ${reached.total} right. It counts for all your work for ${skill.validMonths} months, so you are not asked again until then.`,
        tone: 'good',
        ways: [{ title: 'Back to the steps', what: 'steps', id: carries.certification, part: '' }],
      },
    }
  },
})
