/** How long a code is good. */
export const codeMinutes = 10
/** Wrong codes that one account may type within an hour. */
export const mostMisses = 5

/** 64 bits of an id, as people type them: four groups of four. */
export const codeFrom = (id: string): string => (id.slice(0, 16).match(/.{4}/g) ?? []).join('-')

/** A typed code without what people put between its letters; undefined for what cannot be one. */
export const readCode = (words: string): string | undefined => {
  const plain = words.toLowerCase().replace(/[^0-9a-f]/g, '')
  return plain.length === 16 && /^[\s0-9a-f-]+$/i.test(words) ? plain : undefined
}

/** A platform as people call it. */
export const platformName = (account: string): string => {
  const [platform = ''] = account.split(':')
  return { slack: 'Slack', teams: 'Teams', web: 'the playground' }[platform] ?? platform
}
