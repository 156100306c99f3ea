import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card } from '../../../src/ports/card.ts'
import { Card as CardShape } from '../../../src/ports/card.ts'
import { card, execute, line, note } from '../../browser/cards.ts'
import type { FakeSlack } from './fake-slack.ts'
import { startFakeSlack } from './fake-slack.ts'
import type { Inbox } from './listener.ts'
import { listen } from './listener.ts'
import type { Workspace } from './workspace.ts'
import { createWorkspace, until } from './workspace.ts'

const form: Card = CardShape.parse({
  ...card(
    'Register',
    [line('Register'), { type: 'Input.Text', id: 'name', label: 'Name' }],
    [execute('Save', 'registration.register')],
  ),
  refresh: { action: execute('Open', 'card.open'), userIds: [] },
})
const times = <T>(count: number, work: (nth: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, nth) => work(nth)))

describe('a delivery that comes again', () => {
  let slack: FakeSlack
  let workspace: Workspace
  let bot: Awaited<ReturnType<typeof listen>>
  let inbox: Inbox

  beforeEach(async () => {
    slack = await startFakeSlack()
    inbox = new Map()
    workspace = await createWorkspace({ fake: slack })
    bot = await listen(workspace.channel, inbox)
  })
  afterEach(async () => {
    await workspace.stop()
    await slack.stop()
  })

  test('has one effect and one reply, a hundred times at once and under another event', async () => {
    const sent = await times(100, () => workspace.say('UDANA', 'start', 'key-1'))
    await workspace.say('UDANA', 'start', 'key-1')
    await workspace.channel.settled()

    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([200]))
    expect(bot.effects()).toBe(1)
    expect(slack.seenBy('UDANA', 'DDANA')).toEqual(['Heard'])
  })

  test('opens one window, a hundred times at once and with another trigger', async () => {
    await workspace.say('UDANA', 'start', 'key-1')
    await workspace.channel.settled()
    const ts = slack.messagesIn('DDANA')[0]?.ts ?? ''
    bot.answers({ replace: form })
    const press = () => workspace.press('UDANA', 'DDANA', ts, 'card.open', { key: 'key-2' })

    const sent = await times(100, press)
    await press()
    await workspace.channel.settled()

    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([200]))
    expect(bot.effects()).toBe(2)
    expect(slack.windows.size).toBe(1)
    expect(slack.called('views.open')).toBe(1)
  })

  test('gets the same answer where a form is sent twice, and shows it once', async () => {
    await workspace.say('UDANA', 'start', 'key-1')
    await workspace.channel.settled()
    bot.answers({ replace: form })
    await workspace.press('UDANA', 'DDANA', slack.messagesIn('DDANA')[0]?.ts ?? '', 'card.open')
    await workspace.channel.settled()
    const [view = ''] = [...slack.windows.keys()]
    bot.answers({ replace: note('Registered'), reply: note('Thank you') })

    const sent = await times(20, () => workspace.submit('UDANA', view, {}, false))
    await workspace.submit('UDANA', view, {}, false)
    await workspace.channel.settled()

    expect(new Set(sent.map(({ body }) => JSON.stringify(body)))).toEqual(
      new Set([JSON.stringify({ response_action: 'clear' })]),
    )
    expect(bot.effects()).toBe(3)
    expect(slack.seenBy('UDANA', 'DDANA')).toEqual(['Registered', 'Thank you'])
  })

  test('finds its answer where the process died between the commit and the answer', async () => {
    bot.dies()
    void workspace.say('UDANA', 'start', 'key-1').catch(() => undefined)
    await until(() => inbox.size > 0)
    const next = await createWorkspace({ fake: slack })
    const nextBot = await listen(next.channel, inbox)

    const retried = await next.say('UDANA', 'start', 'key-1')
    await next.say('UDANA', 'start', 'key-1')
    await next.channel.settled()

    expect(retried.status).toBe(200)
    expect(inbox.size).toBe(1)
    expect(nextBot.heard).toHaveLength(2)
    expect(slack.seenBy('UDANA', 'DDANA')).toEqual(['Heard'])
    await next.stop()
  })

  test('paints over no newer card with what an earlier life has answered', async () => {
    await workspace.say('UDANA', 'start', 'key-1')
    await workspace.channel.settled()
    const ts = slack.messagesIn('DDANA')[0]?.ts ?? ''
    bot.answers({ replace: note('Approved') })
    await workspace.press('UDANA', 'DDANA', ts, 'x.y', { key: 'key-2' })
    await workspace.channel.settled()
    const next = await createWorkspace({ fake: slack })
    await listen(next.channel, inbox)
    const address = { channel: 'slack', team: 'T1', user: 'UDANA', conversation: 'DDANA' }
    await next.channel.replace({ address, message: ts }, note('Certified'))

    const again = await next.press('UDANA', 'DDANA', ts, 'x.y', { key: 'key-2' })
    await next.channel.settled()

    expect(again.status).toBe(200)
    expect(slack.seenBy('UDANA', 'DDANA')).toEqual(['Certified'])
    await next.stop()
  })

  test('finds the answer to a form after such a death', async () => {
    await workspace.say('UDANA', 'start', 'key-1')
    await workspace.channel.settled()
    const ts = slack.messagesIn('DDANA')[0]?.ts ?? ''
    bot.answers({ replace: form })
    await workspace.press('UDANA', 'DDANA', ts, 'card.open')
    await workspace.channel.settled()
    const [view = ''] = [...slack.windows.keys()]
    bot.answers({ replace: { ...form, fallbackText: 'Step 2' } })
    bot.dies()
    void workspace.submit('UDANA', view, {}, false).catch(() => undefined)
    await until(() => inbox.size === 3)
    const next = await createWorkspace({ fake: slack })
    await listen(next.channel, inbox)

    const retried = await next.submit('UDANA', view, {}, false)
    await next.channel.settled()

    expect(retried).toMatchObject({ status: 200, body: { response_action: 'update' } })
    expect(inbox.size).toBe(3)
    expect(slack.seenBy('UDANA', 'DDANA')).toEqual(['Heard'])
    await next.stop()
  })

  test('is asked for again where nothing was committed', async () => {
    let isUp = false
    bot.answers(() => (isUp ? { reply: note('Heard') } : Promise.reject(new Error('The disk is full'))))

    const word = await workspace.say('UDANA', 'start', 'key-1')
    const press = await workspace.press('UDANA', 'DDANA', '1.1', 'x.y', { key: 'key-2' })
    isUp = true
    const again = await workspace.say('UDANA', 'start', 'key-1')
    await workspace.channel.settled()

    expect([word.status, press.status, again.status]).toEqual([500, 500, 200])
    expect(workspace.faults).toHaveLength(2)
    expect(slack.seenBy('UDANA', 'DDANA')).toEqual(['Heard'])
  })

  test('is acknowledged once it is committed, and before anything goes out', async () => {
    let commit: (() => void) | undefined
    bot.answers(() => new Promise((resolve) => void (commit = () => resolve({ reply: note('Heard') }))))
    slack.fail('chat.postMessage', { kind: 'hang' })
    let isAcknowledged = false

    const saying = workspace.say('UDANA', 'start', 'key-1').then((sent) => {
      isAcknowledged = true
      return sent
    })
    await until(() => commit !== undefined)
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => void setImmediate(resolve))
    const early = { isAcknowledged, posted: slack.called('chat.postMessage') }
    commit?.()
    const sent = await saying
    await until(() => slack.called('chat.postMessage') > 0)
    slack.letGo()

    expect(early).toEqual({ isAcknowledged: false, posted: 0 })
    expect(sent.status).toBe(200)
    expect(slack.seenBy('UDANA', 'DDANA')).toEqual([])
  })
})
