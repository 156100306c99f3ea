import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'jose'
import { z } from 'zod'
import type { Meter } from '../token-bucket.ts'
import { createMeter, teamsRates } from '../token-bucket.ts'

/** What the connector does with one call instead of serving it. */
export type Mishap =
  /** Nothing. */
  | 'none'
  /** Refuses; with `accepted` it did what was asked all the same. */
  | {
      readonly status: number
      readonly code?: string
      readonly retryAfter?: string
      readonly accepted?: true
    }
  /** Hangs up before it did anything. */
  | 'refuse'
  /** Takes the call, does what it asks, and never answers. */
  | 'silence'
  /** Does what it asks and hangs up. */
  | 'hang-up'
  /** Does what it asks, but a while later. */
  | 'delay'

/** All of it is one tenant. */
const bucketsOf = (path: string) => [
  { name: path.split('/')[3] ?? '', rates: teamsRates.thread },
  { name: 'tenant', rates: teamsRates.tenant },
]

export type Kept = { readonly id: string; readonly card: unknown; readonly text: string }
type Asked = { readonly method: string; readonly path: string; readonly body: unknown }

const Message = z.object({
  type: z.literal('message'),
  text: z.string().optional(),
  summary: z.string().optional(),
  replyToId: z.undefined().optional(),
  attachments: z
    .array(
      z.object({ contentType: z.literal('application/vnd.microsoft.card.adaptive'), content: z.unknown() }),
    )
    .max(1)
    .optional(),
})
const NewConversation = z.object({
  isGroup: z.boolean(),
  bot: z.object({ id: z.string() }),
  tenantId: z.string(),
  members: z.array(z.object({ id: z.string() })).optional(),
  channelData: z.object({ channel: z.object({ id: z.string() }).optional() }),
  activity: Message.optional(),
})

const mostBytes = 100_000

/** The Bot Framework's side of the world on loopback: keys, tokens, and a connector that keeps conversations and enforces Teams' limits. */
export const createFakeConnector = async (keys: readonly JWK[], token: string | undefined) => {
  const conversations = new Map<string, Kept[]>()
  /** Who has a chat of their own with the bot, by any of their ids. */
  const chats = new Map<string, string>()
  const members = new Map<string, { readonly id: string; readonly name: string }>()
  const left = new Set<string>()
  const asked: Asked[] = []
  const mishaps: Mishap[] = []
  const waiting = new Set<ServerResponse>()
  let underWay = 0
  let isShut = false
  let posted = 0
  let served = 0
  let lastAt = 0
  let meter: Meter | undefined

  const keep = (conversation: string, message: z.infer<typeof Message>): string => {
    const id = `m${(posted += 1)}`
    const card = message.attachments?.[0]?.content
    conversations.get(conversation)?.push({ id, card, text: message.text ?? message.summary ?? '' })
    return id
  }

  const serve = (method: string, path: string, body: unknown): [number, object] => {
    if (method === 'POST' && path === '/v3/conversations') {
      const wanted = NewConversation.parse(body)
      const channel = wanted.channelData.channel?.id
      if (channel !== undefined) {
        if (!conversations.has(channel)) return [404, { error: { code: 'ConversationNotFound' } }]
        const id = keep(channel, Message.parse(wanted.activity))
        conversations.set(`${channel};messageid=${id}`, [])
        return [201, { id: `${channel};messageid=${id}`, activityId: id }]
      }
      const chat = chats.get(wanted.members?.[0]?.id ?? '')
      return chat === undefined ? [403, { error: { code: 'MessageWritesBlocked' } }] : [201, { id: chat }]
    }
    const parts = /^\/v3\/conversations\/([^/]+)\/(activities|members)(?:\/([^/]+))?$/.exec(path)
    const conversation = decodeURIComponent(parts?.[1] ?? '')
    const messages = conversations.get(conversation)
    if (!messages) return [404, { error: { code: 'ConversationNotFound' } }]
    const id = decodeURIComponent(parts?.[3] ?? '')
    if (method === 'GET' && parts?.[2] === 'members') {
      const isThere = chats.get(id) === conversation && !left.has(id)
      const member = members.get(`${conversation}|${id}`) ?? (isThere ? { id, name: id } : undefined)
      return member ? [200, member] : [404, { error: { code: 'MemberNotFoundInConversation' } }]
    }
    if (method === 'POST' && id === '') return [201, { id: keep(conversation, Message.parse(body)) }]
    if (method === 'PUT') {
      const place = [messages, conversations.get(conversation.split(';')[0] ?? '') ?? []]
        .map((list) => ({ list, index: list.findIndex((one) => one.id === id) }))
        .find(({ index }) => index >= 0)
      if (!place) return [404, { error: { code: 'ActivityNotFoundInConversation' } }]
      const { attachments, text, summary } = Message.parse(body)
      place.list[place.index] = { id, card: attachments?.[0]?.content, text: text ?? summary ?? '' }
      return [200, { id }]
    }
    return [405, { error: { code: 'MethodNotAllowed' } }]
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks)
    const say = (status: number, body: object, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(body))
    }
    if (url.pathname === '/.well-known/openidconfiguration') {
      asked.push({ method: 'GET', path: url.pathname, body: undefined })
      say(200, { issuer: 'https://api.botframework.com', jwks_uri: `http://${request.headers.host}/keys` })
      return
    }
    if (url.pathname === '/keys') {
      asked.push({ method: 'GET', path: url.pathname, body: undefined })
      say(200, { keys })
      return
    }
    if (url.pathname === '/token') {
      const form = Object.fromEntries(new URLSearchParams(bytes.toString('utf8')))
      asked.push({ method: 'POST', path: url.pathname, body: form })
      if (token === undefined || isShut)
        say(401, { error: 'invalid_client', error_description: 'a-secret is wrong' })
      else say(200, { token_type: 'Bearer', expires_in: 3600, access_token: token })
      return
    }
    const body: unknown = bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : undefined
    const path = url.pathname.replace(/^\/(emea|_connector)/, '')
    asked.push({ method: request.method ?? '', path, body })
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
      return say(401, { error: { code: 'Unauthorized' } })
    if (bytes.length > mostBytes) return say(413, { error: { code: 'MessageSizeTooBig' } })
    const mishap = mishaps.shift()
    if (typeof mishap === 'object') {
      const { status, code = 'Mishap', retryAfter, accepted } = mishap
      if (accepted) serve(request.method ?? '', path, body)
      return say(status, { error: { code } }, retryAfter === undefined ? {} : { 'retry-after': retryAfter })
    }
    if (mishap === 'refuse') {
      request.socket.destroy()
      return
    }
    const waitMs = request.method === 'GET' ? 0 : (meter?.pass(bucketsOf(path)) ?? 0)
    if (waitMs > 0)
      return say(
        429,
        { error: { code: 'TooManyRequests' } },
        { 'retry-after': String(Math.ceil(waitMs / 1000)) },
      )
    if (mishap === 'delay') await new Promise((resolve) => setTimeout(resolve, 200))
    const [status, reply] = serve(request.method ?? '', path, body)
    if (mishap === 'silence') waiting.add(response)
    else if (mishap === 'hang-up') request.socket.destroy()
    else say(status, reply)
  }

  const server = createServer((request, response) => {
    underWay += 1
    served += 1
    answer(request, response)
      .catch((fault: unknown) => {
        response.writeHead(400, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ error: { code: 'BadSyntax', message: String(fault) } }))
      })
      .finally(() => {
        underWay -= 1
        lastAt = performance.now()
      })
  })
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    served: () => served,
    connections: () => connections,
    /** Befalls the next calls to the connector, in this order. */
    befall: (...next: readonly Mishap[]): void => void mishaps.push(...next),
    /** From now on it counts messages as Teams does. */
    count: (now: () => number): void => {
      meter = createMeter(now)
    },
    /** Gives no token from now on. */
    shut: (): void => {
      isShut = true
    },
    /** A conversation that the bot is in; with `users` it is the chat of one person, who goes by any of these. */
    addConversation: (id: string, ...users: readonly string[]): void => {
      conversations.set(id, conversations.get(id) ?? [])
      for (const user of users) chats.set(user, id)
    },
    /** Somebody's account is taken out of the organisation. */
    leave: (user: string): void => void left.add(user),
    removeConversation: (id: string): void => void conversations.delete(id),
    addMember: (
      conversation: string,
      asked: string,
      member: { readonly id: string; readonly name: string },
    ) => void members.set(`${conversation}|${asked}`, member),
    messages: (conversation: string): readonly Kept[] => conversations.get(conversation) ?? [],
    /** Resolves when nothing was asked for a moment. */
    quiet: async (): Promise<void> => {
      lastAt = performance.now()
      const isQuiet = (): boolean => underWay === 0 && performance.now() - lastAt >= 40
      while (!isQuiet()) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    close: async (): Promise<void> => {
      for (const response of waiting) response.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
