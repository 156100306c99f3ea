import type { Feedback } from '../../domain/feedback.ts'
import type { Scope } from '../action.ts'

/** Writes the person's feedback on a certification; a second one changes the first. */
export const putFeedback = async (
  scope: Scope,
  certification: string,
  change: Partial<Pick<Feedback, 'rating' | 'words'>>,
): Promise<void> => {
  const { session, context, person } = scope
  const before = await session.feedback.of(certification, person.id)
  const feedback: Feedback = {
    id: before?.id ?? context.newId(),
    rev: (before?.rev ?? 0) + 1,
    certification,
    person: person.id,
    rating: before?.rating ?? null,
    words: before?.words ?? null,
    at: context.now,
    ...change,
  }
  await session.feedback.save(
    feedback,
    [
      {
        type: 'feedback-given',
        subject: feedback.id,
        certification,
        person: person.id,
        rating: feedback.rating,
      },
    ],
    context,
  )
}
