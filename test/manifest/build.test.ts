import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fill } from '../../manifest/fill.ts'
import { readRequest } from '../../manifest/request.ts'
import { zip } from '../../src/zip.ts'
import { address, appId, build, room, unzip } from './package.ts'

describe('npm run manifest', () => {
  let built: Awaited<ReturnType<typeof build>>
  beforeAll(async () => {
    built = await build([], { MICROSOFT_APP_ID: appId, PUBLIC_URL: `${address}/` })
  })

  it('writes both files and says what to do with them', () => {
    expect(built).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(built.folder).sort()).toEqual(['assay-teams.zip', 'slack-manifest.json'])
    for (const said of [
      'assay-teams.zip',
      'slack-manifest.json',
      'Upload new app',
      'From a manifest',
      'INSTALL.md',
    ])
      expect(built.out).toContain(said)
  })

  it('packs the manifest and the two icons, and nothing else', () => {
    const files = unzip(readFileSync(join(built.folder, 'assay-teams.zip')))

    expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png'])
    expect(files.get('color.png')).toEqual(readFileSync(join(room, 'teams/color.png')))
    expect(files.get('outline.png')).toEqual(readFileSync(join(room, 'teams/outline.png')))
  })

  it('leaves no place unfilled', () => {
    const files = unzip(readFileSync(join(built.folder, 'assay-teams.zip')))

    expect(files.get('manifest.json')?.toString()).not.toContain('{{')
    expect(readFileSync(join(built.folder, 'slack-manifest.json'), 'utf8')).not.toContain('{{')
  })

  it('gives the same package for the same values', async () => {
    const again = await build(['--app-id', appId, '--address', address])

    const packages = [built, again].map(({ folder }) => readFileSync(join(folder, 'assay-teams.zip')))

    expect(packages[0]).toEqual(packages[1])
  })

  it('takes an argument before a setting', async () => {
    const { folder } = await build(['--address', 'https://other.example.com:8443/assay/'], {
      PUBLIC_URL: address,
    })

    expect(readFileSync(join(folder, 'slack-manifest.json'), 'utf8')).toContain(
      '"https://other.example.com:8443/assay/slack/events"',
    )
  })

  it('makes the Slack manifest alone where there is no app id', async () => {
    const { code, out, folder } = await build([], { PUBLIC_URL: address })

    expect(code).toBe(0)
    expect(readdirSync(folder)).toEqual(['slack-manifest.json'])
    expect(out).toContain('no app id')
  })

  it('needs no address for Slack in Socket Mode', async () => {
    const { code, folder } = await build(['--socket-mode'], { PUBLIC_URL: 'http://127.0.0.1:3978' })

    const manifest = JSON.parse(readFileSync(join(folder, 'slack-manifest.json'), 'utf8'))
    expect(code).toBe(0)
    expect(manifest.settings.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(manifest)).not.toMatch(/url|https?:/)
    expect(manifest.features.slash_commands).toHaveLength(1)
  })

  it.each([
    ['an app id that is none', ['--app-id', 'assay-bot', '--address', address], 'is not an app id'],
    [
      'an app id with a digit too few',
      ['--app-id', appId.slice(1), '--address', address],
      'is not an app id',
    ],
    ['an address without https', ['--address', 'http://assay.example.com'], 'cannot be the public address'],
    ['an address that is none', ['--address', 'assay.example.com'], 'cannot be the public address'],
    ['a query in the address', ['--address', `${address}/?x=1`], 'cannot be the public address'],
    ['no address', [], 'public address is missing'],
    [
      'no address for Teams in Socket Mode',
      ['--socket-mode', '--app-id', appId],
      'public address is missing',
    ],
    ['an argument it does not know', ['--adress', address], "don't understand"],
  ])('refuses %s in one line and writes nothing', async (_what, args, sentence) => {
    const { code, out, err, folder } = await build(args)

    expect(code).not.toBe(0)
    expect(out).toBe('')
    expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(sentence)])
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('the parts of the build', () => {
  it('refuses a place that nothing is known for', () => {
    expect(() => fill('"${{APP_ID}}"', {})).toThrow('nothing is known for ${{APP_ID}}')
  })

  it('fills in text so that the manifest stays JSON', () => {
    expect(JSON.parse(fill('"${{NAME}}"', { NAME: 'a "b" \\ c' }))).toBe('a "b" \\ c')
  })

  it('reads the address as host, port and path', () => {
    expect(readRequest(['--address', 'https://Assay.Example.com:8443/x/'], {})).toMatchObject({
      address: 'https://assay.example.com:8443/x',
      domain: 'assay.example.com:8443',
    })
  })

  it('makes an archive that can be read back, empty files included', () => {
    const entries = [
      { name: 'a.txt', bytes: Buffer.from('one') },
      { name: 'empty', bytes: Buffer.alloc(0) },
    ]

    expect([...unzip(zip(entries))]).toEqual(entries.map(({ name, bytes }) => [name, bytes]))
  })
})
