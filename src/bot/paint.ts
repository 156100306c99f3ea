import type { Reader } from '../cards/card.ts'
import { hoursOf } from '../domain/review.ts'
import type { Programme } from '../domain/programme.ts'
import type { View } from '../domain/view.ts'
import type { Card } from '../ports/card.ts'

/** Makes a view into a card for a reader, as of the moment `at`. */
export type Paint = (
  view: View,
  viewer: { readonly zone: string; readonly locale: string },
  at: string,
) => Card

export const createPaint =
  (render: (view: View, reader: Reader) => Card, programme: () => Programme, publicUrl: string): Paint =>
  (view, { zone, locale }, at) =>
    render(view, { zone, locale, now: at, hours: { ...hoursOf(programme()), zone }, publicUrl })
