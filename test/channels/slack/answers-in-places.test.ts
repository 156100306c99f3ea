import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { note } from '../../browser/cards.ts'
import { stewards } from './fake-slack.ts'
import { teamId } from './slack-people.ts'
import type { Answering } from './answering.ts'
import { dana, form, result, openAnswering } from './answering.ts'

describe('where an answer in Slack stands', () => {
  let workspace: Answering['workspace']
  let bot: Answering['bot']
  let done: Answering['done']
  let sent: Answering['sent']
  let seen: Answering['seen']
  let onlyWindow: Answering['onlyWindow']

  beforeEach(async () => {
    ;({ workspace, bot, done, sent, seen, onlyWindow } = await openAnswering())
  })
  afterEach(async () => {
    expect(workspace.slack.complaints).toEqual([])
    await workspace.stop()
  })

  test('keeps what one person sees in a channel in their own conversation too', async () => {
    bot.answers({ reply: result('Your inbox'), audience: 'private', matter: 'person:dana' })

    await done(workspace.mention('UDANA', 'inbox'))

    expect(seen(stewards)).toEqual(['Your inbox'])
    expect(seen(stewards, 'UPRIYA')).toEqual([])
    expect(seen()).toEqual(['Your inbox'])
    expect(bot.remembered).toMatchObject([{ posted: { address: { ...dana, conversation: 'DDANA' } } }])
  })

  test('answers a press in a channel to the person alone, and does not keep a line', async () => {
    const shared = { channel: 'slack', team: teamId, conversation: stewards }
    const posted = await sent(result('CRT-12 asks for approval'), shared)
    bot.answers({ reply: note('You made this yourself.'), audience: 'private' })

    await done(workspace.press('UDANA', stewards, posted.message, 'registration.next'))

    expect(posted.address).toEqual(shared)
    expect(bot.heard).toMatchObject([{ place: 'channel', address: shared, posted }])
    expect(seen(stewards, 'UPRIYA')).toEqual(['CRT-12 asks for approval'])
    expect(seen(stewards)).toEqual(['CRT-12 asks for approval', 'You made this yourself.'])
    expect(seen()).toEqual([])
  })

  test('changes a card that one person sees where it stands', async () => {
    bot.answers({ reply: result('Your inbox'), audience: 'private' })
    await done(workspace.mention('UDANA', 'inbox'))
    const [ephemeral] = workspace.slack.messagesIn(stewards)
    bot.answers({ replace: result('Your certification'), matter: 'certification:12' })

    await done(workspace.press('UDANA', stewards, ephemeral?.ts ?? '', 'registration.next'))

    expect(bot.heard.at(-1)).not.toHaveProperty('posted')
    expect(seen(stewards)).toEqual(['Your certification'])
    expect(bot.remembered).toEqual([])
  })

  test('answers a command where the bot is not, and keeps the answer where it is', async () => {
    bot.answers({ reply: result('Your inbox'), audience: 'here' })

    await done(workspace.command('UDANA', 'inbox', 'DELSEWHERE'))

    expect(seen('DELSEWHERE')).toEqual(['Your inbox'])
    expect(seen('DELSEWHERE', 'UPRIYA')).toEqual([])
    expect(seen()).toEqual(['Your inbox'])
  })

  test('opens a form that a command asks for at once', async () => {
    workspace.slack.openConversation('DDANA')
    bot.answers({ reply: form('Register a solution') })

    await done(workspace.command('UDANA', 'start', 'DDANA'))
    const view = onlyWindow().id
    bot.answers({ replace: result('Registered') })
    await done(workspace.submit('UDANA', view))

    expect(seen()).toEqual(['Registered'])
  })

  test('falls back to the own conversation where Slack does not let it speak', async () => {
    bot.answers({ reply: note('Your inbox'), audience: 'private' })
    workspace.slack.fail('chat.postEphemeral', { kind: 'error', error: 'not_in_channel' })

    await done(workspace.mention('UDANA', 'inbox'))

    expect(seen()).toEqual(['Your inbox'])
    expect(workspace.faults).toEqual([])
  })

  test('answers in the thread in which it was asked', async () => {
    await done(workspace.say('UDANA', 'status', 'key-1', { thread_ts: '1.1' }))

    expect(workspace.slack.messagesIn('DDANA')).toMatchObject([{ text: 'Heard', thread: '1.1' }])
  })

  test('opens what is pressed in the home tab over it, and shows the tab as it is then', async () => {
    bot.answers({ reply: result('Two things wait for you') })
    await done(workspace.event({ type: 'app_home_opened', user: 'UDANA', tab: 'home', event_ts: '1.1' }))
    bot.answers(({ kind }) =>
      kind === 'open' ? { reply: result('One thing waits for you') } : { replace: result('CRT-12') },
    )

    await done(workspace.pressIn('UDANA', 'VHOME', 'registration.next'))

    expect(JSON.stringify(onlyWindow().view)).toContain('CRT-12')
    expect(JSON.stringify(workspace.slack.homes.get('UDANA'))).toContain('One thing waits')
    expect(seen()).toEqual([])
  })

  test('sends the line of a card that Slack does not draw', async () => {
    workspace.slack.fail('chat.postMessage', { kind: 'error', error: 'msg_blocks_too_long' })
    bot.answers({ reply: result('CRT-12 is in review') })

    await done(workspace.say('UDANA', 'status'))

    expect(workspace.slack.messagesIn('DDANA')).toMatchObject([{ text: 'CRT-12 is in review', blocks: [] }])
    expect(workspace.faults).toHaveLength(1)
  })

  test('answers late rather than not at all, and reports what does not arrive', async () => {
    workspace.slack.fail('chat.postMessage', { kind: 'limited', seconds: 1 })
    await done(workspace.say('UDANA', 'status', 'key-1'))
    workspace.slack.fail('chat.postMessage', { kind: 'drop', accepted: false })
    const lost = await done(workspace.say('UDANA', 'status', 'key-2'))

    expect(seen()).toEqual(['Heard'])
    expect(lost.status).toBe(200)
    expect(workspace.faults).toHaveLength(1)
  })
})
