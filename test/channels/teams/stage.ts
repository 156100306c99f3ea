import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { createTeamsChannel } from '../../../src/channels/teams/channel.ts'
import type { TeamsChannel } from '../../../src/channels/teams/options.ts'
import type { Address, Answer, Incoming, Posted } from '../../../src/ports/channel.ts'
import { createFakeConnector } from './fake-connector.ts'

export const appId = '11111111-2222-3333-4444-555555555555'
export const tenantId = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'
export const bot = `28:${appId}`
export const serviceUrl = 'https://smba.trafficmanager.net/emea/'
export const stewards = '19:stewards@thread.tacv2'
export const objectIds = {
  dana: '0d0d0d0d-0000-0000-0000-00000000000a',
  priya: '0d0d0d0d-0000-0000-0000-00000000000b',
  // Somebody who has no chat with the bot.
  sam: '0d0d0d0d-0000-0000-0000-00000000000c',
} as const
export type Someone = keyof typeof objectIds

export const accountOf = (person: Someone): string => `teams:${tenantId}:${objectIds[person]}`
export const userOf = (person: Someone): string => `29:${person}`
export const chatOf = (person: Someone): string => `a:${person}`

const key = await generateKeyPair('RS256', { extractable: true })
export const stranger = await generateKeyPair('RS256', { extractable: true })
const kid = 'key-1'
export const publicKey = key.publicKey
const jwk = { ...(await exportJWK(key.publicKey)), kid, use: 'sig', endorsements: ['msteams'] }

type Claims = Readonly<Record<string, unknown>>

/** A token as the Bot Connector makes it, changed as a test wants. */
export const tokenOf = (
  claims: Claims = {},
  {
    signer = key.privateKey,
    header = {},
  }: { signer?: typeof key.privateKey | Uint8Array; header?: object } = {},
): Promise<string> => {
  const now = Math.floor(Date.now() / 1000)
  const whole = { iss: 'https://api.botframework.com', aud: appId, serviceurl: serviceUrl, ...claims }
  return new SignJWT({ nbf: now - 60, exp: now + 3600, ...whole })
    .setProtectedHeader({ alg: 'RS256', kid, ...header })
    .sign(signer)
}

export type Wired = Readonly<Record<string, unknown>>

/** What Teams sends for a person in a place, changed as a test wants. */
export const activityOf = (
  person: Someone,
  place: 'personal' | 'channel' | 'group',
  change: Wired = {},
): Wired => {
  const id = { personal: chatOf(person), channel: `${stewards};messageid=root1`, group: '19:group@thread.v2' }
  const kind = { personal: 'personal', channel: 'channel', group: 'groupChat' }
  return {
    type: 'message',
    id: 'in-1',
    channelId: 'msteams',
    serviceUrl,
    timestamp: '2026-11-24T09:00:00.000Z',
    localTimestamp: '2026-11-24T10:00:00.000+01:00',
    from: { id: userOf(person), name: `${person} of Contoso`, aadObjectId: objectIds[person] },
    conversation: { id: id[place], conversationType: kind[place], isGroup: place !== 'personal', tenantId },
    recipient: { id: bot, name: 'Assay' },
    channelData: { tenant: { id: tenantId } },
    ...change,
  }
}

export const pressOf = (
  person: Someone,
  posted: Posted,
  verb: string,
  { data = {}, ...change }: Wired & { readonly data?: unknown } = {},
  place: 'personal' | 'channel' | 'group' = 'personal',
): Wired =>
  activityOf(person, place, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: posted.message,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    ...change,
  })

export const personalAddress = (person: Someone): Address => ({
  channel: 'teams',
  serviceUrl,
  tenant: tenantId,
  bot,
  place: 'personal',
  account: accountOf(person),
  user: userOf(person),
  conversation: chatOf(person),
})
export const stewardsAddress: Address = {
  channel: 'teams',
  serviceUrl,
  tenant: tenantId,
  bot,
  place: 'channel',
  conversation: stewards,
}

export type Told = { readonly status: number; readonly body: unknown }

/** The channel behind a server of its own, and Microsoft's side on loopback. */
export const createStage = async (
  options: { readonly local?: boolean; readonly now?: () => number } = {},
) => {
  const local = options.local ?? false
  const fake = await createFakeConnector([jwk], local ? undefined : 'a-token-of-ours')
  for (const person of ['dana', 'priya'] as const)
    fake.addConversation(chatOf(person), userOf(person), objectIds[person])
  fake.addConversation(stewards)
  fake.addConversation(`${stewards};messageid=root1`)
  fake.addConversation('19:group@thread.v2')
  const faults: { readonly fault: unknown; readonly doing: string }[] = []
  const create = (): TeamsChannel =>
    createTeamsChannel({
      appId: local ? '' : appId,
      appPassword: local ? '' : 'a-secret',
      tenantId: local ? '' : tenantId,
      local,
      serviceHosts: [],
      now: options.now ?? Date.now,
      onFault: (fault, doing) => {
        faults.push({ fault, doing })
        return 'F-1'
      },
      login: {
        metadataUrl: `${fake.url}/.well-known/openidconfiguration`,
        tokenUrl: `${fake.url}/token`,
        ...(local ? {} : { connectorUrl: fake.url }),
      },
    })
  let channel = create()
  const server = createServer((request, response) => channel.intake(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/api/messages`
  const right = await tokenOf()

  /** Posts bytes as they are; `token` null sends none. */
  const post = async (
    body: string,
    { token = right, headers = {} }: { token?: string | null; headers?: Record<string, string> } = {},
  ): Promise<Told> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null || local ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body,
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
  }

  return {
    fake,
    faults,
    url,
    port,
    channel: () => channel,
    post,
    deliver: (activity: Wired): Promise<Told> => post(JSON.stringify(activity)),
    /** The process dies and another one comes up in its place. */
    restart: (): void => {
      channel = create()
    },
    dispose: async (): Promise<void> => {
      await channel.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await fake.close()
    },
  }
}
export type Stage = Awaited<ReturnType<typeof createStage>>

/** A bot that keeps what it heard, and an inbox that outlives the channel as the store does. */
export const createBot = () => {
  const heard: Incoming[] = []
  const remembered: { readonly matter: string; readonly account: string; readonly posted: Posted }[] = []
  const keys = new Set<string>()
  const world = {
    heard,
    remembered,
    answers: (_incoming: Incoming): Partial<Answer> => ({}),
    answer: async (incoming: Incoming): Promise<Answer> => {
      const key = `${incoming.account}|${incoming.key}`
      const repeated = keys.has(key)
      keys.add(key)
      if (!repeated) heard.push(incoming)
      return Promise.resolve({ audience: 'here', fieldErrors: {}, repeated, ...world.answers(incoming) })
    },
    remember: (matter: string, account: string, posted: Posted): Promise<void> => {
      remembered.push({ matter, account, posted })
      return Promise.resolve()
    },
  }
  return world
}
