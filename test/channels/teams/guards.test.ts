import { describe, expect, test } from 'vitest'
import { createTeamsChannel } from '../../../src/channels/teams/channel.ts'
import { bodyBytes } from '../../../src/channels/teams/limits.ts'
import { appId, createBot, createStage, objectIds, serviceUrl, tenantId } from './stage.ts'
import type { Wired } from './stage.ts'
import { onWatchedStage, word } from './watched-stage.ts'
import type { Watched } from './watched-stage.ts'

let bot: Watched['bot']
onWatchedStage((watched) => {
  ;({ bot } = watched)
})

describe('a channel that cannot be safe', () => {
  const options = {
    appId,
    appPassword: 'a-secret',
    tenantId,
    local: false,
    serviceHosts: [],
    now: Date.now,
    onFault: () => '',
  }

  test.each([
    ['no app id', { appId: '' }],
    ['a blank app id', { appId: ' ' }],
    ['no password', { appPassword: '' }],
    ['no tenant', { tenantId: '' }],
    ['credentials beside the playground', { local: true }],
  ])('is not made with %s', (_name, change) => {
    expect(() => createTeamsChannel({ ...options, ...change })).toThrow('Teams needs an app id')
  })

  test('takes nothing before it has started and after it has stopped', async () => {
    const fresh = await createStage()
    const early = await fresh.deliver(word())
    await fresh.channel().start(bot.answer, bot.remember)
    await fresh.channel().stop()
    const late = await fresh.deliver(word())

    expect([early.status, late.status]).toEqual([503, 503])
    expect(bot.heard).toEqual([])
    await fresh.dispose()
  })
})

describe('the playground on loopback', () => {
  test('is asked for no token, and every other guard stays', async () => {
    const local = await createStage({ local: true })
    const heard = createBot()
    await local.channel().start(heard.answer, heard.remember)
    const at = (change: Wired): Wired => word({ serviceUrl: `${local.fake.url}/_connector`, ...change })

    const told = [
      await local.deliver(at({ channelId: 'emulator', conversation: { id: 'a:dana' }, channelData: null })),
      await local.deliver(at({ serviceUrl })),
      await local.deliver(at({ channelId: 'directline' })),
      await local.post('{}'),
      await local.post(JSON.stringify(at({})), { headers: { 'content-type': 'text/plain' } }),
      await local.post(JSON.stringify(at({ text: 'x'.repeat(bodyBytes) }))),
    ]

    expect(told.map(({ status }) => status)).toEqual([200, 403, 403, 400, 415, 413])
    expect(heard.heard).toMatchObject([{ account: `teams:local:${objectIds.dana}`, kind: 'word' }])
    expect(local.fake.asked.map(({ path }) => path)).not.toContain('/token')
    await local.dispose()
  })
})
