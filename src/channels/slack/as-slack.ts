import type { ModalView } from '@slack/types'
import type { Card } from '../../ports/card.ts'
import { asksInputs, messageOf, modalOf } from './blocks.ts'

/** All that Slack would show of a card, for whoever only looks: the message, and the window that it opens where it asks for something. */
export const asSlack = (
  card: Card,
): { readonly message: ReturnType<typeof messageOf>; readonly modal?: ModalView } => ({
  message: messageOf(card),
  ...(asksInputs(card) ? { modal: modalOf(card, {}) } : {}),
})
