import { exportSPKI, UnsecuredJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { pinned } from '../../../src/channels/teams/bearer.ts'
import { createKnownTokens } from '../../../src/channels/teams/known-tokens.ts'
import { appId, createStage, publicKey, stranger, tenantId, tokenOf } from './stage.ts'
import type { Wired } from './stage.ts'
import { onWatchedStage, word } from './watched-stage.ts'
import type { Watched } from './watched-stage.ts'

let stage: Watched['stage']
let bot: Watched['bot']
let expectRefused: Watched['expectRefused']
onWatchedStage((watched) => {
  ;({ stage, bot, expectRefused } = watched)
})

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

describe('a token that was right a moment ago', () => {
  test('says nothing about another that is like it, another service or another address', async () => {
    const token = await tokenOf()
    expect((await stage.post(JSON.stringify(word()), { token })).status).toBe(200)
    const heard = bot.heard.length
    const [head = '', claims = '', signature = ''] = token.split('.')
    const forged = [
      `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `${head}.${Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), more: 1 })).toString('base64url')}.${signature}`,
    ]

    for (const one of forged)
      expect((await stage.post(JSON.stringify(word()), { token: one })).status).toBe(401)
    const elsewhere = { serviceUrl: 'https://smba.trafficmanager.net/amer/' }
    expect((await stage.post(JSON.stringify(word(elsewhere)), { token })).status).toBe(401)
    expect(bot.heard).toHaveLength(heard)
  })

  test('is known by all that was asked about it, for five minutes, and never where it was refused', async () => {
    let now = 0
    let looks = 0
    const known = createKnownTokens<number>(() => now)
    const look = (...asked: readonly string[]) => known(asked, () => Promise.resolve((looks += 1)))

    expect(await look('a', 'teams', 'here')).toBe(1)
    now = 299_999
    expect(await look('a', 'teams', 'here')).toBe(1)
    expect(await look('a', 'teams', 'there')).toBe(2)
    expect(await look('a', 'other', 'here')).toBe(3)
    now = 300_000
    expect(await look('a', 'teams', 'here')).toBe(4)

    const refused = known(['b'], () => Promise.reject(new Error('no')))
    await expect(refused).rejects.toThrow('no')
    expect(await look('b')).toBe(5)
    for (let nth = 0; nth < 100; nth += 1) await look(`other ${nth}`)
    expect(await look('b')).toBe(106)

    now -= 3_600_000
    expect(await look('b')).toBe(107)
    now += 299_999
    expect(await look('b')).toBe(107)
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

test('a rightly signed delivery that is played again has one effect', async () => {
  const token = await tokenOf()
  const bytes = JSON.stringify(word())

  const told = [await stage.post(bytes, { token }), await stage.post(bytes, { token })]

  expect(told.map(({ status }) => status)).toEqual([200, 200])
  expect(bot.heard).toHaveLength(1)
  expect(stage.fake.messages('a:dana')).toHaveLength(1)
})
