import type { Reader } from '../cards/card.ts'
import type { View } from '../domain/view.ts'
import type { Card } from '../ports/card.ts'
import type { Again } from './again.ts'

/** Makes a view into a card for a reader, as of the moment `at`; `again` tells how it is shown again. */
export type Paint = (
  view: View,
  viewer: { readonly zone: string; readonly locale: string },
  at: string,
  again?: Again | null,
) => Card

export const createPaint =
  (render: (view: View, reader: Reader) => Card, publicUrl: string): Paint =>
  (view, { zone, locale }, at, again) => {
    const card = render(view, { zone, locale, now: at, publicUrl })
    if (!again) return card
    const { verb, data, accounts } = again
    return {
      ...card,
      refresh: {
        action: { type: 'Action.Execute', title: 'Show it again', verb, data: { ...data } },
        userIds: [...accounts],
      },
    }
  }
