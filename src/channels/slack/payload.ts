import { z } from 'zod'

/** What we read of what Slack sends, and no more. https://docs.slack.dev/reference/interaction-payloads and /reference/events */
const id = z.string().regex(/^[A-Z0-9]{1,40}$/)
const ts = z.string().regex(/^[0-9.]{1,40}$/)
/** Somebody else's workspace in a shared channel, or a bot: who it is stands in one of these. */
const author = {
  user: id,
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  team: z.string().optional(),
  user_team: z.string().optional(),
  source_team: z.string().optional(),
}
const bots = z.array(z.object({ user_id: z.string().optional() })).optional()

export const Command = z.object({
  text: z.string().default(''),
  user_id: id,
  channel_id: id,
  trigger_id: z.string().min(1).max(255),
  response_url: z.string().optional(),
})

export const Message = z.object({
  authorizations: bots,
  event: z.object({
    ...author,
    channel: id,
    ts,
    thread_ts: ts.optional(),
    text: z.string(),
    edited: z.unknown().optional(),
  }),
})

export const HomeOpened = z.object({
  event: z.object({
    ...author,
    tab: z.enum(['home', 'messages']),
    channel: id.optional(),
    event_ts: z.string().max(255),
  }),
})

export const Joined = z.object({
  event_id: z.string().max(255),
  authorizations: bots,
  event: z.object({ user: id, channel: id, inviter: id.optional() }),
})

const user = z.object({ id, team_id: z.string().optional() })

export const View = z.object({
  id: z.string().min(1).max(255),
  type: z.string(),
  hash: z.string().max(255).default(''),
  private_metadata: z.string().default(''),
  blocks: z.array(z.unknown()).default([]),
  state: z.object({ values: z.unknown() }).optional(),
})
export type View = z.infer<typeof View>

export const Pressed = z.object({
  user,
  trigger_id: z.string().max(255).default(''),
  response_url: z.string().optional(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string().max(255),
        action_ts: z.string().max(255),
        value: z.string().optional(),
      }),
    )
    .min(1),
  container: z.object({ is_ephemeral: z.boolean().optional() }).optional(),
  channel: z.object({ id }).optional(),
  message: z.object({ ts, thread_ts: ts.optional() }).optional(),
  view: View.optional(),
  state: z.object({ values: z.unknown() }).optional(),
})

export const Submitted = z.object({ user, view: View })
