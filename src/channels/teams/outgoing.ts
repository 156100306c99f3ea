import type { Card } from '../../ports/card.ts'
import type { Address, Delivery, Errand, Posted, Turn } from '../../ports/channel.ts'
import { createInOrder } from '../in-order.ts'
import type { Leased } from '../leased.ts'
import type { Bucket } from '../pace.ts'
import { createPace } from '../pace.ts'
import type { TeamsAddress } from './address.ts'
import { conversationIn, readAddress, rootOf } from './address.ts'
import { draw } from './cards.ts'
import { deliveryOf } from './failure.ts'
import { callMs, tenantRates, threadRates } from './limits.ts'
import type { Message } from './message.ts'
import type { People } from './people.ts'
import { userOf } from './people.ts'
import { CallFault, noToken } from './transport.ts'

export type Spot = Pick<TeamsAddress, 'serviceUrl' | 'tenant' | 'bot'> & { readonly conversation: string }

/** The platform's calls; each fails with a CallFault. */
export type Wire = {
  /** Resolves where the person is in the conversation. */
  readonly member: (spot: Spot, user: string) => Promise<void>
  /** Resolves to the message's id. */
  readonly post: (spot: Spot, message: Message) => Promise<string>
  readonly update: (spot: Spot, id: string, message: Message) => Promise<void>
  /** Makes the chat with one person; the same one each time. */
  readonly openChat: (at: Omit<Spot, 'conversation'>, user: string) => Promise<string>
  /** Posts below no other post of a channel; resolves to the id of the conversation that hangs below it. */
  readonly publish: (spot: Spot, message: Message) => Promise<string>
}

export type Outgoing = ReturnType<typeof createOutgoing>

/** Sends and repaints, in the port's words. */
export const createOutgoing = (parts: {
  readonly wire: Wire
  readonly people: People
  readonly leased: Leased
  readonly isAllowed: (serviceUrl: string) => boolean
  readonly local: boolean
  readonly now: () => number
  readonly onFault: (fault: unknown, doing: string) => string
}) => {
  const { wire, people, leased, isAllowed, local, now, onFault } = parts
  const pace = createPace(now)
  /** Repaints of one message go out one after another: an older face never comes to lie on a newer one. */
  const inOrder = createInOrder()
  let isUp = false

  const drawn = (card: Card, address: Address): Message & { kind: 'card' } => {
    const { tenant } = readAddress(address)
    const made = draw(card, {
      tenant,
      userOf: (account, objectId) => userOf(account, objectId, people, address),
      pickers: !local,
    })
    if (made.isTooLarge) onFault(new Error('A card is too large for Teams; its one line went out'), 'paint')
    return { kind: 'card', card: made.card, summary: made.summary }
  }

  const deliver = async (
    address: Address,
    task: 'send' | 'replace',
    work: (to: TeamsAddress) => Promise<Posted>,
  ): Promise<Delivery> => {
    if (!isUp) return { outcome: 'retry', afterMs: callMs }
    const to = readAddress(address)
    if (!isAllowed(to.serviceUrl)) {
      onFault(new Error('An address leads to a host that our token must not go to'), task)
      return { outcome: 'unreachable' }
    }
    try {
      return { outcome: 'sent', posted: await work(to) }
    } catch (fault) {
      // Both come again by themselves, and somebody has to know.
      if (fault instanceof CallFault && (fault.status === 401 || fault.code === noToken)) onFault(fault, task)
      const delivery = deliveryOf(fault, task, now())
      if (delivery.outcome === 'retry' && fault instanceof CallFault && fault.status === 429)
        pace.hold(threadOf(to), delivery.afterMs)
      return delivery
    }
  }

  const post = (address: Address, message: Message): Promise<Delivery> =>
    deliver(address, 'send', async (to) => {
      const { serviceUrl, tenant, bot } = to
      if (to.place === 'channel' && to.thread === undefined) {
        const thread = await wire.publish(to, message)
        const id = thread.slice(rootOf(thread).length).split('=')[1] ?? thread
        return { address: { ...address, thread: id }, message: id }
      }
      if (to.place !== 'personal')
        return { address, message: await wire.post({ ...to, conversation: conversationIn(to) }, message) }
      const conversation = to.conversation ?? (await wire.openChat(to, to.user))
      const id = await wire.post({ serviceUrl, tenant, bot, conversation }, message)
      return { address: { ...address, conversation }, message: id }
    })

  const paintOver = (posted: Posted, card: Card): Promise<Delivery> =>
    deliver(posted.address, 'replace', async (to) => {
      const conversation = to.place === 'personal' ? (to.conversation ?? '') : conversationIn(to)
      await wire.update({ ...to, conversation }, posted.message, drawn(card, posted.address))
      return posted
    })

  const send = (address: Address, card: Card): Promise<Delivery> =>
    isUp ? post(address, drawn(card, address)) : Promise.resolve({ outcome: 'retry', afterMs: callMs })

  const replace = (posted: Posted, card: Card, left?: Errand['left']): Promise<Delivery> => {
    const place = JSON.stringify([posted.address['conversation'], posted.message])
    return inOrder(place, () => leased.under(left, () => paintOver(posted, card)))
  }

  /** Whoever waits for an answer does not wait for a turn; what is owed comes after it. */
  const answering = <T>(address: Address, call: () => T): T => {
    pace.spend(bucketsFor(readAddress(address)))
    return call()
  }

  return {
    open: (): void => {
      isUp = true
    },
    close: (): void => {
      isUp = false
    },
    /** The card as it would go out there. */
    drawn,
    /** What answers somebody goes at once. */
    send: (address: Address, card: Card): Promise<Delivery> => answering(address, () => send(address, card)),
    /** Says one line of our own. */
    say: (address: Address, text: string): Promise<Delivery> =>
      answering(address, () => post(address, { kind: 'line', text })),
    /** A person presses no faster than that; what a press repaints is left out of the count. */
    replace: (posted: Posted, card: Card): Promise<Delivery> => replace(posted, card),
    /** Repaints count as messages do: Microsoft's table names no limit of their own. */
    turn: (address: Address): Turn => pace.turn(bucketsFor(readAddress(address))),
    /**
     * What is owed. Nothing can be looked up in Teams without a permission to read chats, so a message in doubt is sent once more: one
     * copy too many rather than none.
     */
    owed: {
      send: (address: Address, card: Card, errand?: Errand): Promise<Delivery> =>
        leased.under(errand?.left, () => send(address, card)),
      replace: (posted: Posted, card: Card, errand?: Errand): Promise<Delivery> =>
        replace(posted, card, errand?.left),
    },
  }
}

/** What Teams counts a message under; one who has no chat yet gets one. */
const threadOf = (to: TeamsAddress): string =>
  `thread ${to.place === 'personal' ? (to.conversation ?? to.user) : conversationIn(to)}`

const bucketsFor = (to: TeamsAddress): readonly Bucket[] => [
  { name: threadOf(to), limits: threadRates },
  { name: `tenant ${to.tenant}`, limits: tenantRates },
]
