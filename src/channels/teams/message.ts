/** What goes out: a card, or one line of our own. */
export type Message =
  | { readonly kind: 'card'; readonly card: object; readonly summary: string }
  | { readonly kind: 'line'; readonly text: string }

/** A message as the platform takes it. Text beside a card would make two messages of it, and neither has an id that we hear of. */
export const messageOf = (message: Message) =>
  message.kind === 'line'
    ? { type: 'message', text: message.text, textFormat: 'plain' }
    : {
        type: 'message',
        summary: message.summary,
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }],
      }
