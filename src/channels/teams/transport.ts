import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { z } from 'zod'
import { LeaseLost } from '../leased.ts'
import { callMs } from './limits.ts'

export type Call = {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}
export type Reply = {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

/** The code of a call that had nothing to be signed with. */
export const noToken = 'NoToken'

/** A call that did not do what it was for, and how far it came. */
export class CallFault extends Error {
  override readonly name = 'CallFault'
  /** `refused`: the platform said no. `unsent`: it never left. `unanswered`: it left, and nobody knows. */
  readonly reach: 'refused' | 'unsent' | 'unanswered'
  readonly status: number
  /** The platform's own word for it. */
  readonly code: string
  readonly retryAfter: string | undefined
  constructor(
    reach: CallFault['reach'],
    told: { readonly status?: number; readonly code?: string; readonly retryAfter?: string | undefined },
    options?: ErrorOptions,
  ) {
    super(`A call to Teams was ${reach}${told.status ? `: ${told.status} ${told.code ?? ''}` : ''}`, options)
    this.reach = reach
    this.status = told.status ?? 0
    this.code = told.code ?? ''
    this.retryAfter = told.retryAfter
  }
}

/**
 * Makes one call, once. The library would try a refused message up to three times more, also one that had arrived; it leaves a
 * failure alone that is no error of its own, so every one leaves here as a CallFault. No connection is kept: on one that the other side
 * has just closed nobody could tell whether a message went out.
 * @param options.isAllowed asked for each address, so that a token goes nowhere else whatever was stored
 * @param options.left for how many milliseconds a message is still ours to send; asked when it is connected, right before the first byte
 * @param options.instead where all calls go in tests, in place of the allowed host
 */
export const createTransport =
  (options: {
    readonly isAllowed: (url: string) => boolean
    readonly left: () => number
    readonly instead: string | undefined
  }) =>
  (call: Call): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const url = new URL(call.url)
      if (url.username !== '' || url.password !== '' || !options.isAllowed(`${url.origin}/`)) {
        reject(new CallFault('refused', { code: 'NotAllowed' }))
        return
      }
      const target = options.instead === undefined ? url : new URL(url.pathname + url.search, options.instead)
      const request = target.protocol === 'http:' ? requestHttp : requestHttps
      let isSent = false
      const left = options.left()
      if (left <= 0) {
        reject(new CallFault('unsent', {}, { cause: new LeaseLost() }))
        return
      }
      const sending = request(
        target,
        {
          method: call.method,
          headers: call.headers,
          agent: false,
          signal: AbortSignal.timeout(Math.min(callMs, left)),
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', fail)
          response.on('end', () => {
            const body = Buffer.concat(chunks).toString('utf8')
            const status = response.statusCode ?? 0
            const headers = Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
            )
            if (status >= 200 && status < 300) resolve({ status, headers, body })
            else
              reject(
                new CallFault('refused', { status, code: codeIn(body), retryAfter: headers['retry-after'] }),
              )
          })
        },
      )
      const fail = (cause: unknown): void =>
        reject(new CallFault(isSent ? 'unanswered' : 'unsent', {}, { cause }))
      sending.on('error', fail)
      sending.on('socket', (socket) =>
        socket.once(target.protocol === 'http:' ? 'connect' : 'secureConnect', () => {
          if (options.left() <= 0) {
            sending.destroy(new LeaseLost())
            return
          }
          isSent = true
          sending.end(call.body)
        }),
      )
    })

const Refusal = z.object({ error: z.object({ code: z.string() }) })

const codeIn = (body: string): string => {
  try {
    return Refusal.safeParse(JSON.parse(body)).data?.error.code ?? ''
  } catch {
    return ''
  }
}
