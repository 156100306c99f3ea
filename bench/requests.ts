import { createHmac } from 'node:crypto'
import { stringify } from 'node:querystring'
import { Agent } from 'undici'
import { keyMark } from './deliveries.ts'
import { slackSecret } from './outside.ts'
import type { Figures } from './measure.ts'
import { load } from './measure.ts'
import type { Platform } from './product.ts'

type Request = { readonly headers: Readonly<Record<string, string>>; readonly body: string }
export type Sign = (delivery: string) => Request

export const slackSign: Sign = (delivery) => {
  const body = stringify({ payload: delivery })
  const at = String(Math.floor(Date.now() / 1000))
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${createHmac('sha256', slackSecret).update(`v0:${at}:${body}`).digest('hex')}`,
    },
    body,
  }
}

export const teamsSign =
  (token: string): Sign =>
  (body) => ({ headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body })

const paths: Readonly<Record<Platform, string>> = { slack: '/slack/events', teams: '/api/messages' }

/**
 * Sends a server what its people send, each time as another delivery. Signatures are made before the clock starts; an answer that is not
 * the card is a fault.
 */
export const createSender = (platform: Platform, deliveries: readonly string[], sign: Sign) => {
  const agent = new Agent({ pipelining: 1 })
  let made = 0
  const next = (): Request => {
    made += 1
    return sign((deliveries[made % deliveries.length] ?? '').replaceAll(keyMark, `N${made}`))
  }
  const post = async (port: number, { headers, body }: Request): Promise<string> => {
    const origin = `http://127.0.0.1:${port}`
    const answered = await agent.request({
      origin,
      path: paths[platform],
      method: 'POST',
      headers: { ...headers },
      body,
    })
    const text = await answered.body.text()
    if (answered.statusCode !== 200 || text.length < leastBytes)
      throw new Error(`${platform} was answered ${answered.statusCode} ${text.slice(0, 500)}`)
    return text
  }
  return {
    /** One delivery, and what was answered. */
    once: (port: number): Promise<string> => post(port, next()),
    send: (port: number, calls: number, concurrency: number): Promise<Figures> => {
      const requests = Array.from({ length: calls }, next)
      return load(calls, concurrency, (turn) => post(port, requests[turn - 1] ?? next()))
    },
    close: () => agent.close(),
  }
}

/** A card; an error is shorter. */
const leastBytes = 2_000
