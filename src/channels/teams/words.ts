import { z } from 'zod'

/** Characters that Teams writes as entities in the text of a message. */
const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

/**
 * What a person typed, without the names in front of it. The library takes out our own name once and leaves a space entity behind; whoever
 * is mentioned further on is meant by name.
 */
export const wordsOf = (text: string): string =>
  text
    .replace(/^(?:\s|&nbsp;|\u00a0)*(?:<at\b[^>]*>[^<]*<\/at>(?:\s|&nbsp;|\u00a0)*)+/i, '')
    .replaceAll(/<at\b[^>]*>([^<]*)<\/at>/gi, '@$1')
    .replaceAll(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/[\u00a0 \t]+/g, ' ')
    .trim()

const Mention = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: z.string() }),
  text: z.string(),
})

/** The mentions among what came with a message; one that names nobody is none, and the library would fail on it. */
export const mentionsIn = (entities: readonly unknown[] = []): readonly unknown[] =>
  entities.filter((entity) => Mention.safeParse(entity).success)
