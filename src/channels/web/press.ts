import { z } from 'zod'

const said = {
  persona: z.string().min(1).max(64),
  conversation: z.string().min(1).max(64),
}
/** Made by the page, one for each press; a retry after a lost connection carries the same one. */
const key = z.string().regex(/^[A-Za-z0-9-]{8,64}$/)

/** What the page tells when somebody types, presses or opens a conversation. */
export const Press = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('word'), key, ...said, text: z.string().trim().min(1).max(20_000) }),
  z.strictObject({
    kind: z.literal('click'),
    key,
    ...said,
    /** The message whose card was pressed. */
    message: z.string().min(1).max(64),
    verb: z.string().min(1).max(128),
    data: z.record(z.string().max(128), z.union([z.string(), z.number()])),
    values: z.record(z.string().max(128), z.string()),
  }),
  z.strictObject({ kind: z.literal('open'), ...said }),
])
export type Press = Readonly<z.infer<typeof Press>>
