import { z } from 'zod'
import { Text } from './text.ts'

/** What somebody thought of a closed certification: 1 to 5, and optional words. */
export const Feedback = z.object({
  id: z.string(),
  rev: z.number(),
  certification: z.string(),
  person: z.string(),
  rating: z.number().int().min(1).max(5).nullable(),
  words: Text.nullable(),
  at: z.string(),
})
export type Feedback = Readonly<z.infer<typeof Feedback>>
