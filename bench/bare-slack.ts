import type { RequestListener } from 'node:http'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import type { AckFn, ViewResponseAction } from '@slack/bolt'
import { openBare } from './bare.ts'
import { slackSecret, slackTeam, slackToken } from './outside.ts'

/** S1: Bolt, one durable transaction of four rows, and `answer` (a view of about 6 KB) inline. */
export const openBareSlack = (file: string, answer: string): RequestListener => {
  const bare = openBare(file)
  const response = JSON.parse(answer) as ViewResponseAction
  const receiver = new HTTPReceiver({
    signingSecret: slackSecret,
    endpoints: ['/slack/events'],
    processBeforeResponse: true,
    logLevel: LogLevel.ERROR,
  })
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    authorize: () => Promise.resolve({ botToken: slackToken, teamId: slackTeam }),
  })
  app.view({ type: 'view_submission' }, async ({ view, body, ack }) => {
    bare.press(view.id, body.user.id)
    await (ack as AckFn<ViewResponseAction>)(response)
  })
  return receiver.requestListener
}
