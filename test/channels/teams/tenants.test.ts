import { describe, test } from 'vitest'
import { objectIds } from './stage.ts'
import type { Wired } from './stage.ts'
import { onWatchedStage, word } from './watched-stage.ts'
import type { Watched } from './watched-stage.ts'

let stage: Watched['stage']
let expectRefused: Watched['expectRefused']
onWatchedStage((watched) => {
  ;({ stage, expectRefused } = watched)
})

describe('whose tenant', () => {
  const foreign = 'ffffffff-0000-0000-0000-000000000000'
  const from = { id: '29:dana', name: 'Dana', aadObjectId: objectIds.dana }
  const conversation = { id: 'a:dana', conversationType: 'personal', tenantId: foreign }
  const cases: readonly (readonly [string, Wired])[] = [
    ['a conversation of another', { conversation }],
    ['channel data of another', { channelData: { tenant: { id: foreign } } }],
    ['both of another', { conversation, channelData: { tenant: { id: foreign } } }],
    ['none at all', { conversation: { ...conversation, tenantId: undefined }, channelData: undefined }],
    ['a sender of another in a shared channel', { from: { ...from, tenantId: foreign } }],
    ['a guest', { from: { ...from, userRole: 'guest' } }],
    ['somebody anonymous', { from: { id: '29:who', name: 'Who' } }],
    ['somebody whose object id is none', { from: { ...from, aadObjectId: 'dana' } }],
  ]

  test.each(cases)('refuses %s', async (_name, change) => {
    await expectRefused(await stage.deliver(word(change)), 403)
  })
})
