import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { actions } from '../../src/actions/index.ts'
import { understand } from '../../src/bot/words.ts'
import { address, build, room } from './package.ts'

/** Each event and the scopes without which Slack does not send it: docs.slack.dev/reference/events */
const events: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  // The first for public channels, the second for private ones.
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.im': ['im:history'],
}

/** Each method of the Web API that we call and the scopes it asks for: docs.slack.dev/reference/methods */
const methods: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  // Of a conversation in person alone: whether it has said something there before.
  'conversations.history': ['im:history'],
  'conversations.open': ['im:write'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
}

/** What else the manifest has and the scopes it asks for. */
const features: Readonly<Record<string, readonly string[]>> = { slash_commands: ['commands'] }

const url = z.literal(`${address}/slack/events`)
/** Slack's limits, from its own schema of manifests (github.com/slackapi/manifest-schema), and what we want within them. */
const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2) }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({
      display_name: z.string().regex(/^[a-z0-9-_.]{1,80}$/),
      always_online: z.boolean(),
    }),
    slash_commands: z.tuple([
      z.strictObject({
        command: z.literal('/assay'),
        url,
        description: z.string().min(1).max(2000),
        usage_hint: z.string().min(1).max(1000),
        should_escape: z.literal(true),
      }),
    ]),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string().max(50)) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: url, bot_events: z.array(z.string().max(50)) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: url }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
})

describe('the Slack manifest', () => {
  let manifest: z.infer<typeof Manifest>
  beforeAll(async () => {
    const { folder } = await build(['--address', address])
    manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'slack-manifest.json'), 'utf8')))
  })

  it('hints at words that people can type', () => {
    const hints = manifest.features.slash_commands[0].usage_hint.split(' | ')

    expect(hints.length).toBeGreaterThan(2)
    expect(hints.filter((hint) => !understand(actions, hint))).toEqual([])
  })

  it('subscribes to the events that have a reason, and no others', () => {
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(Object.keys(events).sort())
  })

  it('asks for the scopes that an event, a method or a feature needs, and no others', () => {
    const needed = [events, methods, features].flatMap((table) => Object.values(table).flat())

    expect(manifest.oauth_config.scopes.bot).toEqual([...new Set(needed)].sort())
  })

  it('is explained to administrators: each scope and each event', () => {
    const page = readFileSync(join(room, 'INSTALL.md'), 'utf8')
    const part = page.slice(page.indexOf('## What Assay may do in Slack'), page.indexOf('## Slack without'))
    const explained = [...part.matchAll(/^\| `([a-z_:.]+)`/gm)].map((row) => row[1])

    expect(explained).toEqual([
      ...manifest.oauth_config.scopes.bot,
      ...manifest.settings.event_subscriptions.bot_events,
    ])
  })
})

const channel = join(room, '../src/channels/slack')

describe('the Slack channel', () => {
  const sources = readdirSync(channel)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(channel, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
    .join('\n')

  it('calls the methods of the table, and no others', () => {
    const called = namesOf(new WebClient()).filter((name) =>
      new RegExp(String.raw`[.']${name.replaceAll('.', String.raw`\s*\??\.\s*`)}\b(?!\.)`).test(sources),
    )

    expect(called.sort()).toEqual(Object.keys(methods).sort())
  })

  it('listens to the events that the manifest subscribes to, and no others', () => {
    const heard = [...sources.matchAll(/\.event\(\s*'([a-z_]+)'/g)].map((match) => match[1] ?? '')

    expect(new Set(heard)).toEqual(new Set(Object.keys(events).map((name) => name.split('.')[0])))
  })
})

/** Every method that the Web API's own client has, by its dotted name. */
const namesOf = (client: WebClient): readonly string[] => {
  const walk = (part: unknown, path: readonly string[]): readonly string[] => {
    if (typeof part === 'function') return path.length > 1 ? [path.join('.')] : []
    if (typeof part !== 'object' || part === null || path.length > 3) return []
    return Object.entries(part).flatMap(([name, below]) => walk(below, [...path, name]))
  }
  return walk(client, [])
}
