import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = resolve(import.meta.dirname, '../src')

/** The floor of each room; a file imports from its own floor or below. Rooms that are absent here have no arrows out. */
const floors: Readonly<Record<string, number>> = {
  domain: 1,
  ports: 2,
  actions: 3,
  store: 3,
  channels: 3,
  programme: 3,
  cards: 4,
  pack: 4,
  bot: 5,
  web: 5,
  'main.ts': 6,
  'cli.ts': 6,
}
/** Files beside the floors that everybody may use and that use nobody. */
const ground = ['config.ts', 'hash.ts', 'log.ts', 'clock.ts', 'zip.ts', 'csv.ts']
/** Rooms on the third floor do not see each other. */
const apart = ['store', 'channels', 'programme', 'actions']

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.includes('/page/'),
)
const room = (file: string): string => file.split('/')[0] ?? file
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  )

const arrows = files.flatMap((file) =>
  importsOf(file)
    .filter((target) => target.startsWith('.'))
    .map((target) => ({ file, target: relative(src, resolve(src, dirname(file), target)) })),
)

describe('the floors', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(arrows.length).toBeGreaterThan(200)
  })

  it('knows every room', () => {
    expect(files.map(room).filter((one) => floors[one] === undefined && !ground.includes(one))).toEqual([])
  })

  it('never looks up, and the third floor never sideways', () => {
    const wrong = arrows.filter(({ file, target }) => {
      const from = floors[room(file)]
      const to = floors[room(target)]
      if (to === undefined) return false
      if (from === undefined) return !(ground.includes(room(file)) && room(target) === 'ports')
      return (
        to > from ||
        (apart.includes(room(file)) && apart.includes(room(target)) && room(file) !== room(target))
      )
    })

    expect(wrong).toEqual([])
  })

  it('lets the domain import the domain, zod and the calendar alone', () => {
    const wrong = files
      .filter((file) => room(file) === 'domain')
      .flatMap((file) => importsOf(file).map((target) => `${file} -> ${target}`))
      .filter((arrow) => !/ -> (\.\/[a-z-]+\.ts|zod|temporal-polyfill)$/.test(arrow))

    expect(wrong).toEqual([])
  })

  it('has no circle', () => {
    const next = Map.groupBy(arrows, ({ file }) => file)
    const circles: string[] = []
    const done = new Set<string>()
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
      if (done.has(file) || path.includes(file)) return
      for (const { target } of next.get(file) ?? []) walk(target, [...path, file])
      done.add(file)
    }

    for (const file of files) walk(file, [])

    expect(circles).toEqual([])
  })

  it.each([
    ['SQL', /\b(select .+ from|insert into|delete from)\b/i, /^store\//],
    ['better-sqlite3 and kysely', /from '(better-sqlite3|kysely)/, /^store\//],
    ['the settings', /process\.env/, /^config\.ts$/],
    ['the clock of the machine', /Date\.now|new Date\(\)|performance\.now/, /^(main|cli)\.ts$/],
    [
      'chance',
      /Math\.random|randomBytes|randomUUID|randomInt/,
      /^(bot\/context|log|store\/sqlite\/connection)\.ts$/,
    ],
    ['botbuilder', /from 'botbuilder/, /^channels\/teams\/channel\.ts$/],
    ['Slack', /from '@slack\//, /^channels\/slack\//],
    ['CEL', /from '@marcbachmann\/cel-js/, /^programme\/cel\.ts$/],
    ['the templates', /from 'adaptivecards-templating/, /^cards\//],
  ])('keeps %s where it belongs', (_what, pattern, home) => {
    const strangers = files.filter((file) => !home.test(file) && pattern.test(withoutComments(file)))

    expect(strangers).toEqual([])
  })

  it('has no default export and no file of types or odds and ends', () => {
    expect(files.filter((file) => /export default/.test(readFileSync(join(src, file), 'utf8')))).toEqual([])
    expect(files.filter((file) => /(^|\/)(types|utils?|helpers?|common)\.ts$/.test(file))).toEqual([])
  })

  it('keeps files at a length that can be read', () => {
    const long = files
      .map((file) => ({ file, lines: readFileSync(join(src, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 301)

    expect(long).toEqual([])
  })

  it('keeps the one way in short', () => {
    expect(readFileSync(join(src, 'bot/answer.ts'), 'utf8').split('\n').length).toBeLessThan(160)
  })
})

const withoutComments = (file: string): string =>
  readFileSync(join(src, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
