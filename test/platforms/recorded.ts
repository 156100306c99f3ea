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
): { readonly channel: Channel; readonly shownTo: Record } => {
  const shown = new Map<string, Card[]>()
  const keep = (account: string, card: Card | undefined): void => {
    if (card) shown.set(account, [...(shown.get(account) ?? []), card])
  }
  return {
    shownTo: (account) => shown.get(account) ?? [],
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
    },
  }
}
