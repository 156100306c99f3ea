import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ViewResponseAction } from '@slack/bolt'
import type { Channel } from '../../ports/channel.ts'
import { bytesOf } from '../bytes.ts'
import { createLeased } from '../leased.ts'
import { createPace } from '../pace.ts'
import { connectionOf, createApp, createSocketReceiver, eventsPath } from './app.ts'
import { createClients } from './clients.ts'
import { complete } from './complete.ts'
import { createDirect } from './direct.ts'
import { isFor, judge, mostBytes } from './guard.ts'
import type { Ours } from './guard.ts'
import { createBot } from './identity.ts'
import type { Delivered } from './incoming.ts'
import { createReaders } from './incoming.ts'
import { createLookout } from './lookout.ts'
import { createOnce } from './once.ts'
import { bucketsFor, createOutgoing } from './outgoing.ts'
import { createPeople } from './people.ts'
import { createPost } from './post.ts'
import type { Post } from './post.ts'
import { createHttpReceiver } from './receiver.ts'
import { responseOf } from './respond.ts'
import { createShow } from './show.ts'
import type { Scene } from './show.ts'
import { supervise } from './supervise.ts'
import { createWindows } from './windows.ts'
import { within } from '../within.ts'

export type SlackOptions = {
  readonly botToken: string
  readonly signingSecret: string
  readonly teamId: string
  /** With one, deliveries come over a socket, for development; without, as requests. */
  readonly appToken?: string
  /** Slack's own by default. */
  readonly apiUrl?: string
  /** Real time in milliseconds. */
  readonly now: () => number
  /** Logs a fault once and gives the token to quote. */
  readonly onFault: (fault: unknown, doing: string) => string
}

export type SlackChannel = Channel & {
  /** Takes POST /slack/events; answers every request itself and never throws. */
  readonly intake: (request: IncomingMessage, response: ServerResponse) => void
  /** Resolves when nothing that was answered is still on its way to Slack. */
  readonly settled: () => Promise<void>
}

/** Whether a conversation is empty is not worth a longer wait. */
const emptyMs = 800

/** Assay in one workspace of Slack. Nothing is asked of Slack before somebody is there to be answered. */
export const createSlackChannel = (options: SlackOptions): SlackChannel => {
  const { botToken, signingSecret, teamId, appToken, apiUrl, now, onFault } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const leased = createLeased()
  const pace = createPace(now)
  const { interactive, bulk } = createClients(botToken, apiUrl, leased)
  const bot = createBot(interactive)
  const people = createPeople(interactive, teamId, now)
  const direct = createDirect()
  const windows = createWindows(interactive, signal, onFault)
  const answering = createPost({ client: interactive, apiUrl, onFault })
  const post: Post = {
    ...answering,
    message: (conversation, card, how) => {
      // Whoever waits for an answer does not wait for a turn; what is owed comes after it.
      pace.spend(bucketsFor(conversation))
      return answering.message(conversation, card, how)
    },
  }
  const show = createShow({ teamId, client: interactive, post, windows, direct, signal, onFault })
  const outgoing = createOutgoing({
    teamId,
    client: bulk,
    post: createPost({ client: bulk, apiUrl, onFault }),
    direct,
    pace,
    leased,
    signal,
    onFault,
  })
  const lookout = createLookout({ client: bulk, teamId, now, signal })
  const readers = createReaders(teamId)
  const once = createOnce()
  const underway = new Set<Promise<void>>()
  const sending = new Set<Promise<unknown>>()
  let brain:
    { answer: Parameters<Channel['start']>[0]; remember: Parameters<Channel['start']>[1] } | undefined

  const ours = (): Ours => ({
    teamId,
    appId: bot.known()?.appId,
    enterpriseId: bot.known()?.enterpriseId,
  })

  const hear = async (delivered: Delivered): Promise<ViewResponseAction | undefined> => {
    if (!brain || signal.aborted) throw new Error('Slack delivered something while the channel was not up')
    const { user, from } = delivered
    const incoming = await complete(delivered, people)
    if (!incoming) return undefined
    const { answer, isFirst } = await once(incoming, brain.answer)
    // An earlier life of the process answered and did not get to say so: Slack asks again only where it was not told that all is well.
    // Words get their reply then; a card is left as it is, since it may have been painted anew.
    if (isFirst && (!answer.repeated || incoming.kind === 'word')) push({ user, incoming, from, answer })
    return from.kind === 'form' ? responseOf(from.view, from.origin, answer) : undefined
  }

  /** What goes out does so after the delivery is acknowledged, and nobody waits for it. */
  const push = (scene: Scene): void => {
    const pushing = new Promise<void>((resolve) => void setImmediate(resolve))
      .then(() => shown(scene))
      .catch((fault: unknown) => void onFault(fault, 'show an answer in Slack'))
      .finally(() => underway.delete(pushing))
    underway.add(pushing)
  }

  const shown = async (scene: Scene): Promise<void> => {
    const { answer, incoming, from, user } = scene
    const posted = await show(scene)
    if (posted && answer.matter !== undefined) await brain?.remember(answer.matter, incoming.account, posted)
    // The home tab shows how things are now.
    if (from.kind === 'home-card' && !signal.aborted) await hear(readers.home(user, incoming.key))
  }

  const isEmpty = async (conversation: string): Promise<boolean> => {
    const asking = interactive.conversations
      .history({ channel: conversation, limit: 1 })
      .then(({ messages }) => messages?.length === 0)
      .catch((fault: unknown) => (onFault(fault, 'look whether a conversation in Slack is empty'), false))
    return (await within(emptyMs, asking)) ?? false
  }

  const http = appToken === undefined ? createHttpReceiver(onFault) : undefined
  const socket = appToken === undefined ? undefined : createSocketReceiver(appToken, apiUrl, onFault)
  const receiver = http ?? socket
  if (receiver)
    createApp(receiver, {
      teamId,
      botToken,
      apiUrl,
      bot,
      readers,
      hear,
      isEmpty,
      // What came as a request has been looked at.
      isFor: (body) => http !== undefined || isFor(ours(), body),
      onFault,
    })

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').split('?')[0]
    if (!http || path !== eventsPath) return end(response, 404)
    if (request.method !== 'POST') return end(response, 405)
    const raw = await bytesOf(request, mostBytes)
    if (raw === 'hung-up') return
    const verdict = judge(request.headers, raw, { signingSecret, ours: ours(), now: now() })
    if ('status' in verdict) return end(response, verdict.status, verdict.body)
    if (!brain || signal.aborted) return end(response, 503)
    await http.take(verdict.delivery, request, response)
  }

  const counted = <T>(call: Promise<T>): Promise<T> => {
    const counting = call.finally(() => sending.delete(counting))
    sending.add(counting)
    return counting
  }

  return {
    name: 'slack',
    start: (answer, remember) => {
      brain = { answer, remember }
      if (socket) void supervise(connectionOf(socket), signal, onFault)
      return Promise.resolve()
    },
    look: (account) => counted(lookout(account)),
    turn: outgoing.turn,
    send: (address, card, errand) => counted(outgoing.send(address, card, errand)),
    replace: (posted, card, errand) => counted(outgoing.replace(posted, card, errand)),
    intake: (request, response) => {
      take(request, response).catch((fault: unknown) => {
        onFault(fault, 'take a delivery of Slack')
        if (!response.headersSent) end(response, 500)
      })
    },
    settled: async () => {
      while (underway.size > 0) await Promise.all(underway)
    },
    stop: async () => {
      stopping.abort()
      await socket?.stop()
      await Promise.allSettled([...underway, ...sending])
    },
  }
}

const end = (response: ServerResponse, status: number, body?: string): void => {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  // What is too long has not been read to its end: nothing else can come over that connection.
  const close = status === 413 ? { connection: 'close' } : {}
  response.writeHead(status, { ...type, ...close }).end(body)
}
