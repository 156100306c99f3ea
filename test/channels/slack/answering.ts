import type { Card } from '../../../src/ports/card.ts'
import type { Posted } from '../../../src/ports/channel.ts'
import { Card as CardShape } from '../../../src/ports/card.ts'
import { card, execute, line } from '../../browser/cards.ts'
import { teamId } from './slack-people.ts'
import { listen } from './listener.ts'
import { createWorkspace } from './workspace.ts'

export const dana = { channel: 'slack', team: teamId, user: 'UDANA' }
export const open = execute('Open', 'card.open')

/** A form; `text` is its line, `error` what was wrong with its name. */
export const form = (text: string, error = ''): Card =>
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
export const result = (text: string): Card =>
  card(
    text,
    [line(text, { style: 'heading' }), ...['One', 'Two', 'Three', 'Four'].map((one) => line(one))],
    [execute('Next', 'registration.next')],
  )

export const folded = (text: string): Card =>
  CardShape.parse({
    ...card(
      text,
      [line(text)],
      [{ type: 'Action.ShowCard', title: 'More', card: { type: 'AdaptiveCard', body: [line('Inside')] } }],
    ),
    refresh: { action: open, userIds: [] },
  })

/** A workspace with a bot that answers as it is told, and what can be done and seen in it. */
export const openAnswering = async () => {
  const workspace = await createWorkspace()
  const bot = await listen(workspace.channel)

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

  return { workspace, bot, done, sent, seen, onlyWindow, opened, typed }
}
export type Answering = Awaited<ReturnType<typeof openAnswering>>
