/** What the HTTP answer to a delivery says. */
export type Answered = { readonly status: number; readonly body?: object }

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards */
const invoke = (statusCode: number, type: string, value: unknown): Answered => ({
  status: statusCode,
  body: { statusCode, type, value },
})

/** The card in place of the one that was pressed, for whoever pressed it. */
export const faceAnswer = (card: object): Answered =>
  invoke(200, 'application/vnd.microsoft.card.adaptive', card)

/** A line below the card, for whoever pressed it. An empty one counts as no answer: Teams shows an error and presses again. */
export const lineAnswer = (text: string): Answered =>
  invoke(200, 'application/vnd.microsoft.activity.message', text.trim() || 'Done.')

export const errorAnswer = (status: number, code: string, message: string): Answered =>
  invoke(status, 'application/vnd.microsoft.error', { code, message })
