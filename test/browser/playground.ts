import { certificate, noEvidence } from '../web/certificate.ts'
import { randomBytes } from 'node:crypto'
import { asSlack } from '../../src/channels/slack/as-slack.ts'
import { createWebChannel, personalAddress } from '../../src/channels/web/channel.ts'
import type { WebChannel } from '../../src/channels/web/channel.ts'
import type { Persona } from '../../src/channels/web/persona.ts'
import type { Answer, Incoming } from '../../src/ports/channel.ts'
import { createServer } from '../../src/web/server.ts'
import type { WebServer } from '../../src/web/server.ts'
import { approval, decided, note, questions, result, welcome } from './cards.ts'

export const personas: readonly Persona[] = [
  {
    id: 'dana',
    name: 'Dana Developer',
    roles: ['developer'],
    about: 'builds a leave calendar',
    zone: 'Europe/Berlin',
  },
  { id: 'priya', name: 'Priya Nair', roles: ['steward'], zone: 'Europe/Berlin' },
  { id: 'ana', name: 'Ana Lopes', roles: ['steward'], zone: 'Europe/Berlin' },
  { id: 'sam', name: 'Sam Okafor', roles: ['security'], zone: 'Europe/Berlin' },
  { id: 'mina', name: 'Mina Haddad', roles: ['data protection'], zone: 'Europe/Berlin' },
  { id: 'bo', name: 'Bo Lindqvist', roles: ['board'], zone: 'Europe/Berlin' },
  { id: 'grace', name: 'Grace Kim', roles: ['board'], zone: 'Europe/Berlin' },
  { id: 'tom', name: 'Tom Vance', roles: ['admin'], zone: 'Europe/Berlin' },
  { id: 'ines', name: 'Ines Duarte', roles: ['admin'], zone: 'Europe/Berlin' },
]

const startedAt = '2026-11-24T09:00:00.000Z'
const hourMs = 3_600_000

export type Bench = {
  readonly url: string
  readonly channel: WebChannel
  readonly server: WebServer
  readonly incoming: Incoming[]
  readonly faults: unknown[]
  readonly stop: () => Promise<void>
}

/** The real channel and server around a bot that knows a few sample cards. */
export const startPlayground = async (
  port = 0,
  answer: (incoming: Incoming, channel: WebChannel) => Promise<Partial<Answer>> = sampleAnswer,
): Promise<Bench> => {
  let now = startedAt
  const incoming: Incoming[] = []
  const answered = new Set<string>()
  const faults: unknown[] = []
  const channel = createWebChannel({
    people: personas,
    newId: () => randomBytes(16).toString('hex'),
    now: () => now,
  })
  await channel.start(
    async (each) => {
      const repeated = answered.has(each.key)
      answered.add(each.key)
      incoming.push(each)
      return { audience: 'here', fieldErrors: {}, repeated, ...(await answer(each, channel)) }
    },
    () => Promise.resolve(),
  )
  const server = createServer({
    host: '127.0.0.1',
    port,
    publicUrl: 'http://127.0.0.1:3978',
    intakes: {},
    playground: {
      channel,
      personas,
      now: () => now,
      moveClock: (move) => {
        if (move === 'next') return Promise.resolve(undefined)
        now = new Date(Date.parse(now) + (move === 'day' ? 24 : 1) * hourMs).toISOString()
        return Promise.resolve(now)
      },
      asSlack,
    },
    ready: () => Promise.resolve({ ok: true, checks: { database: true } }),
    metrics: () => Promise.resolve({ type: 'text/plain; version=0.0.4', text: 'assay_up 1\n' }),
    verify: () => Promise.resolve(certificate),
    evidence: noEvidence,
    onFault: ({ error }) => {
      faults.push(error)
      return 'E-TEST'
    },
  })
  const url = await server.listen()
  return {
    url,
    channel,
    server,
    incoming,
    faults,
    stop: async () => {
      await channel.stop()
      await server.close()
    },
  }
}

const sampleAnswer = async (incoming: Incoming, channel: WebChannel): Promise<Partial<Answer>> => {
  if (incoming.kind === 'open') return { reply: welcome }
  if (incoming.kind === 'word') {
    switch (incoming.text.toLowerCase()) {
      case 'start':
        return { reply: questions() }
      case 'status':
        return { reply: result }
      case 'inbox':
        return { reply: approval() }
      case 'secret':
        return { reply: note('This is for you alone.'), audience: 'private' }
      case 'break':
        throw new Error('broken on purpose')
      default:
        return { reply: note(`I don't know “${incoming.text}”. Try start, inbox, status or help.`) }
    }
  }
  if (incoming.kind !== 'click') return {}
  switch (incoming.verb) {
    case 'form.start':
      return { reply: questions() }
    case 'form.next': {
      const { name = '' } = incoming.values
      if (name.length < 3) {
        const fieldErrors = { name: 'That name is too short: at least three letters.' }
        return { replace: questions(incoming.values, fieldErrors), fieldErrors }
      }
      await channel.send(personalAddress('priya'), approval())
      return { replace: result }
    }
    case 'approval.approve':
      await channel.send(personalAddress('dana'), decided(incoming.name ?? ''))
      return { replace: decided(incoming.name ?? '') }
    default:
      return { replace: note(`${incoming.verb} ${JSON.stringify(incoming.values)}`) }
  }
}
