import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPModuleFunctions, HTTPResponseAck } from '@slack/bolt'
import type { App, Receiver } from '@slack/bolt'
import { quiet } from './logger.ts'

/** Slack waits three seconds. */
const longestMs = 2_500

/** Hands a delivery to Bolt and writes its answer; never throws. `body` is what `guard.ts` has read and found to be Slack's. */
export type HttpReceiver = Receiver & {
  readonly take: (body: object, request: IncomingMessage, response: ServerResponse) => Promise<void>
}

/** Bolt's own receiver would read and parse the same bytes a second time, which costs a press as much as its painting. */
export const createHttpReceiver = (onFault: (fault: unknown, doing: string) => string): HttpReceiver => {
  let app: App | undefined
  return {
    init: (bolt) => {
      app = bolt
    },
    // Whoever has the port calls `take`.
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    take: async (body, request, response) => {
      const ack = new HTTPResponseAck({
        logger: quiet,
        // Without it Slack is told that all is well before anything has happened.
        processBeforeResponse: true,
        unhandledRequestTimeoutMillis: longestMs,
        unhandledRequestHandler: () => {
          if (!response.headersSent) response.writeHead(503).end()
        },
        httpRequest: request,
        httpRequestBody: body,
        httpResponse: response,
      })
      try {
        await app?.processEvent({ body, ack: ack.bind() })
        // After the 503 of one that took too long there is nothing left to say.
        if (ack.storedResponse !== undefined && !response.headersSent)
          HTTPModuleFunctions.buildContentResponse(response, ack.storedResponse as string | object)
      } catch (error) {
        onFault(error, 'take a delivery of Slack')
        if (!response.headersSent) response.writeHead(500).end()
      }
    },
  }
}
