import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card } from '../../../src/ports/card.ts'
import type { Posted } from '../../../src/ports/channel.ts'
import { Card as CardShape } from '../../../src/ports/card.ts'
import { card, execute, line, note } from '../../browser/cards.ts'
import { stewards, teamId } from './fake-slack.ts'
import { listen } from './listener.ts'
import type { Workspace } from './workspace.ts'
import { createWorkspace } from './workspace.ts'

const dana = { channel: 'slack', team: teamId, user: 'UDANA' }
const open = execute('Open', 'card.open')

/** A form; `text` is its line, `error` what was wrong with its name. */
const form = (text: string, error = ''): Card =>
  CardShape.parse({
    ...card(
      text,
      [
        line(text, { style: 'heading' }),
        ...(error === '' ? [] : [line(error, { color: 'attention' })]),
        { type: 'Input.Text', id: 'name', label: 'Name' },
        {
          type: 'Input.ChoiceSet',
          id: 'owner',
          label: 'Owner',
          style: 'filtered',
          choices: [],
          'choices.data': { type: 'Data.Query', dataset: 'people' },
        },
      ],
      [
        execute('Save', 'registration.register', { style: 'positive' }),
        execute('Back', 'card.back', { associatedInputs: 'none' }),
      ],
    ),
    refresh: { action: open, userIds: [] },
  })

/** A card for reading, with buttons; more than a line. */
const result = (text: string): Card =>
  card(
    text,
    [line(text, { style: 'heading' }), ...['One', 'Two', 'Three', 'Four'].map((one) => line(one))],
    [execute('Next', 'registration.next')],
  )

const folded = (text: string): Card =>
  CardShape.parse({
    ...card(
      text,
      [line(text)],
      [{ type: 'Action.ShowCard', title: 'More', card: { type: 'AdaptiveCard', body: [line('Inside')] } }],
    ),
    refresh: { action: open, userIds: [] },
  })

describe('an answer in Slack', () => {
  let workspace: Workspace
  let bot: Awaited<ReturnType<typeof listen>>

  beforeEach(async () => {
    workspace = await createWorkspace()
    bot = await listen(workspace.channel)
  })
  afterEach(async () => {
    expect(workspace.slack.complaints).toEqual([])
    await workspace.stop()
  })

  const done = async <T>(doing: Promise<T>): Promise<T> => {
    const value = await doing
    await workspace.channel.settled()
    return value
  }
  const sent = async (face: Card, address = dana as Posted['address']): Promise<Posted> => {
    const delivery = await workspace.channel.send(address, face)
    if (delivery.outcome !== 'sent') throw new Error(`Not sent: ${delivery.outcome}`)
    return delivery.posted
  }
  const seen = (conversation = 'DDANA', user = 'UDANA') => workspace.slack.seenBy(user, conversation)
  const onlyWindow = () => {
    const [window, ...others] = [...workspace.slack.windows.values()]
    if (!window || others.length > 0) throw new Error(`There are ${others.length + (window ? 1 : 0)} windows`)
    return window
  }
  /** A message whose button has opened a form. */
  const opened = async (): Promise<{ readonly posted: Posted; readonly view: string }> => {
    const posted = await sent(form('Register a solution'))
    bot.answers({ replace: form('Register a solution') })
    await done(workspace.press('UDANA', 'DDANA', posted.message, 'card.open'))
    return { posted, view: onlyWindow().id }
  }
  const typed = (view: string, value: string): Record<string, object> => {
    const blocks = workspace.slack.windows.get(view)?.view.blocks as { type: string; block_id?: string }[]
    const block = blocks.find((one) => one.block_id?.startsWith('i~name'))
    return { [block?.block_id ?? '']: { value } }
  }

  test('opens the form of a card that asks, and leaves the message', async () => {
    const { posted, view } = await opened()

    expect(seen()).toEqual(['Register a solution'])
    expect(bot.heard).toMatchObject([{ kind: 'click', verb: 'card.open', posted }])
    expect(workspace.slack.windows.get(view)?.view).toMatchObject({ type: 'modal' })
  })

  test('takes a form, closes it and shows in the message what came of it', async () => {
    const { posted, view } = await opened()
    bot.answers({ replace: result('Registered'), matter: 'certification:12' })

    const { body } = await done(workspace.submit('UDANA', view, typed(view, 'Leave calendar')))

    expect(body).toEqual({ response_action: 'clear' })
    expect(bot.heard.at(-1)).toMatchObject({
      kind: 'click',
      verb: 'registration.register',
      values: { name: 'Leave calendar', owner: '' },
      posted,
      place: 'personal',
    })
    expect(seen()).toEqual(['Registered'])
    expect(bot.remembered).toEqual([{ matter: 'certification:12', account: 'slack:T1:UDANA', posted }])
  })

  test('tells at each input what is wrong with it', async () => {
    const { view } = await opened()
    bot.answers({
      replace: form('Register a solution', 'Give it a name'),
      fieldErrors: { name: 'Give it a name' },
    })

    const { body } = await done(workspace.submit('UDANA', view))

    const [block] = Object.keys(typed(view, ''))
    expect(body).toEqual({ response_action: 'errors', errors: { [block ?? '']: 'Give it a name' } })
    expect(seen()).toEqual(['Register a solution'])

    bot.answers({ replace: result('Registered') })
    const mended = await done(workspace.submit('UDANA', view, typed(view, 'Leave calendar')))
    expect(mended.body).toEqual({ response_action: 'clear' })
    expect(seen()).toEqual(['Registered'])
  })

  test('shows the form anew where what is wrong is at none of its inputs', async () => {
    const { view } = await opened()
    bot.answers({
      replace: form('Register', 'There are too many'),
      fieldErrors: { form: 'There are too many' },
    })

    const { body } = await done(workspace.submit('UDANA', view))

    expect(body).toMatchObject({ response_action: 'update' })
    expect(JSON.stringify(body)).toContain('There are too many')
    expect(seen()).toEqual(['Register a solution'])
  })

  test('goes on to the next form in the same window, and back to the message at the end', async () => {
    const { view } = await opened()
    bot.answers({ replace: form('Step 2') })

    const second = await done(workspace.submit('UDANA', view))
    expect(seen()).toEqual(['Step 2'])
    bot.answers({ replace: { ...result('Halfway'), stays: true } })
    const third = await done(workspace.submit('UDANA', view, typed(view, 'x')))
    bot.answers({ replace: result('Registered'), reply: note('Thank you') })
    await done(workspace.pressIn('UDANA', view, 'registration.next'))

    expect(second.body).toMatchObject({ response_action: 'update' })
    expect(third.body).toMatchObject({ response_action: 'update' })
    expect(JSON.stringify(onlyWindow().view)).toContain('Registered')
    expect(seen()).toEqual(['Registered', 'Thank you'])
  })

  test('keeps what was typed when another button of the form is pressed', async () => {
    const { view } = await opened()
    bot.answers({ replace: form('Step 0') })

    await done(workspace.pressIn('UDANA', view, 'card.back', typed(view, 'Half a na')))

    expect(bot.heard.at(-1)).toMatchObject({ verb: 'card.back', values: { name: 'Half a na', owner: '' } })
    expect(JSON.stringify(onlyWindow().view)).toContain('Step 0')
    expect(seen()).toEqual(['Step 0'])
  })

  test('lets no earlier step of a form overtake a later one', async () => {
    const { view } = await opened()
    workspace.slack.fail('chat.update', { kind: 'limited', seconds: 1 })
    bot.answers({ replace: form('Step 2') })
    await workspace.submit('UDANA', view)
    bot.answers({ replace: form('Step 3') })

    await done(workspace.submit('UDANA', view, typed(view, 'x')))

    expect(seen()).toEqual(['Step 3'])
  })

  test('lays what is only looked at over the form', async () => {
    const { view } = await opened()
    bot.answers({ reply: result('Why we ask') })

    await done(workspace.pressIn('UDANA', view, 'card.back'))

    expect(workspace.slack.windows.size).toBe(2)
    expect(JSON.stringify(workspace.slack.windows.get(view)?.view)).toContain('Register a solution')
  })

  test('says a "no" in the window where it was asked for, and closes nothing', async () => {
    const { view } = await opened()
    bot.answers({ reply: note('Priya has approved this already.'), audience: 'private' })

    const { body } = await done(workspace.submit('UDANA', view))

    expect(body).toMatchObject({ response_action: 'update' })
    expect(JSON.stringify(body)).toContain('Priya has approved this already.')
    expect(seen()).toEqual(['Register a solution'])
  })

  test('sends what came of a form as a new message where the old one is gone', async () => {
    const { posted, view } = await opened()
    workspace.slack.forget('DDANA', posted.message)
    bot.answers({ replace: result('Registered'), matter: 'certification:12' })

    await done(workspace.submit('UDANA', view))

    expect(seen()).toEqual(['Registered'])
    expect(bot.remembered[0]?.posted.message).not.toBe(posted.message)
  })

  test('tells who was picked', async () => {
    const { view } = await opened()
    const blocks = onlyWindow().view.blocks as { block_id?: string }[]
    const owner = blocks.find((one) => one.block_id?.startsWith('i~owner'))?.block_id ?? ''
    const pick = (user: string, text: string) => ({
      ...typed(view, text),
      [owner]: { selected_user: user },
    })

    await done(workspace.submit('UDANA', view, pick('UPRIYA', 'account:UDANA'), false))
    await done(workspace.submit('UDANA', view, pick('UROBOT', 'a bot'), false))

    expect(bot.heard.slice(1)).toMatchObject([
      {
        values: { name: 'account:UDANA', owner: 'account:slack:T1:UPRIYA' },
        people: [
          {
            account: 'slack:T1:UPRIYA',
            name: 'Priya Nair',
            zone: 'UTC',
            address: { channel: 'slack', team: teamId, user: 'UPRIYA' },
          },
        ],
      },
      { values: { owner: 'account:slack:T1:UROBOT' } },
    ])
    expect(bot.heard.at(-1)?.people).toBeUndefined()
  })

  test('offers the form as a message where the press is too long ago for a window', async () => {
    const posted = await sent(note('Your inbox'))
    bot.answers({ replace: form('Register a solution') })
    const trigger = workspace.slack.issueTrigger('UDANA')
    workspace.slack.pass(3_100)

    await done(workspace.press('UDANA', 'DDANA', posted.message, 'card.open', { trigger }))

    expect(workspace.slack.windows.size).toBe(0)
    expect(seen()).toEqual(['Your inbox', 'Register a solution'])
    expect(JSON.stringify(workspace.slack.messagesIn('DDANA').at(-1)?.blocks)).toContain('card.open')
    expect(workspace.faults).toEqual([])
  })

  test('opens what is folded up in a card, and only looks for it', async () => {
    const posted = await sent(folded('Certification'))
    bot.answers({ replace: folded('Certification') })

    await done(workspace.press('UDANA', 'DDANA', posted.message, 'card.open'))

    expect(bot.heard).toMatchObject([{ kind: 'refresh', verb: 'card.open', posted }])
    expect(JSON.stringify(onlyWindow().view)).toContain('Inside')
    expect(workspace.slack.called('chat.update')).toBe(0)
  })

  test('shows the new face of a card as a new message where the card is gone', async () => {
    const posted = await sent(note('Please approve'))
    workspace.slack.forget('DDANA', posted.message)
    bot.answers({ replace: note('Approved') })

    await done(workspace.press('UDANA', 'DDANA', posted.message, 'approval.approve'))

    expect(seen()).toEqual(['Approved'])
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
