import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as Expressions from 'adaptive-expressions'
import type * as Templating from 'adaptivecards-templating'
import type { View, ViewKind } from '../domain/view.ts'
import { Card } from '../ports/card.ts'
import type { Fields, Reader } from './card.ts'
import { cards } from './cards.ts'
import { longest, plain } from './plain.ts'
import { compose } from './template.ts'

const own = join(import.meta.dirname, '..', '..', 'cards')

/** Loads the library, which takes a sixth of a start: when the first card is painted, or before where somebody has time for it. */
export const loadTemplating = (): typeof Templating => {
  const load = createRequire(import.meta.url)
  const library = load('adaptivecards-templating') as typeof Templating
  // What is set here is global to the process; nobody else in it expands templates.
  library.GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
    throw new Error(`a template asks for "${path}", which its card does not give`)
  }
  // The library puts each condition that is not met into words, for a warning that nobody reads: a third of what painting a form takes.
  const { Expression } = load('adaptive-expressions') as typeof Expressions
  const words = new WeakMap<object, string>()
  const inWords = Reflect.get(Expression.prototype, 'toString')
  Expression.prototype.toString = function said(this: Expressions.Expression): string {
    const known = words.get(this) ?? inWords.call(this)
    words.set(this, known)
    return known
  }
  return library
}

/** Cards that are kept: one goes to several people, and a card that is closed looks the same in every chat. About 5 MB. */
const mostPainted = 500

/**
 * Reads every template once and gives the one way from a view to a card: facts, template, expanded exactly once, checked against
 * the closed set of elements. Throws, with the card's name, where a template and its fields do not fit.
 */
export const createRender = (folder = own): ((view: View, reader: Reader) => Card) => {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const templates = new Map<ViewKind, Templating.Template>()
  let library: typeof Templating | undefined
  const templateOf = (kind: ViewKind): Templating.Template => {
    library ??= loadTemplating()
    const made = templates.get(kind) ?? new library.Template(compose(kind, read))
    templates.set(kind, made)
    return made
  }

  const painted = new Map<string, Card>()

  return (view, reader) => {
    const found = cards[view.kind]
    // The registry pairs each kind with the card that takes its view.
    const { line, fields } = found as {
      line: (view: View, reader: Reader) => string
      fields: (view: View, reader: Reader) => Fields
    }
    try {
      const $root = tidied(fields(view, reader))
      const fallbackText = plain(line(view, reader).replace(/\s+/g, ' '), longest.line)
      const key = JSON.stringify([view.kind, fallbackText, $root])
      const before = painted.get(key)
      if (before) return before
      const expanded: unknown = templateOf(view.kind).expand({ $root })
      const card = Card.parse({
        type: 'AdaptiveCard',
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        version: '1.5',
        // Whatever it is, it is looked at here.
        ...(expanded as object),
        fallbackText,
      })
      if (painted.size >= mostPainted) painted.clear()
      painted.set(key, card)
      return card
    } catch (cause) {
      throw new Error(`the card "${view.kind}" cannot be painted`, { cause })
    }
  }
}

/** Every text without what could turn or hide it, and not longer than a card can bear. Buttons pass as they are. */
const tidied = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      if (typeof field === 'string')
        return [name, plain(field, name === 'value' ? longest.typed : longest.text)]
      if (Array.isArray(field))
        return [name, field.map((one: string | Fields) => (typeof one === 'string' ? one : tidied(one)))]
      return [name, field]
    }),
  )
