import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'node:querystring'
import type { Meter } from '../token-bucket.ts'
import { createMeter, slackRates } from '../token-bucket.ts'
import { messageComplaints, viewComplaints } from './block-kit.ts'
import { createConversations } from './slack-conversations.ts'
import type { Args, Message } from './slack-conversations.ts'
import { people, teamId } from './slack-people.ts'
import type { Trouble } from './slack-troubles.ts'
import { createTroubles } from './slack-troubles.ts'

/** A workspace's Web API on loopback: it keeps what is sent, refuses what Slack would, and fails as it is told. */
export const botToken = 'xoxb-1-test'
export const botUser = 'UBOT'
export const stewards = 'CSTEWARDS'

type Call = { readonly method: string; readonly args: Args }
export type Window = {
  readonly id: string
  readonly hash: string
  readonly user: string
  readonly view: Readonly<Record<string, unknown>> & { readonly blocks: readonly object[] }
}

const triggerMs = 3_000
const bucketsOf = ({ channel = '' }: Args) => [
  { name: channel, rates: slackRates.conversation },
  { name: 'workspace', rates: slackRates.workspace },
]

export const startFakeSlack = async (clock: () => number = Date.now) => {
  let ahead = 0
  const now = (): number => clock() + ahead
  let meter: Meter | undefined
  let made = 0
  const left = new Set<string>()
  const erased = new Set<string>()
  const calls: Call[] = []
  const complaints: string[] = []
  const windows = new Map<string, Window>()
  const homes = new Map<string, Window['view']>()
  const triggers = new Map<string, { readonly user: string; readonly at: number }>()
  const hooks = new Map<string, { readonly conversation: string; readonly user: string; ts?: string }>()
  const troubles = createTroubles()
  const hanging = new Set<ServerResponse>()
  let sockets = 0
  let socket = ''

  const next = (): number => (made += 1)
  const no = (error: string) => ({ ok: false, error })
  const { conversations, messagesIn, put, history } = createConversations({ now, next })
  conversations.set(stewards, [])
  const dmOf = (user: string): string => `D${user.slice(1)}`

  const contentOf = (args: Args) => {
    const blocks = JSON.parse(args['blocks'] ?? '[]') as object[]
    const text = args['text'] ?? ''
    const found = messageComplaints({ text, blocks })
    complaints.push(...found)
    if (args['link_names'] !== undefined) complaints.push('names are linked')
    return { text, blocks, error: found.length > 0 ? 'invalid_blocks' : undefined }
  }

  const opened = (args: Args): { readonly user: string } | { readonly error: string } => {
    const id = args['trigger_id'] ?? ''
    const trigger = triggers.get(id)
    if (!trigger) return { error: 'exchanged_trigger_id' }
    triggers.delete(id)
    return now() - trigger.at > triggerMs ? { error: 'expired_trigger_id' } : { user: trigger.user }
  }

  const viewOf = (args: Args) => {
    const view = JSON.parse(args['view'] ?? 'null') as Window['view']
    const found = viewComplaints(view)
    complaints.push(...found)
    return { view, error: found.length > 0 ? 'invalid_arguments' : undefined }
  }

  const addWindow = (args: Args): object => {
    const { view, error } = viewOf(args)
    if (error !== undefined) return no(error)
    const trigger = opened(args)
    if ('error' in trigger) return no(trigger.error)
    const id = `V${next()}`
    windows.set(id, { id, hash: `h${next()}`, user: trigger.user, view })
    return { ok: true, view: { id } }
  }

  const methods: Readonly<Record<string, (args: Args) => object>> = {
    'apps.connections.open': () => (socket === '' ? no('not_allowed') : { ok: true, url: socket }),
    'auth.test': () => ({ ok: true, team_id: teamId, user_id: botUser, bot_id: 'B1', app_id: 'A1' }),
    'users.info': ({ user = '' }) => {
      const person = people[user]
      if (!person || erased.has(user)) return no('user_not_found')
      // https://docs.slack.dev/reference/objects/user-object: of somebody who was deactivated little else is told.
      return { ok: true, user: left.has(user) ? { ...person, deleted: true, tz: undefined } : person }
    },
    'conversations.open': ({ users = '' }) => {
      const isPerson = people[users] !== undefined || /^UMANY\d+$/.test(users)
      if (!isPerson) return no('user_not_found')
      const id = dmOf(users)
      if (!conversations.has(id)) conversations.set(id, [])
      return { ok: true, channel: { id } }
    },
    'conversations.history': history,
    'chat.postMessage': (args) => {
      const conversation = args['channel'] ?? ''
      const { text, blocks, error } = contentOf(args)
      if (!conversations.has(conversation)) return no('channel_not_found')
      if (error !== undefined) return no(error)
      if (args['unfurl_links'] !== 'false' || args['unfurl_media'] !== 'false')
        complaints.push('links are unfurled')
      return put(
        conversation,
        {
          text,
          blocks,
          ...(args['thread_ts'] === undefined ? {} : { thread: args['thread_ts'] }),
        },
        args['metadata'],
      )
    },
    'chat.postEphemeral': (args) => {
      const conversation = args['channel'] ?? ''
      const { text, blocks, error } = contentOf(args)
      if (!conversations.has(conversation)) return no('channel_not_found')
      if (error !== undefined) return no(error)
      return put(conversation, { text, blocks, onlyFor: args['user'] ?? '' })
    },
    'chat.update': (args) => {
      const messages = messagesIn(args['channel'] ?? '')
      const index = messages.findIndex((one) => one.ts === args['ts'] && one.onlyFor === undefined)
      const { text, blocks, error } = contentOf(args)
      const message = messages[index]
      if (!message) return no('message_not_found')
      if (error !== undefined) return no(error)
      messages[index] = { ...message, text, blocks }
      return { ok: true, ts: message.ts }
    },
    'views.open': addWindow,
    'views.push': (args) => (windows.size >= 3 ? no('push_limit_reached') : addWindow(args)),
    'views.update': (args) => {
      const window = windows.get(args['view_id'] ?? '')
      if (!window) return no('not_found')
      if (args['hash'] !== undefined && args['hash'] !== window.hash) return no('hash_conflict')
      const { view, error } = viewOf(args)
      if (error !== undefined) return no(error)
      windows.set(window.id, { ...window, hash: `h${next()}`, view })
      return { ok: true, view: { id: window.id } }
    },
    'views.publish': (args) => {
      const { view, error } = viewOf(args)
      if (error !== undefined) return no(error)
      homes.set(args['user_id'] ?? '', view)
      return { ok: true }
    },
  }

  const answer = (response: ServerResponse, body: object, status = 200, headers: object = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }

  const onHook = (id: string, raw: string, response: ServerResponse): void => {
    const hook = hooks.get(id)
    if (!hook) return answer(response, no('used_url'), 404)
    const sent = JSON.parse(raw) as { text: string; blocks: object[]; replace_original?: boolean }
    complaints.push(...messageComplaints({ text: sent.text, blocks: sent.blocks }))
    const messages = conversations.get(hook.conversation) ?? []
    conversations.set(hook.conversation, messages)
    const index = messages.findIndex((one) => one.ts === hook.ts)
    const message = messages[index]
    if (sent.replace_original && message)
      messages[index] = { ...message, text: sent.text, blocks: sent.blocks }
    else put(hook.conversation, { text: sent.text, blocks: sent.blocks, onlyFor: hook.user })
    answer(response, { ok: true })
  }

  const onRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks).toString()
    const path = request.url ?? ''
    if (path.startsWith('/hooks/')) return onHook(path.slice('/hooks/'.length), raw, response)
    const method = path.slice('/api/'.length)
    const args = Object.fromEntries(Object.entries(parse(raw)).map(([name, value]) => [name, String(value)]))
    calls.push({ method, args })
    const trouble = troubles.of(method)
    const waitMs = method === 'chat.postMessage' ? (meter?.pass(bucketsOf(args)) ?? 0) : 0
    if (waitMs > 0)
      return answer(response, no('ratelimited'), 429, { 'retry-after': String(Math.ceil(waitMs / 1000)) })
    switch (trouble?.kind) {
      case 'limited':
        return answer(response, no('ratelimited'), 429, { 'retry-after': String(trouble.seconds) })
      case 'status':
        if (trouble.accepted) methods[method]?.(args)
        return answer(response, {}, trouble.status)
      case 'error':
        if (trouble.accepted) methods[method]?.(args)
        return answer(response, no(trouble.error))
      case 'hang':
        hanging.add(response)
        return
      case 'drop':
        if (trouble.accepted) methods[method]?.(args)
        request.socket.destroy()
        return
      case 'none':
      case undefined:
    }
    const token = method === 'apps.connections.open' ? 'xapp-1-A1-test' : botToken
    if (request.headers.authorization !== `Bearer ${token}`) return answer(response, no('invalid_auth'))
    answer(response, methods[method]?.(args) ?? no('unknown_method'))
  }

  const server = createServer((request, response) => void onRequest(request, response))
  server.on('connection', () => (sockets += 1))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    apiUrl: `${origin}/api/`,
    calls,
    /** What Slack would not have taken. */
    complaints,
    homes,
    windows,
    dmOf,
    messagesIn: (conversation: string): readonly Message[] => messagesIn(conversation),
    /** Everything that somebody sees in a conversation, by its line of text. */
    seenBy: (user: string, conversation: string): readonly string[] =>
      messagesIn(conversation)
        .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === user)
        .map(({ text }) => text),
    connections: (): number => sockets,
    called: (method: string): number => calls.filter((call) => call.method === method).length,
    fail: (method: string, trouble: Trouble, times = 1): void => troubles.add(method, trouble, times),
    /** From now on it counts messages as Slack does. */
    count: (): void => {
      meter = createMeter(now)
    },
    mend: troubles.mend,
    issueTrigger: (user: string): string => {
      const id = `${next()}.trigger`
      triggers.set(id, { user, at: now() })
      return id
    },
    issueHook: (conversation: string, user: string, ts?: string): string => {
      const id = `hook${next()}`
      hooks.set(id, { conversation, user, ...(ts === undefined ? {} : { ts }) })
      return `${origin}/hooks/${id}`
    },
    /** An administrator of the workspace deactivates somebody, or nothing is known of them any more. */
    leave: (user: string): void => void left.add(user),
    erase: (user: string): void => void erased.add(user),
    pass: (ms: number): void => void (ahead += ms),
    offerSocket: (url: string): void => void (socket = url),
    openConversation: (id: string): void => void (conversations.has(id) || conversations.set(id, [])),
    forget: (conversation: string, ts: string): void =>
      void conversations.set(
        conversation,
        messagesIn(conversation).filter((one) => one.ts !== ts),
      ),
    /** Closes the connections of calls that hang. */
    letGo: (): void => {
      for (const response of hanging) response.destroy()
    },
    stop: async (): Promise<void> => {
      for (const response of hanging) response.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>
