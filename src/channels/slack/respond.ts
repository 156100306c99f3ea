import type { ModalView } from '@slack/types'
import type { Card, Element } from '../../ports/card.ts'
import type { Answer } from '../../ports/channel.ts'
import { asksInputs, errorsOf, modalOf } from './blocks.ts'
import type { Origin } from './blocks.ts'
import type { View } from './payload.ts'

/** What becomes of a window that was sent: Slack reads it in the answer to the very request. */
export type Response =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ModalView }
  | { readonly response_action: 'clear' }

/** The same answer makes the same response, however often the form is delivered. */
export const responseOf = (view: View, origin: Origin | undefined, answer: Answer): Response => {
  const errors = errorsOf(view, answer.fieldErrors)
  if (Object.keys(errors).length > 0) return { response_action: 'errors', errors }
  const shown = inWindow(answer)
  return shown
    ? { response_action: 'update', view: modalOf(shown, origin ? { origin } : {}) }
    : { response_action: 'clear' }
}

/** The card of an answer that is read in the window where a form was sent, the sentences at its inputs included. */
export const saidIn = (view: View, answer: Answer): Card | undefined =>
  Object.keys(errorsOf(view, answer.fieldErrors)).length > 0 ? answer.replace : inWindow(answer)

/** The card that goes on in the window where a form was sent; undefined where the window closes. */
const inWindow = ({ replace, reply }: Answer): Card | undefined => {
  if (replace) return staysOpen(replace) ? replace : undefined
  // A "no" is read where it was asked for.
  return reply && (staysOpen(reply) || isLine(reply)) ? reply : undefined
}

export const staysOpen = (card: Card): boolean => asksInputs(card) || card.stays === true

/** A card that says a sentence and nothing else. */
export const isLine = (card: Card): boolean => isText(card.body) && lengthOf(card.body) <= 3

const isText = (elements: readonly Element[]): boolean =>
  elements.every(
    (element) =>
      element.type === 'TextBlock' ||
      element.type === 'RichTextBlock' ||
      (element.type === 'Container' && isText(element.items)),
  )

const lengthOf = (elements: readonly Element[]): number =>
  elements.reduce((sum, element) => sum + (element.type === 'Container' ? lengthOf(element.items) : 1), 0)
