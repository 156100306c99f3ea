import { z } from 'zod'
import { invalid } from '../../domain/form.ts'
import { changeAnswers } from '../../domain/renewal.ts'
import { againstSettled } from '../../domain/settling.ts'
import { action, anyInputs } from '../action.ts'
import { dropDraft, forms, keepDraft } from '../forms.ts'
import { editable, keep } from '../load.ts'
import { assessed } from './assessed.ts'
import { answersSoFar, questionsOn } from './pages.ts'

/** Takes one page of answers; the last page gives the result. */
export const answerQuestions = action('questions.answer', {
  carries: z.strictObject({ certification: z.string(), page: z.number().int().min(0) }),
  asks: anyInputs,
  form: ({ certification, page }) => ({
    ...forms.questions(certification),
    again: { show: 'questions', certification, page },
  }),
  run: async (scope, { certification: id, page }, values) => {
    const { programme } = scope.context
    const certification = await editable(scope, id)
    await keepDraft(scope, forms.questions(id), values)
    const answers = await answersSoFar(scope, programme, certification)
    const open = questionsOn(programme, page).filter((question) => answers[question.id] === undefined)
    if (open.length > 0)
      throw invalid(
        Object.fromEntries(
          open.map((question) => [question.id, 'Please choose an answer; "I don\'t know" is fine.']),
        ),
      )
    const wrong = Object.entries(againstSettled(certification, answers, questionsOn(programme, page)))
    if (wrong.length > 0) throw invalid(Object.fromEntries(wrong))
    if (page + 1 < programme.pages.length)
      return { ref: { show: 'questions', certification: id, page: page + 1 } }
    const missing = programme.pages.findIndex((one) =>
      one.questions.some((question) => answers[question] === undefined),
    )
    if (missing !== -1) return { ref: { show: 'questions', certification: id, page: missing } }

    const { assessment, anew } = await assessed(scope, certification, answers)
    await keep(
      scope.session.certifications,
      changeAnswers(certification, answers, assessment, anew, scope.context),
      scope,
    )
    await dropDraft(scope, forms.questions(id))
    return { ref: { show: 'certification', certification: id } }
  },
})
