import { expect, it } from 'vitest'
import { openRequest, personaOf } from '../bot/deliveries.ts'
import { inPlatforms } from './in-platforms.ts'
import type { Platforms } from './stage.ts'

let platforms: Platforms
inPlatforms((opened) => {
  platforms = opened
})

it('a message from which a window was opened in Slack shows what becomes of it, also once the window is closed', async () => {
  const { world, workspace, settle } = platforms
  const { slack } = workspace
  const pat = platforms.slack('UPAT')
  await pat.says('help')
  await platforms.appoint('Pat', 'steward')
  await openRequest(world)
  await settle()
  const buttons = (): string => JSON.stringify(slack.messagesIn('DPAT').at(-1)?.blocks)
  expect(buttons()).toContain('Reject')

  await pat.press('Reject')
  expect(slack.windows.size).toBe(1)
  slack.windows.clear()
  await personaOf(world, 'ben').says('take CRT-1')
  await settle()
  expect(buttons()).toContain('Ben Okafor has it')

  await personaOf(world, 'ben').says('approve CRT-1')
  await world.stand()
  await settle()
  expect(buttons()).toContain('approved it')
  expect(buttons()).not.toContain('Reject')
})
