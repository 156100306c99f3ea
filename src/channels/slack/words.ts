/** Somebody who is mentioned in a text, as Slack writes it; the bot itself is not one of them. */
const mention = /<@([A-Z0-9]+)(?:\|[^>]*)?>/g
/** A channel, a group, a link or a date. */
const marked = /<([#!][^<>|]*|[a-z][a-z0-9+.-]*:[^<>|]*)(?:\|([^<>]*))?>/g

export const mentionedIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(mention)].flatMap((match) => match[1] ?? [])),
]

/** The text without the bot's own mention, wherever it stands first. */
export const withoutMention = (text: string, bot: string | undefined): string =>
  (bot === undefined
    ? text.replace(/^\s*<@[A-Z0-9]+(?:\|[^>]*)?>/, '')
    : text.replace(new RegExp(`<@${bot}(?:\\|[^>]*)?>`), '')
  )
    .replace(/^[\s,:]+/, '')
    .trim()

/**
 * What somebody typed, as they typed it: Slack escapes three characters and writes links, channels and mentions in angle brackets.
 * Who is mentioned gets the name that `nameOf` knows.
 */
export const typedText = (text: string, nameOf: (user: string) => string | undefined): string =>
  text
    .replaceAll(mention, (_all, user: string) => `@${nameOf(user) ?? user}`)
    .replaceAll(marked, (_all, target: string, label: string | undefined) => {
      if (target.startsWith('#')) return `#${label ?? target.slice(1)}`
      if (target.startsWith('!')) return label ?? `@${target.slice(1).replace(/^(subteam|date)\^/, '')}`
      if (target.startsWith('mailto:')) return label ?? target.slice('mailto:'.length)
      return target
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
