import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { typedText } from '../../../src/channels/slack/words.ts'
import { note } from '../../browser/cards.ts'
import { botUser, stewards } from './fake-slack.ts'
import { teamId } from './slack-people.ts'
import { listen } from './listener.ts'
import type { Workspace } from './workspace.ts'
import { createWorkspace } from './workspace.ts'

const dana = { channel: 'slack', team: teamId, user: 'UDANA' }

describe('what Slack delivers', () => {
  let workspace: Workspace
  let bot: Awaited<ReturnType<typeof listen>>

  beforeEach(async () => {
    workspace = await createWorkspace()
    bot = await listen(workspace.channel)
  })
  afterEach(async () => {
    await workspace.channel.settled()
    expect(workspace.slack.complaints).toEqual([])
    await workspace.stop()
  })

  test('tells who somebody is, where they are, and how they write dates', async () => {
    await workspace.say('UDANA', 'status')

    expect(bot.heard).toMatchObject([
      {
        account: `slack:${teamId}:UDANA`,
        name: 'Dana Developer',
        zone: 'Europe/Berlin',
        locale: 'de-DE',
        place: 'personal',
        address: dana,
      },
    ])
  })

  test('asks Slack about somebody once', async () => {
    await Promise.all([1, 2, 3].map((nth) => workspace.say('UDANA', 'status', `key-${nth}`)))
    await workspace.say('UDANA', 'status', 'key-4')

    expect(workspace.slack.called('users.info')).toBe(1)
  })

  test('answers somebody whose name Slack does not tell in time, and asks again', async () => {
    workspace.slack.fail('users.info', { kind: 'hang' })
    const before = performance.now()

    await workspace.say('UDANA', 'status', 'key-1')
    const waited = performance.now() - before
    workspace.slack.fail('users.info', { kind: 'status', status: 500 })
    await workspace.say('UPRIYA', 'status', 'key-2')
    await workspace.say('UPRIYA', 'status', 'key-3')

    expect(bot.heard.map(({ name }) => name)).toEqual([undefined, undefined, 'Priya Nair'])
    expect(waited).toBeLessThan(2_500)
  })

  test.each<[string, object]>([
    ['its own words', { user: botUser }],
    ['a bot', { bot_id: 'B2' }],
    ['a bot that is a user', { user: 'UROBOT' }],
    ['Slackbot', { user: 'USLACKBOT' }],
    ['somebody of another workspace', { user_team: 'T9' }],
    ['somebody who writes from another workspace', { source_team: 'T9' }],
    ['somebody whom Slack calls a stranger', { user: 'UGUEST' }],
    ['a message that was changed', { subtype: 'message_changed' }],
    ['a message that was edited', { edited: { user: 'UDANA', ts: '1.1' } }],
    ['a message of nobody', { user: undefined }],
  ])('has no answer for %s', async (_whom, more) => {
    const said = await workspace.say('UDANA', 'status', 'key-1', more)
    const mentioned = await workspace.mention('UDANA', 'status', 'key-2', more)

    expect([said.status, mentioned.status]).toEqual([200, 200])
    expect(bot.heard).toEqual([])
  })

  test('has no answer for a message without words', async () => {
    await workspace.say('UDANA', ' ')

    expect(bot.heard).toEqual([])
  })

  test('lets nobody of another workspace press a button', async () => {
    const sent = await workspace.interaction({
      type: 'block_actions',
      user: { id: 'UGUEST', team_id: 'T9' },
      channel: { id: stewards },
      message: { ts: '1.2' },
      actions: [
        { type: 'button', block_id: 'b', action_id: 'a', action_ts: '1.3', value: '{"verb":"x","data":{}}' },
      ],
    })

    expect(sent.status).toBe(200)
    expect(bot.heard).toEqual([])
  })

  test.each([
    ['status', 'status'],
    ['', 'help'],
    [', status', 'status'],
    [': inbox please', 'inbox please'],
  ])('takes a mention in a channel with "%s" as "%s"', async (text, said) => {
    await workspace.mention('UDANA', text)

    expect(bot.heard).toMatchObject([
      {
        kind: 'word',
        text: said,
        place: 'channel',
        address: { channel: 'slack', team: teamId, conversation: stewards },
      },
    ])
  })

  test('hears a word once that Slack delivers as a message and as a mention', async () => {
    await workspace.say('UDANA', `<@${botUser}> status`, 'key-1')
    await workspace.mention('UDANA', 'status', 'key-1', { channel: workspace.slack.dmOf('UDANA') })

    expect(bot.heard).toHaveLength(1)
  })

  test('gives whoever is mentioned their name', async () => {
    await workspace.say('UDANA', 'role grant <@UPRIYA> steward')

    expect(bot.heard).toMatchObject([{ text: 'role grant @Priya Nair steward' }])
  })

  test.each([
    ['a &amp;lt; b &lt;c&gt;', 'a &lt; b <c>'],
    ['see <https://example.org/a?b=1&amp;c=2|here>', 'see https://example.org/a?b=1&c=2'],
    ['<mailto:dana@example.org|dana@example.org>', 'dana@example.org'],
    ['in <#C1|general>, <!here> <!subteam^S1|@stewards>', 'in #general, @here @stewards'],
    ['<@U1> and <@U2|ben>', '@Dana and @U2'],
    ['1 < 2 > 0', '1 < 2 > 0'],
  ])('reads "%s" as it was typed', (written, typed) => {
    expect(typedText(written, (user) => (user === 'U1' ? 'Dana' : undefined))).toBe(typed)
  })

  test.each([
    ['its conversation with the bot', 'DDANA', 'personal'],
    ['a channel', stewards, 'channel'],
    ['a group', 'GSOME', 'group'],
  ])('takes a command in %s', async (_where, conversation, place) => {
    await workspace.command('UDANA', 'status', conversation)

    expect(bot.heard).toMatchObject([{ kind: 'word', text: 'status', place }])
  })

  test('shows the home tab whenever it is opened', async () => {
    bot.answers({ reply: note('Nothing waits for you') })

    await workspace.event({ type: 'app_home_opened', user: 'UDANA', tab: 'home', event_ts: '1.1' })
    await workspace.channel.settled()

    expect(bot.heard).toMatchObject([{ kind: 'open', place: 'personal', address: dana }])
    expect(JSON.stringify(workspace.slack.homes.get('UDANA'))).toContain('Nothing waits for you')
    expect(workspace.slack.called('chat.postMessage')).toBe(0)
  })

  test('greets somebody who opens an empty conversation, and nobody twice', async () => {
    const open = (at: string) =>
      workspace.event({
        type: 'app_home_opened',
        user: 'UDANA',
        tab: 'messages',
        channel: 'DDANA',
        event_ts: at,
      })
    workspace.slack.openConversation('DDANA')

    await open('1.1')
    await workspace.channel.settled()
    await open('1.2')
    await workspace.channel.settled()

    expect(bot.heard).toHaveLength(1)
    expect(workspace.slack.seenBy('UDANA', 'DDANA')).toEqual(['Heard'])
  })

  test('says hello in the channel that it was brought to', async () => {
    const join = (more: object) =>
      workspace.event({ type: 'member_joined_channel', channel: stewards, inviter: 'UDANA', ...more })

    await join({ user: 'UPRIYA' })
    await join({ user: botUser })
    await workspace.channel.settled()

    expect(bot.heard).toMatchObject([{ kind: 'open', place: 'channel', account: `slack:${teamId}:UDANA` }])
    expect(workspace.slack.seenBy('UPRIYA', stewards)).toEqual(['Heard'])
  })

  test('keeps a hello that is for one person to that person', async () => {
    bot.answers({ reply: note('Your inbox'), audience: 'private' })

    await workspace.event({
      type: 'member_joined_channel',
      channel: stewards,
      inviter: 'UDANA',
      user: botUser,
    })
    await workspace.channel.settled()

    expect(workspace.slack.seenBy('UPRIYA', stewards)).toEqual([])
    expect(workspace.slack.seenBy('UDANA', stewards)).toEqual(['Your inbox'])
  })

  test('hands in a button that it cannot read, so that the person is told', async () => {
    const pressed = (action: object) =>
      workspace.interaction({
        type: 'block_actions',
        user: { id: 'UDANA', team_id: teamId },
        channel: { id: 'DDANA' },
        message: { ts: '1.2' },
        actions: [{ block_id: 'b', action_id: 'a', action_ts: '1.3', ...action }],
      })

    await pressed({ type: 'button', value: 'of an older version' })
    await pressed({ type: 'button', url: 'https://example.org' })
    const ticked = await pressed({ type: 'checkboxes', selected_options: [] })
    const closed = await workspace.interaction({
      type: 'view_closed',
      user: { id: 'UDANA' },
      view: { id: 'V1', type: 'modal', callback_id: '' },
    })

    expect([ticked.status, closed.status]).toEqual([200, 200])
    expect(bot.heard).toMatchObject([{ kind: 'click', verb: 'unknown', data: {} }])
  })

  test('goes on where Slack does not say who the bot is', async () => {
    workspace.slack.fail('auth.test', { kind: 'error', error: 'fatal_error' })

    await workspace.say('UDANA', 'status', 'key-1')
    await workspace.say('UDANA', 'status', 'key-2')
    await workspace.say('UDANA', 'status', 'key-3')

    expect(bot.heard).toHaveLength(3)
    expect(workspace.slack.called('auth.test')).toBe(2)
    expect(workspace.faults).toHaveLength(1)
  })
})
