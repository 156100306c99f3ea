import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppManifestUtils, TeamsManifestConverter, type TeamsManifest } from '@microsoft/app-manifest'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { actions } from '../../src/actions/index.ts'
import { address, appId, build, room, unzip } from './package.ts'

/** What is asked of the manifest beyond its schema. */
const Manifest = z.object({
  id: z.literal(appId),
  version: z.string(),
  icons: z.strictObject({ color: z.literal('color.png'), outline: z.literal('outline.png') }),
  permissions: z.array(z.string()),
  validDomains: z.tuple([z.literal(new URL(address).host)]),
  authorization: z.undefined().optional(),
  devicePermissions: z.undefined().optional(),
  webApplicationInfo: z.undefined().optional(),
  bots: z.tuple([
    z.object({
      botId: z.literal(appId),
      scopes: z.array(z.string()),
      supportsFiles: z.literal(false),
      supportsCalling: z.literal(false),
      supportsVideo: z.literal(false),
      commandLists: z.array(
        z.object({
          scopes: z.tuple([z.string()]),
          commands: z.array(z.strictObject({ title: z.string(), description: z.string() })),
        }),
      ),
    }),
  ]),
})

/** A list holds twelve. When there are more words, the rarest stand here and in help alone. */
const leftOut: readonly string[] = [
  'go live',
  'audit',
  'evidence',
  'appeal',
  'waiver',
  'hand over',
  'not mine',
  'edit',
  'review',
  'change',
  'recertify',
  'retire',
  'hand over',
  'nudge',
  'snooze',
  'on it',
]

const validate = (json: string): Promise<readonly string[]> =>
  // As it will be read, whatever its shape: the schema alone is to judge.
  AppManifestUtils.validateAgainstSchema(JSON.parse(json) as TeamsManifest)

describe('the Teams manifest', () => {
  let json = ''
  let manifest: z.infer<typeof Manifest>
  beforeAll(async () => {
    const { folder } = await build(['--app-id', appId, '--address', address])
    json =
      unzip(readFileSync(join(folder, 'assay-teams.zip')))
        .get('manifest.json')
        ?.toString() ?? ''
    manifest = Manifest.parse(JSON.parse(json))
  })

  it("passes Microsoft's own check against the schema it names", async () => {
    expect(JSON.parse(json)).toMatchObject({
      $schema: expect.stringContaining('/teams/v1.29/'),
      manifestVersion: '1.29',
    })
    expect(await validate(json)).toEqual([])
    expect(() => TeamsManifestConverter.jsonToManifest(json)).not.toThrow()
  })

  it.each([
    ['a name that is too long', '"short": "Assay"', `"short": "${'A'.repeat(31)}"`],
    ['a scope that does not exist', '"groupChat"]', '"meeting"]'],
    ['an app id that is none', `"id": "${appId}"`, '"id": "${{APP_ID}}"'],
    ['a property nobody knows', '"accentColor"', '"surprise": 1, "accentColor"'],
  ])('would be refused by that check with %s', async (_what, from, to) => {
    expect(json).toContain(from)
    expect(await validate(json.replace(from, to))).not.toEqual([])
  })

  it('carries the version of the program', () => {
    expect(manifest.version).toBe(JSON.parse(readFileSync(join(room, '../package.json'), 'utf8')).version)
  })

  it('asks for nothing beyond knowing who writes and writing to them', () => {
    expect(manifest.permissions).toEqual(['identity', 'messageTeamMembers'])
  })

  it('has a list of commands for each place where it can be', () => {
    const [bot] = manifest.bots

    expect(bot.scopes).toEqual(['personal', 'team', 'groupChat'])
    expect(bot.commandLists.flatMap(({ scopes }) => scopes)).toEqual(bot.scopes)
    for (const { commands } of bot.commandLists) expect(commands.length).toBeLessThanOrEqual(12)
  })

  it('offers words that people can type, in the words and the order of help', () => {
    const help = actions.map(({ words: [title], help: description }) => ({ title, description }))

    for (const { commands } of manifest.bots[0].commandLists)
      expect(commands).toEqual(
        help.filter(({ title }) => commands.some((command) => command.title === title)),
      )
  })

  it('offers in person whatever everybody can type', () => {
    const everybody = actions
      .filter(({ words, roles }) => words.length > 0 && roles.length === 0)
      .map(({ words }) => words[0])
      .filter((word) => word === undefined || !leftOut.includes(word))

    expect(manifest.bots[0].commandLists[0]?.commands.map(({ title }) => title)).toEqual(everybody)
  })
})
