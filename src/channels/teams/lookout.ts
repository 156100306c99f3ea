import type { Address, Told } from '../../ports/channel.ts'
import { createTurns } from '../turns.ts'
import { readAddress } from './address.ts'
import { deliveryOf } from './failure.ts'
import type { Wire } from './outgoing.ts'
import { CallFault } from './transport.ts'

/** Half of what one bot may ask for in a tenant would still be 25 a second; nobody waits for this. */
const everyMs = 200
/** So many may be asked about at once before that counts. */
const atOnce = 10

/** Asks Teams whether somebody is still in the chat with us, one after another and five times a second at most. */
export const createLookout = ({
  wire,
  isAllowed,
  now,
}: {
  readonly wire: Pick<Wire, 'member'>
  readonly isAllowed: (serviceUrl: string) => boolean
  readonly now: () => number
}): ((account: string, address: Address | null) => Promise<Told>) => {
  const turn = createTurns({ everyMs, atOnce, now })

  return async (_account, address) => {
    // Without the chat there is nothing to ask about; whoever was never written to may be there all the same.
    const to = address && readAddress(address)
    if (!to || to.place !== 'personal' || to.conversation === undefined || !isAllowed(to.serviceUrl))
      return { presence: 'untold', unasked: true }
    await turn()
    const { serviceUrl, tenant, bot, conversation, user } = to
    try {
      await wire.member({ serviceUrl, tenant, bot, conversation }, user)
      return { presence: 'there' }
    } catch (fault) {
      return meaningOf(fault, now())
    }
  }
}

/** A bot that an administrator has blocked hears 403 about everybody: only these say something about one person. */
const outOfChat = /BotNotInConversationRoster|NotInConversationRoster|MemberNotFound|ConversationNotFound/i

const meaningOf = (fault: unknown, now: number): Told => {
  if (fault instanceof CallFault && fault.reach === 'refused' && [403, 404].includes(fault.status))
    return { presence: fault.status === 404 || outOfChat.test(fault.code) ? 'missing' : 'untold' }
  try {
    const failed = deliveryOf(fault, 'send', now)
    return failed.outcome === 'retry' ? { afterMs: failed.afterMs } : { presence: 'untold' }
  } catch {
    // Our own fault says nothing about anybody.
    return { presence: 'untold' }
  }
}
