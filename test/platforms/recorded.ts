import type { Card } from '../../src/ports/card.ts'
import type { Channel } from '../../src/ports/channel.ts'

/** What the bot showed somebody, as cards, in the order in which it did. */
export type Record = (account: string) => readonly Card[]

/**
 * The same channel, and the cards that went through it. Which button is meant is read off them; it is pressed where the platform
 * shows it, so that a card which the platform cannot press is found out.
 */
export const recorded = (
  channel: Channel,
  accountAt: (address: Readonly<{ [detail: string]: string }>) => string,
): { readonly channel: Channel; readonly shownTo: Record; readonly repaintedFor: Record } => {
  const shown = new Map<string, Card[]>()
  const repainted = new Map<string, Card[]>()
  const keep = (account: string, card: Card | undefined, among = shown): void => {
    if (card) among.set(account, [...(among.get(account) ?? []), card])
  }
  return {
    shownTo: (account) => shown.get(account) ?? [],
    repaintedFor: (account) => repainted.get(account) ?? [],
    channel: {
      ...channel,
      start: (answer, remember) =>
        channel.start(async (incoming) => {
          const given = await answer(incoming)
          if (!given.repeated) {
            keep(incoming.account, given.replace)
            keep(incoming.account, given.reply)
          }
          return given
        }, remember),
      send: async (address, card, errand) => {
        const delivery = await channel.send(address, card, errand)
        if (delivery.outcome === 'sent') keep(accountAt(address), card)
        return delivery
      },
      replace: async (posted, card, errand) => {
        const delivery = await channel.replace(posted, card, errand)
        if (delivery.outcome === 'sent') keep(accountAt(posted.address), card, repainted)
        return delivery
      },
    },
  }
}
