import { z } from 'zod'
import { Text } from './text.ts'

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
  version: z.string(),
  /** The certification that speaks for it now. */
  certification: z.string().nullable(),
  registeredAt: z.string(),
})
export type Asset = Readonly<z.infer<typeof Asset>>
