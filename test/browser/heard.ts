import type { Locator } from 'playwright-core'

export type Asked = {
  readonly label: string
  readonly kind: 'words' | 'choice' | 'radios' | 'person'
  /** What can be chosen. */
  readonly titles: readonly string[]
}

/** A card as a screen reader tells it: what is asked, what can be pressed, and what has no name. */
export type Heard = {
  readonly asked: readonly Asked[]
  readonly buttons: readonly string[]
  readonly nameless: readonly string[]
}

const needsName = /^(textbox|combobox|radiogroup|radio|checkbox|button|link|img|region|log)\b(?! ")/

/** Listens to a card, or to any part of the page. */
export const hear = async (part: Locator): Promise<Heard> => {
  const asked: { label: string; kind: Asked['kind']; titles: string[] }[] = []
  const buttons: string[] = []
  const nameless: string[] = []
  for (const raw of (await part.ariaSnapshot()).split('\n')) {
    const line = unquoted(raw.trim().replace(/^- /, ''))
    if (needsName.test(line)) nameless.push(line)
    const [, role = '', quoted] = /^(\w+) ("(?:[^"\\]|\\.)*")/.exec(line) ?? []
    if (quoted === undefined) continue
    // Names are written as JSON strings.
    const name = JSON.parse(quoted) as string
    if (role === 'button') buttons.push(name)
    else if (role === 'textbox') asked.push({ label: name, kind: 'words', titles: [] })
    else if (role === 'combobox') asked.push({ label: name, kind: 'person', titles: [] })
    else if (role === 'radiogroup') asked.push({ label: name, kind: 'radios', titles: [] })
    else if (role === 'radio') asked.at(-1)?.titles.push(name)
    else if (role === 'option') {
      const select = asked.at(-1)
      // A list to choose from; a person is a box to type into.
      if (select) select.kind = 'choice'
      select?.titles.push(name)
    }
  }
  return { asked, buttons, nameless }
}

/** A line with a colon in it comes in YAML's single quotes. */
const unquoted = (line: string): string =>
  line.startsWith("'") ? line.replace(/^'(.*)'(:.*)?$/, '$1').replaceAll("''", "'") : line
