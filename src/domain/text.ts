import { z } from 'zod'

/**
 * Words that a person typed. The body lives in the store's `texts` table, beside its salt, and can be erased;
 * state rows and the journal keep only the id and the salted hash, so that they still verify afterwards.
 * `salt` is present only on a text that has just been written; the hash is that of `salt + body`, which the audit checks.
 */
export const Text = z.object({
  text: z.string(),
  hash: z.string(),
  body: z.string(),
  salt: z.string().optional(),
})
export type Text = Readonly<z.infer<typeof Text>>

/** What is shown where a text has been erased. */
export const erased = '(erased)'
