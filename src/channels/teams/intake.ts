import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Channel, Incoming, Known } from '../../ports/channel.ts'
import type { Activity } from './activity.ts'
import { personOf, spotOf } from './address.ts'
import type { Gate, Turn } from './gate.ts'
import { guard } from './guard.ts'
import type { Rules } from './guard.ts'
import { accountOf, senderOf, tenantOf } from './identity.ts'
import { read } from './incoming.ts'
import type { Answered } from './invoke.ts'
import { errorAnswer } from './invoke.ts'
import type { People } from './people.ts'
import type { createShow } from './show.ts'
import { stopMs } from './limits.ts'
import { within } from '../within.ts'

type Parts = Rules & {
  readonly gate: Gate
  readonly people: People
  readonly onFault: (fault: unknown, doing: string) => string
}

/** While it takes deliveries: who answers them, and how the answer is shown. */
export type Behind = {
  readonly answer: Parameters<Channel['start']>[0]
  readonly show: ReturnType<typeof createShow>
}

/** Takes what is posted to us: guards first, then the library's door, then the bot; every request gets an answer of our own. */
export const createIntake = (parts: Parts) => {
  const { gate, people, local, onFault } = parts
  const underWay = new Set<Promise<void>>()
  let behind: Behind | undefined

  const take = async (request: IncomingMessage): Promise<Answered> => {
    const bot = behind
    if (!bot) return told(503, 'Starting or stopping.')
    const guarded = await guard(request, parts)
    if (!guarded.ok) return told(guarded.status, guarded.reason)
    const { activity } = guarded
    let answered: Answered | undefined
    const verdict = await gate(activity, request.headers.authorization ?? '', async (turn) => {
      answered = await answerTo(activity, turn, bot).catch(
        (fault: unknown) => sorry(fault, activity).answered,
      )
    })
    if (answered) return answered
    if (verdict.kind !== 'keys-away') return told(401, 'Not authorised.')
    onFault(verdict.fault, 'authenticate')
    return told(503, 'Cannot tell who this is from right now.')
  }

  /** The reference and nothing more. */
  const sorry = (fault: unknown, activity: Activity) => {
    const token = onFault(fault, `answer ${activity.type}`)
    const sentence = `Something went wrong on our side. If it happens again, quote ${token}.`
    return { sentence, answered: errorAnswer(500, 'InternalServerError', sentence) }
  }

  const answerTo = async (activity: Activity, turn: Turn, { answer, show }: Behind): Promise<Answered> => {
    const reading = read(activity, turn.text, local)
    switch (reading.kind) {
      case 'nothing':
        return { status: 200 }
      case 'unknown':
        return errorAnswer(501, 'NotImplemented', 'This is not something that I do.')
      case 'malformed':
        return errorAnswer(400, 'BadRequest', 'This button is none of mine.')
      case 'nobody':
        return told(403, 'Nobody that is known here.')
      case 'taken': {
        const tenant = tenantOf(activity) ?? 'local'
        const sender = { tenant, sender: senderOf(activity, local) ?? '' }
        const { account, name } = reading.incoming
        people.learn(account, { user: activity.from.id, name })
        const incoming = await withPeople(reading.incoming, reading.picked, activity, turn, tenant)
        const delivered = {
          incoming,
          spot: spotOf(activity, sender),
          personal: personOf(activity, sender),
        }
        const given = await answer(incoming).then(
          (one) => ({ ok: true as const, answer: one }),
          (fault: unknown) => ({ ok: false as const, ...sorry(fault, activity) }),
        )
        if (given.ok) return show.show(delivered, given.answer)
        await show.excuse(delivered, given.sentence)
        return given.answered
      }
      default:
        return reading satisfies never
    }
  }

  const withPeople = async (
    incoming: Incoming,
    picked: readonly string[],
    activity: Activity,
    turn: Turn,
    tenant: string,
  ): Promise<Incoming> => {
    if (picked.length === 0) return incoming
    const known = await Promise.all(
      picked.map(async (objectId): Promise<Known> => {
        const account = accountOf(tenant, objectId)
        const seen = people.find(account)
        const found = seen?.name === undefined ? await turn.memberOf(objectId) : seen
        if (found) people.learn(account, found)
        const user = found?.user ?? seen?.user ?? objectId
        return {
          account,
          // Nobody tells us the name of somebody who is not here; they will say it themselves.
          name: found?.name ?? `Somebody (${objectId.slice(0, 8)})`,
          address: {
            ...personOf({ ...activity, from: { ...activity.from, id: user } }, { tenant, sender: objectId }),
          },
        }
      }),
    )
    return { ...incoming, people: known }
  }

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      write(request, response, await take(request))
    } catch (fault) {
      // Whoever hung up while sending needs no answer.
      if (request.destroyed && !request.complete) return
      onFault(fault, 'take a delivery')
      if (!response.headersSent) write(request, response, told(500, 'Something went wrong on our side.'))
    }
  }

  return {
    open: (bot: Behind): void => {
      behind = bot
    },
    /** Takes nothing more; resolves when what was taken is answered. */
    close: async (): Promise<void> => {
      behind = undefined
      await within(stopMs, Promise.all(underWay))
    },
    take: (request: IncomingMessage, response: ServerResponse): void => {
      const work = respond(request, response)
      underWay.add(work)
      void work.finally(() => underWay.delete(work))
    },
  }
}

const told = (status: number, message: string): Answered => ({ status, body: { error: { message } } })

const write = (request: IncomingMessage, response: ServerResponse, { status, body }: Answered): void => {
  if (response.destroyed) return
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body))
  response.writeHead(status, {
    'content-length': bytes.length,
    ...(bytes.length === 0 ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...(status === 405 ? { allow: 'POST' } : {}),
    // What was not read to its end must not be taken for the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  })
  response.end(bytes)
}
