import type { Button } from '../actions/action.ts'
import type { ViewKind, ViewOf } from '../domain/view.ts'

/** For whom a card is painted: instants are said in `zone`, as of `now`. `publicUrl` has no slash at the end. */
export type Reader = {
  readonly zone: string
  readonly locale: string
  readonly now: string
  readonly publicUrl: string
}

/**
 * What a template binds: texts as strings (also numbers, written out), booleans for `$when` alone, lists for `$data`, and
 * buttons whole; the accounts of somebody to choose are a list of strings. Every field is always there: '' or [] or false where there is nothing.
 */
export type Field = string | boolean | Button | readonly string[] | readonly Fields[]
export type Fields = { readonly [name: string]: Field }

/**
 * How one view becomes a card: `cards/<kind>.json` has the words and the looks, this has the facts and the buttons.
 * `line` is the whole card as one line: the notification, the fallback, and what can be typed instead of pressing a button.
 */
export type CardOf<K extends ViewKind> = {
  readonly kind: K
  readonly line: (view: ViewOf<K>, reader: Reader) => string
  readonly fields: (view: ViewOf<K>, reader: Reader) => Fields
}

export const card = <K extends ViewKind>(kind: K, parts: Pick<CardOf<K>, 'line' | 'fields'>): CardOf<K> => ({
  kind,
  ...parts,
})
