import { z } from 'zod'
import { Text } from './text.ts'

/** An asset that is offered to another owner, or was: nobody owns a thing without having said yes to it. */
export const HandOver = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  /** Who offers it; null where it was Assay, because the owner left. */
  by: z.string().nullable(),
  because: z.enum(['left', 'asked']),
  at: z.string(),
  until: z.string(),
  state: z.enum(['offered', 'accepted', 'declined', 'lapsed', 'withdrawn']),
  /** Why it was declined. */
  reason: Text.nullable(),
  /** Whom it was offered to since the owner left, this one too. */
  tried: z.array(z.string()),
})
export type HandOver = Readonly<z.infer<typeof HandOver>>

/** What is certified: an app, flow, bot or the like, with a version. `AST-12` style references. */
export const Asset = z.object({
  id: z.string(),
  rev: z.number(),
  name: Text,
  purpose: Text,
  /** Ids of the policy's `kinds` and `platforms`. */
  kind: z.string(),
  platform: z.string(),
  developer: z.string(),
  owner: z.string(),
  deputy: z.string().nullable(),
  /** The part of the organisation that it belongs to: its owner's at registration. */
  unit: z.string().nullable().default(null),
  version: z.string(),
  /** The certification that speaks for it now. */
  certification: z.string().nullable(),
  registeredAt: z.string(),
  /** The line of a list that brought it in: whom it named as the owner, and where it can be found; null where somebody registered it. */
  listed: z.object({ key: z.string(), owner: Text, link: Text.nullable() }).nullable().default(null),
  /** The latest offer to another owner. */
  handOver: HandOver.nullable().default(null),
  /** Since when the stewards look for its owner, whose it is not and who does not know whose; null where they do not. */
  sought: z.object({ at: z.string() }).nullable().default(null),
})
export type Asset = Readonly<z.infer<typeof Asset>>
