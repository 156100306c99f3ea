import type { Certification } from '../../domain/certification.ts'
import type { Programme, Question } from '../../domain/programme.ts'
import type { Scope } from '../action.ts'
import { forms } from '../forms.ts'

/** The questions on a page of the questionnaire; none beyond the last. */
export const questionsOn = (programme: Programme, page: number): readonly Question[] =>
  (programme.pages[page]?.questions ?? []).flatMap(
    (id) => programme.questions.find((question) => question.id === id) ?? [],
  )

/** What has been answered so far: what the certification holds, and over it what was typed since. Answers that the policy does not know any more fall away. */
export const answersSoFar = async (
  scope: Pick<Scope, 'session' | 'person'>,
  programme: Programme,
  certification: Certification,
): Promise<Readonly<Record<string, string>>> => {
  const { form, subject } = forms.questions(certification.id)
  const draft = await scope.session.drafts.get(scope.person.id, form, subject)
  const all: Readonly<Record<string, string>> = { ...certification.answers, ...draft?.values }
  return Object.fromEntries(
    programme.questions.flatMap((question) => {
      const chosen = all[question.id]
      return chosen !== undefined && question.options.some((option) => option.id === chosen)
        ? [[question.id, chosen]]
        : []
    }),
  )
}

/** The first page on which something is unanswered; the last page where nothing is. */
export const firstOpenPage = (programme: Programme, answers: Readonly<Record<string, string>>): number => {
  const page = programme.pages.findIndex((one) =>
    one.questions.some((question) => answers[question] === undefined),
  )
  return page === -1 ? programme.pages.length - 1 : page
}
