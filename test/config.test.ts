import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig, Settings } from '../src/config.ts'

const teams = {
  MICROSOFT_APP_ID: '12345678-1234-1234-1234-123456789abc',
  MICROSOFT_APP_PASSWORD: 'a secret',
  MICROSOFT_APP_TENANT_ID: '87654321-1234-1234-1234-123456789abc',
}
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'another', SLACK_TEAM_ID: 'T0123' }
const refused = (environment: Readonly<Record<string, string>>): string => {
  try {
    readConfig(environment)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}

describe('the settings', () => {
  it('are those that .env.example explains, and no others', () => {
    const example = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8')

    const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1] ?? '')

    expect(named.sort()).toEqual(Object.keys(Settings.shape).sort())
  })

  it('run the playground by itself where there is no platform', () => {
    expect(readConfig({})).toMatchObject({ playground: true, teams: undefined, slack: undefined })
    expect(readConfig(slack)).toMatchObject({ playground: false, slack: { teamId: 'T0123' } })
    expect(readConfig(teams)).toMatchObject({ playground: false, teams: { local: false } })
    expect(readConfig({ TEAMS_LOCAL: 'true' })).toMatchObject({ playground: false, teams: { local: true } })
    expect(readConfig({ ...slack, PLAYGROUND: 'true' })).toMatchObject({ playground: true })
  })

  it.each(Object.keys(teams))('refuse Teams without %s', (name) => {
    expect(refused({ ...teams, [name]: '' })).toContain(`${name} is missing`)
  })

  it.each(Object.keys(slack))('refuse Slack without %s', (name) => {
    expect(refused({ ...slack, [name]: '' })).toContain(`${name} is missing`)
  })

  it.each([
    [
      'local Teams beside credentials',
      { ...teams, TEAMS_LOCAL: 'true' },
      'TEAMS_LOCAL is for the Agents Playground',
    ],
    ['a socket without an app', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_APP_TOKEN is not enough by itself'],
    ['local Teams for others to reach', { TEAMS_LOCAL: 'true', HOST: '0.0.0.0' }, 'HOST has to be 127.0.0.1'],
    ['a playground for others to reach', { HOST: '0.0.0.0' }, 'while the playground runs'],
    [
      'a playground beside Slack for others to reach',
      { ...slack, PLAYGROUND: 'true', HOST: '0.0.0.0' },
      'while the playground runs',
    ],
    ['an app id that is none', { ...teams, MICROSOFT_APP_ID: 'assay' }, 'MICROSOFT_APP_ID has to look like'],
    [
      'a token of another kind',
      { ...slack, SLACK_BOT_TOKEN: 'xoxp-1' },
      'SLACK_BOT_TOKEN has to be the bot token',
    ],
    [
      'an administrator of no platform',
      { ADMINS: 'ana@example.com' },
      'ADMINS has to name accounts that look like',
    ],
    ['a port that is none', { PORT: 'many' }, 'PORT has to be a number'],
    ['a database of another kind', { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL has to start with file:'],
  ])('refuse %s', (_name, environment, sentence) => {
    expect(refused(environment)).toContain(sentence)
  })

  it('name everything that is wrong at once', () => {
    expect(refused({ PORT: 'many', LOG_LEVEL: 'loud' }).split('\n')).toHaveLength(2)
  })
})
