import { readFileSync } from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'

export type Asset = { readonly type: string; readonly body: string }
export type Assets = ReadonlyMap<string, Asset>

const page = new URL('./page/', import.meta.url)

const scripts = [
  'main.ts',
  'api.ts',
  'blocks.ts',
  'card.ts',
  'clock.ts',
  'column.ts',
  'dom.ts',
  'host-config.ts',
  'message.ts',
  'people.ts',
  'theme.ts',
  'try.ts',
]
const styles = [
  'page.css',
  'top.css',
  'people.css',
  'conversations.css',
  'adapt.css',
  'cards.css',
  'blocks.css',
]

/** The page's files by name, read once. The page is TypeScript too: its types are taken off here, as Node does for the rest. */
export const readAssets = (): Assets => {
  const assets = new Map<string, Asset>()
  assets.set('index.html', { type: 'text/html; charset=utf-8', body: read('index.html') })
  assets.set('icon.svg', { type: 'image/svg+xml', body: read('icon.svg') })
  for (const name of styles) assets.set(name, { type: 'text/css; charset=utf-8', body: read(name) })
  for (const name of scripts) assets.set(name, { type: javascript, body: stripTypeScriptTypes(read(name)) })
  const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js')
  assets.set('adaptivecards.js', { type: javascript, body: readFileSync(renderer, 'utf8') })
  return assets
}

const javascript = 'text/javascript; charset=utf-8'

const read = (name: string): string => readFileSync(new URL(name, page), 'utf8')
