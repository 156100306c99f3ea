import { afterEach, beforeEach, expect, test } from 'vitest'
import { teamId } from '../channels/slack/slack-people.ts'
import type { Workspace } from '../channels/slack/workspace.ts'
import { createWorkspace, until } from '../channels/slack/workspace.ts'
import type { World } from './deliveries.ts'
import { letter } from './post-office.ts'
import { openWorld } from '../world.ts'

let workspace: Workspace
let world: World
beforeEach(async () => {
  workspace = await createWorkspace()
  world = await openWorld({ channels: [workspace.channel] })
})
afterEach(async () => {
  await world.deliver.stop()
  await world.close()
  await workspace.stop()
})

const settle = async (): Promise<void> => {
  await workspace.channel.settled()
}

test('a press is answered and its window opens while a thousand messages wait under 429', async () => {
  await workspace.say('UDANA', 'start')
  await settle()
  const card = workspace.slack.messagesIn('DDANA').at(-1)
  workspace.slack.fail('chat.postMessage', { kind: 'limited', seconds: 30 }, Infinity)
  const letters = Array.from({ length: 1_000 }, (_, nth) =>
    letter(`reminder-${nth}`, { channel: 'slack', team: teamId, user: `UMANY${nth}` }, world.clock.now()),
  )
  for (let from = 0; from < letters.length; from += 200)
    await world.read((session) => session.outbox.oweAll(letters.slice(from, from + 200)))
  world.deliver.wake()
  await until(() => workspace.slack.called('chat.postMessage') > 1)

  const before = workspace.slack.calls.length
  const pressed = await workspace.press('UDANA', 'DDANA', card?.ts ?? '', 'card.open')
  await settle()

  expect(pressed.status).toBe(200)
  expect(workspace.slack.windows.size).toBe(1)
  // What is owed was told once to wait, and did; its calls do not stand before the press.
  const meanwhile = workspace.slack.calls.slice(before).map(({ method }) => method)
  expect(meanwhile.indexOf('views.open')).toBeLessThan(60)
  expect(workspace.slack.called('chat.postMessage')).toBeLessThan(100)
})
