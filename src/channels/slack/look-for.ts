import type { WebClient } from '@slack/web-api'

/** Slack keeps this with a message and shows it to apps alone (https://docs.slack.dev/messaging/message-metadata). */
const type = 'assay_message'

export const markedWith = (mark: string) => ({ event_type: type, event_payload: { mark } })

/** Our clock and Slack's may differ by so much. */
const skewMs = 120_000
/** A conversation holds fewer messages than this in the minute or two that are looked through. */
const most = 100

/** The `ts` of the message with this mark, sent at `sinceMs` or later; undefined where there is none. Throws what Slack answers where it does not let us look. */
export const lookFor = async (
  client: WebClient,
  conversation: string,
  mark: string,
  sinceMs: number,
): Promise<string | undefined> => {
  const { messages } = await client.conversations.history({
    channel: conversation,
    oldest: String((sinceMs - skewMs) / 1000),
    include_all_metadata: true,
    limit: most,
  })
  return messages?.find(
    ({ metadata }) => metadata?.event_type === type && isMarked(metadata.event_payload, mark),
  )?.ts
}

const isMarked = (payload: object | undefined, mark: string): boolean =>
  payload !== undefined && 'mark' in payload && payload.mark === mark
