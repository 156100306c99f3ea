import { z } from 'zod'

const text = z.string().max(20_000)
const id = z.string().min(1).max(1000)
const tenant = z.object({ id })

/** Teams writes null where it has nothing to say. */
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined)

/** What we read of what Teams sends (https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md). */
export const Activity = z.object({
  type: id,
  id,
  channelId: id,
  serviceUrl: id,
  from: z.object({
    id,
    name: maybe(text),
    aadObjectId: maybe(id),
    tenantId: maybe(id),
    userRole: maybe(text),
  }),
  conversation: z.object({
    id,
    conversationType: maybe(text),
    isGroup: maybe(z.boolean()),
    tenantId: maybe(id),
  }),
  recipient: z.object({ id, name: maybe(text) }),
  name: maybe(text),
  action: maybe(text),
  text: maybe(text),
  value: z.unknown().optional(),
  replyToId: maybe(id),
  timestamp: maybe(text),
  localTimestamp: maybe(text),
  localTimezone: maybe(text),
  locale: maybe(text),
  entities: maybe(z.array(z.unknown()).max(200)),
  membersAdded: maybe(z.array(z.object({ id }))),
  membersRemoved: maybe(z.array(z.object({ id }))),
  channelData: maybe(z.object({ tenant: maybe(tenant), team: maybe(z.object({ id: maybe(id) })) })),
})
export type Activity = z.infer<typeof Activity>
