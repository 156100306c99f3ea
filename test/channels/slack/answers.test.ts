import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { note } from '../../browser/cards.ts'
import { teamId } from './slack-people.ts'
import type { Answering } from './answering.ts'
import { folded, form, result, openAnswering } from './answering.ts'

describe('an answer in Slack', () => {
  let workspace: Answering['workspace']
  let bot: Answering['bot']
  let done: Answering['done']
  let sent: Answering['sent']
  let seen: Answering['seen']
  let onlyWindow: Answering['onlyWindow']
  let opened: Answering['opened']
  let typed: Answering['typed']

  beforeEach(async () => {
    ;({ workspace, bot, done, sent, seen, onlyWindow, opened, typed } = await openAnswering())
  })
  afterEach(async () => {
    expect(workspace.slack.complaints).toEqual([])
    await workspace.stop()
  })

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
})
