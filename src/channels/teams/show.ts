import { setTimeout as wait } from 'node:timers/promises'
import type { Card } from '../../ports/card.ts'
import type { Address, Answer, Channel, Delivery, Incoming } from '../../ports/channel.ts'
import type { Answered } from './invoke.ts'
import { faceAnswer, lineAnswer } from './invoke.ts'
import { replyMs, replyTries, replyWaitMs } from './limits.ts'
import { createOnce } from './once.ts'
import type { Outgoing } from './outgoing.ts'
import { within } from '../within.ts'

export type Delivered = {
  readonly incoming: Incoming
  /** Where it was said, to the very post. */
  readonly spot: Address
  /** The sender's own chat. */
  readonly personal: Address
}

type Parts = {
  readonly outgoing: Outgoing
  readonly remember: Parameters<Channel['start']>[1]
  readonly onFault: (fault: unknown, doing: string) => string
  /** The Agents Playground. */
  readonly local: boolean
}

/**
 * The Agents Playground keeps the choices of the card before when it replaces one: there a form comes as a card of its own, below.
 */
const formsBelow = (answer: Answer): Answer => {
  const { replace, ...rest } = answer
  return replace && JSON.stringify(replace.body).includes('"Input.ChoiceSet"') && !rest.reply
    ? { ...rest, reply: replace }
    : answer
}

/** Said in a shared place where the answer is personal and there is no chat of our own to give it in. */
const answeredElsewhere = 'I answered you in our own chat.'
const elsewhere = 'I answer that in our own chat. Open a chat with me and ask me there.'

/**
 * Shows an answer and says what the HTTP answer is. What is committed is shown by whoever comes first: a reply that is all there is
 * to see goes up before the delivery is acknowledged, so that after a crash the same delivery, sent again, brings it up.
 */
export const createShow = ({ outgoing, remember, onFault, local }: Parts) => {
  const replies = createOnce()
  const excuses = createOnce()
  const underWay = new Set<Promise<unknown>>()

  /** Lets something go on without anybody waiting for it. */
  const background = (work: Promise<unknown>, doing: string): Promise<unknown> => {
    const mine = work.catch((fault: unknown) => onFault(fault, doing))
    underWay.add(mine)
    void mine.then(() => underWay.delete(mine))
    return mine
  }

  /** A few tries in a short time: nobody else sends it again. */
  const insist = async (send: () => Promise<Delivery>): Promise<Delivery> => {
    for (let nth = 1; ; nth += 1) {
      const delivery = await send()
      if (delivery.outcome !== 'retry' || nth === replyTries || delivery.afterMs > replyWaitMs)
        return delivery
      await wait(delivery.afterMs)
    }
  }

  const reply = async (
    { incoming, spot, personal }: Delivered,
    card: Card,
    { audience, matter }: { readonly audience: Answer['audience']; readonly matter?: string | undefined },
  ): Promise<void> => {
    const isElsewhere = audience === 'private' && incoming.place !== 'personal' && incoming.kind !== 'open'
    const delivery = await insist(() => outgoing.send(isElsewhere ? personal : spot, card))
    if (delivery.outcome === 'sent') {
      if (isElsewhere && incoming.kind === 'word') await insist(() => outgoing.say(spot, answeredElsewhere))
      if (matter !== undefined) await remember(matter, incoming.account, delivery.posted)
      return
    }
    if (isElsewhere && delivery.outcome === 'unreachable') {
      // Whoever pressed a button reads the one line in place.
      if (incoming.kind === 'word') await insist(() => outgoing.say(spot, elsewhere))
      return
    }
    throw new Error(`A reply did not go up: ${delivery.outcome}`)
  }

  /** The new face for everybody and every device: what an invoke answers is shown to the presser until the card is drawn again. */
  const settle = async ({ incoming }: Delivered, face: Card, matter: string | undefined): Promise<void> => {
    const { posted } = incoming
    if (!posted || incoming.place !== 'personal') return
    const delivery = await insist(() => outgoing.replace(posted, face))
    if (delivery.outcome === 'retry') throw new Error('A card keeps its old face')
    if (matter !== undefined && delivery.outcome === 'sent') await remember(matter, incoming.account, posted)
  }

  const show = async (delivered: Delivered, given: Answer): Promise<Answered> => {
    const { incoming, spot } = delivered
    const { replace, reply: further, repeated, audience, matter } = local ? formsBelow(given) : given
    const isFirst = (): boolean => replies.claim(`${incoming.account}|${incoming.key}`)
    switch (incoming.kind) {
      case 'reachable':
        return { status: 200 }
      case 'refresh': {
        const face = replace ?? further
        return face ? faceAnswer(outgoing.drawn(face, spot).card) : lineAnswer('')
      }
      case 'word':
      case 'open': {
        const card = further ?? replace
        if (card && isFirst())
          await within(replyMs, background(reply(delivered, card, { audience, matter }), 'reply'))
        return { status: 200 }
      }
      case 'click': {
        if (!replace) {
          if (further && isFirst())
            await within(replyMs, background(reply(delivered, further, { audience, matter }), 'reply'))
          return lineAnswer(further?.fallbackText ?? '')
        }
        if (!repeated && isFirst()) {
          void background(settle(delivered, replace, matter), 'repaint')
          if (further) void background(reply(delivered, further, { audience }), 'reply')
        }
        return faceAnswer(outgoing.drawn(replace, spot).card)
      }
      default:
        return incoming satisfies never
    }
  }

  /** Says once what went wrong, where nobody would read it in the answer to a press. */
  const excuse = async ({ incoming, spot }: Delivered, sentence: string): Promise<void> => {
    if (incoming.kind !== 'word' || !excuses.claim(`${incoming.account}|${incoming.key}`)) return
    await within(replyMs, background(outgoing.say(spot, sentence), 'reply'))
  }

  return {
    show,
    excuse,
    /** Resolves when nothing is under way. */
    settled: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
