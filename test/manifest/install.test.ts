import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Settings } from '../../src/config.ts'
import { room } from './package.ts'

const page = readFileSync(join(room, 'INSTALL.md'), 'utf8')
const known = Object.keys(Settings.shape)
const ofPlatforms = known.filter((name) => /^(MICROSOFT|TEAMS|SLACK)_/.test(name))

it('explains every setting of the two platforms, and names no setting that does not exist', () => {
  const table = page.slice(page.indexOf('## All settings'))
  const explained = [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map((row) => row[1])
  const named = [...page.matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g)].map(([name]) => name)

  expect(explained).toEqual(expect.arrayContaining([...ofPlatforms, 'ADMINS', 'PUBLIC_URL']))
  expect(named.filter((name) => !known.includes(name))).toEqual([])
})

it('shows administrators by accounts that the settings take', () => {
  const shown = /^ADMINS=(.+)$/m.exec(page)?.[1]

  expect(Settings.safeParse({ ADMINS: shown }).data?.ADMINS).toHaveLength(2)
})

it('leads to places that are on the page', () => {
  const places = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  )
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map((link) => link[1])

  expect(links.length).toBeGreaterThan(2)
  expect(links.filter((link) => link === undefined || !places.includes(link))).toEqual([])
})
