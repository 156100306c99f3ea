import type { Address, Place, Posted } from '../../ports/channel.ts'

/** Where Slack reaches somebody, or a conversation that several read. */
export type Target =
  | { readonly user: string; readonly conversation: string | undefined }
  | { readonly user: undefined; readonly conversation: string }

export const accountOf = (team: string, user: string): string => `slack:${team}:${user}`

/** The user of an account in this workspace; undefined for any other. */
export const userIn = (account: string, team: string): string | undefined => {
  const prefix = accountOf(team, '')
  return account.startsWith(prefix) && account.length > prefix.length
    ? account.slice(prefix.length)
    : undefined
}

/** Somebody in person; their conversation with the bot is opened when something is sent. */
export const personalAddress = (team: string, user: string): Address => ({ channel: 'slack', team, user })

export const sharedAddress = (team: string, conversation: string): Address => ({
  channel: 'slack',
  team,
  conversation,
})

/** Slack's conversations tell by their first letter what they are. */
export const placeOf = (conversation: string): Place => {
  if (conversation.startsWith('D')) return 'personal'
  return conversation.startsWith('G') ? 'group' : 'channel'
}

/** Where what `user` does in a conversation belongs. */
export const addressIn = (team: string, user: string, conversation: string): Address =>
  placeOf(conversation) === 'personal' ? personalAddress(team, user) : sharedAddress(team, conversation)

/** A message that stands in a conversation. Its address is good for sending too. */
export const postedAt = (address: Address, conversation: string, ts: string): Posted => ({
  address: { ...address, conversation },
  message: ts,
})

/** What a stored address means; undefined where it is none of ours. */
export const targetOf = (address: Address, team: string): Target | undefined => {
  const { user, conversation } = address
  if (address.channel !== 'slack' || address['team'] !== team) return undefined
  if (user !== undefined) return { user, conversation }
  return conversation === undefined ? undefined : { user, conversation }
}
