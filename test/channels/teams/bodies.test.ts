import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { bodyBytes } from '../../../src/channels/teams/limits.ts'
import { tokenOf } from './stage.ts'
import type { Stage, Wired } from './stage.ts'
import { onWatchedStage, word } from './watched-stage.ts'
import type { Watched } from './watched-stage.ts'

let stage: Watched['stage']
let expectRefused: Watched['expectRefused']
onWatchedStage((watched) => {
  ;({ stage, expectRefused } = watched)
})

const without = (key: string): Wired =>
  Object.fromEntries(Object.entries(word()).filter(([one]) => one !== key))

describe('what is posted', () => {
  const bodies: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['a list', '[]'],
    ['a number', '7'],
    ['half an object', '{"type":'],
    ['something that is no JSON', 'type=message'],
    ['an activity without a type', JSON.stringify(without('type'))],
    ['an activity without an id', JSON.stringify(without('id'))],
    ['an activity without a sender', JSON.stringify(without('from'))],
    ['an activity without a conversation', JSON.stringify(without('conversation'))],
    ['an activity without a receiver', JSON.stringify(without('recipient'))],
    ['an activity without a service URL', JSON.stringify(without('serviceUrl'))],
    ['an activity with an empty service URL', JSON.stringify(word({ serviceUrl: '' }))],
    ['an activity without a channel', JSON.stringify(without('channelId'))],
    ['a sender that is a list', JSON.stringify(word({ from: ['29:dana'] }))],
    ['a text that is an object', JSON.stringify(word({ text: { at: 'once' } }))],
  ]

  test.each(bodies)('is refused when it is %s', async (_name, body) => {
    await expectRefused(await stage.post(body), 400)
  })

  test('is refused when it is not JSON by its type', async () => {
    const told = await stage.post(JSON.stringify(word()), { headers: { 'content-type': 'text/plain' } })

    await expectRefused(told, 415)
  })

  test('is refused when it is not posted', async () => {
    const response = await fetch(stage.url)

    await expectRefused({ status: response.status, body: undefined }, 405)
  })

  test('is refused when it is too large, said or not', async () => {
    const text = JSON.stringify(word({ text: 'x'.repeat(bodyBytes) }))
    const said = await rawPost(stage, `content-length: ${text.length}`, '')
    const chunk = `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`
    const unsaid = await rawPost(stage, 'transfer-encoding: chunked', chunk)

    expect(said).toMatch(/^HTTP\/1\.1 413 /)
    expect(unsaid).toMatch(/^HTTP\/1\.1 413 /)
    await expectRefused({ status: 413, body: undefined }, 413)
  })

  test('is forgotten when the sender hangs up in the middle', async () => {
    await rawPost(stage, 'content-length: 1000', '{"type"', true)

    await expectRefused({ status: 0, body: undefined }, 0)
  })

  test('of another channel of the library is refused, though it is rightly signed', async () => {
    await expectRefused(await stage.deliver(word({ channelId: 'directline' })), 403)
  })
})

/** Posts over a bare socket and gives the first bytes of the answer. */
const rawPost = async (to: Stage, length: string, body: string, hangsUp = false): Promise<string> => {
  const socket = connect(to.port, '127.0.0.1')
  const head = [
    'POST /api/messages HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    `authorization: Bearer ${await tokenOf()}`,
    length,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  if (hangsUp) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    return ''
  }
  const answer = await new Promise<string>((resolve, reject) => {
    socket.once('data', (bytes) => resolve(bytes.toString('utf8')))
    socket.once('error', reject)
  })
  socket.destroy()
  return answer
}
