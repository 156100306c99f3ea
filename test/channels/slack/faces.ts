import { createRender } from '../../../src/cards/render.ts'
import type { View } from '../../../src/domain/view.ts'
import type { Action, Card } from '../../../src/ports/card.ts'

const render = createRender()

/** A card as one reader sees it. */
export const faceOf = (view: View): Card =>
  render(view, {
    zone: 'Europe/Berlin',
    locale: 'en',
    now: '2026-11-24T08:00:00.000Z',
    publicUrl: 'https://assay.contoso.com',
  })

/** The press that shows a card again. */
export const again = { type: 'Action.Execute', title: '', verb: 'view.show', data: { view: 'v-17' } } as const

/** The same card with a press that shows it again, which what is folded up in it needs. */
export const withRefresh = (plain: Card): Card => ({ ...plain, refresh: { action: again, userIds: [] } })

/** A press by which two can be told apart. */
export const verbAndData = (action: { readonly verb: string; readonly data: unknown }): string =>
  JSON.stringify([action.verb, action.data])

export const pressesOf = (actions: readonly Action[]): readonly string[] =>
  actions.flatMap((action) => (action.type === 'Action.Execute' ? [verbAndData(action)] : []))
