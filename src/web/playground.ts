import { Hono } from 'hono'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Assets } from '../channels/web/assets.ts'
import type { WebChannel } from '../channels/web/channel.ts'
import { stewardsConversation } from '../channels/web/conversation.ts'
import type { Persona } from '../channels/web/persona.ts'
import { Press } from '../channels/web/press.ts'
import type { Card } from '../ports/card.ts'
import type { Streams } from './streams.ts'

export const clockMoves = ['hour', 'day', 'next'] as const
export type ClockMove = (typeof clockMoves)[number]

/** What the server needs to show the playground. */
export type Playground = {
  readonly channel: WebChannel
  readonly personas: readonly Persona[]
  /** The moved time; ISO 8601 UTC. */
  readonly now: () => string
  /** Moves the clock forward; gives the new time, or undefined where nothing is due. */
  readonly moveClock: (move: ClockMove) => Promise<string | undefined>
  /** A card as Slack would be sent it: the message, and the window that it opens where it asks for something. */
  readonly asSlack: (card: Card) => { readonly message: object; readonly modal?: object }
}

const bodyBytes = 64 * 1024
const beatMs = 20_000

const Leaver = z.strictObject({ persona: z.string().max(40) })
const Move = z.strictObject({ move: z.enum(clockMoves) })

/** The routes below `/playground`; who may call them is decided before. */
export const playgroundRoutes = (playground: Playground, assets: Assets, streams: Streams): Hono => {
  const { channel, moveClock } = playground
  const app = new Hono()

  app.get('/page/:name', (c) => {
    const asset = assets.get(c.req.param('name'))
    return asset
      ? c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': 'no-cache' })
      : c.notFound()
  })

  app.get('/state', (c) => c.json(stateOf(playground)))

  app.get('/stream', (c) => {
    // Hono answers HEAD by GET and throws the body away; a stream would then never end.
    if (c.req.method !== 'GET') return c.body(null, 405)
    const stream = streams.open()
    stream.send('state', stateOf(playground))
    const unsubscribe = channel.subscribe((message) => stream.send('message', message))
    const beat = setInterval(() => stream.send('clock', { now: playground.now() }), beatMs)
    stream.onClose(() => {
      unsubscribe()
      clearInterval(beat)
    })
    return c.body(stream.body, 200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
  })

  app.get('/slack', (c) => {
    const { conversation, message: id } = c.req.query()
    const found = channel.messages().find((one) => one.id === id && one.conversation === conversation)
    return found?.card
      ? c.json(playground.asSlack(found.card))
      : c.json({ sentence: 'There is no such card any more.' }, 404)
  })

  const limited = bodyLimit({
    maxSize: bodyBytes,
    onError: (c) => c.json({ sentence: 'That is too long: at most 64 KiB at once.' }, 413),
  })

  app.post('/incoming', limited, async (c) => {
    const press = await bodyOf(c, Press)
    if (press instanceof Response) return press
    const received = await channel.receive(press)
    return received.ok
      ? c.json({ messages: received.messages, fieldErrors: received.fieldErrors })
      : c.json({ sentence: received.sentence }, 409)
  })

  app.post('/clock', limited, async (c) => {
    const body = await bodyOf(c, Move)
    if (body instanceof Response) return body
    const now = await moveClock(body.move)
    if (now !== undefined) streams.sendAll('clock', { now })
    return c.json({ now: now ?? playground.now(), moved: now !== undefined })
  })

  app.post('/leave', limited, async (c) => {
    const body = await bodyOf(c, Leaver)
    if (body instanceof Response) return body
    return channel.setThere(body.persona, false)
      ? c.json({ gone: channel.gone() })
      : c.json({ sentence: 'There is nobody of that name here.' }, 404)
  })

  return app
}

const stateOf = ({ channel, personas, now }: Playground) => ({
  personas,
  shared: { id: stewardsConversation, title: 'Stewards' },
  now: now(),
  messages: channel.messages(),
})

/** Reads a JSON body by its schema, or gives the answer that says what is wrong with it. */
const bodyOf = async <Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.infer<Schema> | Response> => {
  if (c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/json')
    return c.json({ sentence: 'Send JSON, with Content-Type: application/json.' }, 415)
  let body: unknown
  try {
    body = JSON.parse(await c.req.text())
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return c.json({ sentence: 'That is not well-formed JSON.' }, 400)
  }
  const read = schema.safeParse(body)
  if (read.success) return read.data
  const where = read.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
  return c.json({ sentence: `That could not be read. ${where.slice(0, 3).join('; ')}` }, 400)
}
