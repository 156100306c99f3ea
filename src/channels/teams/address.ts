import { z } from 'zod'
import type { Address, Place } from '../../ports/channel.ts'
import type { Activity } from './activity.ts'
import { accountOf } from './identity.ts'

const where = {
  channel: z.literal('teams'),
  serviceUrl: z.string(),
  tenant: z.string(),
  /** How the platform calls us there. */
  bot: z.string(),
}

/** A person's own chat with us. `user` is the platform's id where we know it, else the object id; without `conversation` it is still to be made. */
const PersonAddress = z.object({
  ...where,
  place: z.literal('personal'),
  account: z.string(),
  user: z.string(),
  conversation: z.string().optional(),
})
/** A group chat or a channel. `thread` is the post below which a message stands; without it a message to a channel is a post of its own. */
const SharedAddress = z.object({
  ...where,
  place: z.enum(['group', 'channel']),
  conversation: z.string(),
  thread: z.string().optional(),
})

const TeamsAddress = z.discriminatedUnion('place', [PersonAddress, SharedAddress])
export type TeamsAddress = z.infer<typeof TeamsAddress>
export type PersonAddress = z.infer<typeof PersonAddress>

/** Reads what this channel once wrote. Throws on the address of another channel. */
export const readAddress = (address: Address): TeamsAddress => TeamsAddress.parse(address)

const threadMark = ';messageid='

export const placeOf = ({ conversation }: Activity): Place => {
  switch (conversation.conversationType) {
    case 'personal':
      return 'personal'
    case 'channel':
      return 'channel'
    case 'groupChat':
      return 'group'
    default:
      return conversation.isGroup === true ? 'group' : 'personal'
  }
}

/** A conversation's id without the post that it hangs below. */
export const rootOf = (conversation: string): string => conversation.split(threadMark)[0] ?? conversation

const threadOf = (conversation: string): string | undefined => conversation.split(threadMark)[1]

/** The id under which the platform knows the conversation of an address. */
export const conversationIn = ({
  conversation,
  thread,
}: {
  conversation: string
  thread?: string | undefined
}) => (thread === undefined ? conversation : `${conversation}${threadMark}${thread}`)

type Sender = { readonly tenant: string; readonly sender: string }

/** Where an activity came from, as it is kept: a channel without the post. */
export const addressOf = (activity: Activity, { tenant, sender }: Sender): Address => {
  const place = placeOf(activity)
  return place === 'personal'
    ? { ...personOf(activity, { tenant, sender }), conversation: activity.conversation.id }
    : {
        channel: 'teams',
        serviceUrl: activity.serviceUrl,
        tenant,
        bot: activity.recipient.id,
        place,
        conversation: rootOf(activity.conversation.id),
      }
}

/** Where an activity came from, to the very post: there an answer belongs, and there stands the card that was pressed. */
export const spotOf = (activity: Activity, sender: Sender): Address => {
  const thread = placeOf(activity) === 'personal' ? undefined : threadOf(activity.conversation.id)
  return { ...addressOf(activity, sender), ...(thread === undefined ? {} : { thread }) }
}

/** The sender's own chat, though they spoke elsewhere. */
export const personOf = ({ serviceUrl, recipient, from }: Activity, { tenant, sender }: Sender): Address => ({
  channel: 'teams',
  serviceUrl,
  tenant,
  bot: recipient.id,
  place: 'personal',
  account: accountOf(tenant, sender),
  user: from.id,
})
