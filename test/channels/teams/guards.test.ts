import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { exportSPKI, UnsecuredJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTeamsChannel } from '../../../src/channels/teams/channel.ts'
import { pinned } from '../../../src/channels/teams/bearer.ts'
import { isServiceUrl } from '../../../src/channels/teams/hosts.ts'
import { bodyBytes } from '../../../src/channels/teams/limits.ts'
import { note } from '../../browser/cards.ts'
import {
  activityOf,
  appId,
  createBot,
  createStage,
  objectIds,
  personalAddress,
  publicKey,
  serviceUrl,
  stranger,
  tenantId,
  tokenOf,
} from './stage.ts'
import type { Stage, Told, Wired } from './stage.ts'

let stage: Stage
let bot: ReturnType<typeof createBot>
/** Every port that this process tried to reach, ours and the library's. */
let reached: Set<number>
const watch = (message: unknown): void => {
  // By the documentation of the diagnostics channel.
  const { socket } = message as { readonly socket: Socket }
  socket.on('connectionAttempt', (_address: string, port: number) => reached.add(port))
}

beforeEach(() => {
  reached = new Set()
  subscribe('net.client.socket', watch)
})
afterEach(() => {
  unsubscribe('net.client.socket', watch)
})

beforeEach(async () => {
  stage = await createStage()
  bot = createBot()
  bot.answers = () => ({ reply: note('Heard') })
  await stage.channel().start(bot.answer, bot.remember)
})
afterEach(() => stage.dispose())

const word = (change: Wired = {}): Wired => activityOf('dana', 'personal', { text: 'status', ...change })
const without = (key: string): Wired =>
  Object.fromEntries(Object.entries(word()).filter(([one]) => one !== key))

/** Nobody was asked anything but for the keys, nothing went out, and the next right delivery is answered. */
const expectRefused = async (told: Told, status: number): Promise<void> => {
  expect(told.status).toBe(status)
  expect(bot.heard).toEqual([])
  expect(stage.faults).toEqual([])
  const elsewhere = stage.fake.asked.filter(
    ({ path }) => !/^\/(\.well-known\/openidconfiguration|keys)$/.test(path),
  )
  expect(elsewhere).toEqual([])
  const ours = [stage.port, Number(new URL(stage.fake.url).port)]
  expect([...reached].filter((port) => !ours.includes(port))).toEqual([])
  expect(reached).toContain(stage.port)
  expect(await stage.deliver(word())).toEqual({ status: 200, body: undefined })
  expect(bot.heard).toMatchObject([{ kind: 'word', text: 'status' }])
}

describe('a token that cannot be right costs no call and no memory', () => {
  const hour = 3600
  const cases: readonly (readonly [string, () => Promise<string | null> | string | null])[] = [
    ['no token', () => null],
    ['an empty token', () => ''],
    ['words instead of a token', () => 'let.me.in'],
    [
      'no signature and alg none',
      () => new UnsecuredJWT({ iss: 'https://api.botframework.com', aud: appId }).encode(),
    ],
    [
      'HS256 over the public key',
      async () => tokenOf({}, { header: { alg: 'HS256' }, signer: Buffer.from(await exportSPKI(publicKey)) }),
    ],
    ['a foreign issuer', () => tokenOf({ iss: `https://sts.windows.net/${tenantId}/` })],
    [
      'an issuer that the library takes for the emulator',
      () =>
        tokenOf({
          iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
          ver: '1.0',
          appid: appId,
        }),
    ],
    [
      'our own tenant as issuer',
      () => tokenOf({ iss: `https://sts.windows.net/${tenantId}/`, tid: tenantId }),
    ],
    [
      'an issuer that only begins like ours',
      () => tokenOf({ iss: 'https://api.botframework.com.evil.example' }),
    ],
    ['another app as audience', () => tokenOf({ aud: 'other' })],
    ['several audiences', () => tokenOf({ aud: [appId, 'other'] })],
    ['an end in the past', () => tokenOf({ exp: Math.floor(Date.now() / 1000) - hour })],
    ['no end', () => tokenOf({ exp: undefined })],
    ['a tenant that is not ours', () => tokenOf({ tid: 'ffffffff-0000-0000-0000-000000000000' })],
    ['ten thousand characters', () => tokenOf({ more: 'x'.repeat(10_000) })],
  ]

  test.each(cases)('refuses %s', async (_name, make) => {
    const before = stage.fake.connections()

    const told = await stage.post(JSON.stringify(word()), { token: await make() })

    expect(stage.fake.connections()).toBe(before)
    expect(told.body).toEqual({ error: { message: 'Not authorised.' } })
    await expectRefused(told, 401)
  })
})

describe('a token that only the keys can tell', () => {
  const cases: readonly (readonly [string, () => Promise<string>, Wired])[] = [
    ['signed by a stranger under a known name', () => tokenOf({}, { signer: stranger.privateKey }), {}],
    ['signed under a name that nobody knows', () => tokenOf({}, { header: { kid: 'key-2' } }), {}],
    ['not valid yet', () => tokenOf({ nbf: Math.floor(Date.now() / 1000) + 3600 }), {}],
    ['made for another service', () => tokenOf({ serviceurl: 'https://smba.trafficmanager.net/amer/' }), {}],
    ['that names no service', () => tokenOf({ serviceurl: undefined }), {}],
    ['made for a skill', () => tokenOf({ ver: '2.0', azp: 'ffffffff-0000-0000-0000-000000000000' }), {}],
  ]

  test.each(cases)('is refused when %s', async (_name, make, change) => {
    const told = await stage.post(JSON.stringify(word(change)), { token: await make() })

    expect(told.body).toEqual({ error: { message: 'Not authorised.' } })
    await expectRefused(told, 401)
  })

  test('is not called bad while the keys cannot be had', async () => {
    const alone = await createStage()
    await alone.channel().start(bot.answer, bot.remember)
    await alone.fake.close()

    const told = await alone.deliver(word())

    expect(told.status).toBe(503)
    expect(alone.faults).toMatchObject([{ doing: 'authenticate' }])
    expect(bot.heard).toEqual([])
    await alone.dispose().catch(() => undefined)
  })
})

test('claims that are rightly signed for somebody else are refused behind the library too', async () => {
  const check = pinned(appId)
  const claims = (iss: string, aud: string) => [
    { type: 'iss', value: iss },
    { type: 'aud', value: aud },
  ]

  await expect(check(claims('https://api.botframework.com', appId))).resolves.toBeUndefined()
  await expect(check(claims(`https://sts.windows.net/${tenantId}/`, appId))).rejects.toMatchObject({
    statusCode: 401,
  })
  await expect(check(claims('https://api.botframework.com', 'other'))).rejects.toMatchObject({
    statusCode: 401,
  })
  await expect(check([])).rejects.toMatchObject({ statusCode: 401 })
})

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

describe('where an activity says that answers go', () => {
  const hosts = { local: false, serviceHosts: ['connector.contoso.example'] }
  const wrong = [
    'http://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net:8443/emea/',
    'https://dana@smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net@evil.example/emea/',
    'https://smba.trafficmanager.net.evil.example/emea/',
    'https://evil.example/smba.trafficmanager.net/',
    'https://evil.example#smba.trafficmanager.net/',
    'https://evil.example?smba.trafficmanager.net/',
    'https://evil.example\\.smba.trafficmanager.net/',
    'https:\\\\smba.trafficmanager.net/emea/',
    ' https://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net/emea/\n',
    'https://smba.trafficmanager.net./emea/',
    'https://smba.trafficmanager.net/emea/../../x/',
    'https://evil.trafficmanager.net/emea/',
    'https://xsmba.trafficmanager.net/emea/',
    'https://botframework.com.evil.example/',
    'https://evilbotframework.com/',
    'https://smbа.trafficmanager.net/emea/',
    'https://xn--smb-8cd.trafficmanager.net/emea/',
    'https://169.254.169.254/metadata/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://[::1]/',
    'https://localhost/',
    'file:///etc/passwd',
    'urn:botframework:websocket:directline',
    '',
  ]
  const right = [
    serviceUrl,
    'https://smba.trafficmanager.net/emea/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/',
    'https://SMBA.trafficmanager.net/teams',
    'https://smba.infra.gcc.teams.microsoft.com/teams/',
    'https://smba.infra.gov.teams.microsoft.us/teams/',
    'https://smba.infra.dod.teams.microsoft.us/teams/',
    'https://europe.botframework.com/',
    'https://connector.contoso.example/',
  ]

  test.each(wrong)('is not %j', (url) => {
    expect(isServiceUrl(url, hosts)).toBe(false)
  })

  test.each(right)('is %j', (url) => {
    expect(isServiceUrl(url, hosts)).toBe(true)
  })

  test('is loopback and nothing else beside the playground', () => {
    const local = { local: true, serviceHosts: ['connector.contoso.example'] }

    expect(isServiceUrl('http://localhost:56150/_connector', local)).toBe(true)
    expect(isServiceUrl('http://127.0.0.1:56150/_connector', local)).toBe(true)
    for (const url of [
      serviceUrl,
      'http://connector.contoso.example/',
      'http://127.0.0.1.evil.example/',
      'http://localhost@evil.example/',
      'http://localhost:1@evil.example/',
      'http://10.0.0.1/',
    ])
      expect(isServiceUrl(url, local)).toBe(false)
  })

  test('is looked at when it comes in, though the token names it too', async () => {
    const evil = 'https://evil.trafficmanager.net/emea/'

    const told = await stage.post(JSON.stringify(word({ serviceUrl: evil })), {
      token: await tokenOf({ serviceurl: evil }),
    })

    await expectRefused(told, 403)
  })

  test('is looked at again when it is used', async () => {
    const stored = { ...personalAddress('dana'), serviceUrl: 'https://evil.trafficmanager.net/emea/' }

    const sent = await stage.channel().send(stored, note('A secret'))
    const replaced = await stage.channel().replace({ address: stored, message: 'm1' }, note('A secret'))

    expect(sent).toEqual({ outcome: 'unreachable' })
    expect(replaced).toEqual({ outcome: 'unreachable' })
    expect(stage.fake.asked).toEqual([])
    expect(stage.faults).toHaveLength(2)
  })
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

test('a rightly signed delivery that is played again has one effect', async () => {
  const token = await tokenOf()
  const bytes = JSON.stringify(word())

  const told = [await stage.post(bytes, { token }), await stage.post(bytes, { token })]

  expect(told.map(({ status }) => status)).toEqual([200, 200])
  expect(bot.heard).toHaveLength(1)
  expect(stage.fake.messages('a:dana')).toHaveLength(1)
})
