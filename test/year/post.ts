import type { View } from '../../src/domain/view.ts'
import type { Card } from '../../src/ports/card.ts'
import type { Channel, Posted } from '../../src/ports/channel.ts'
import type { MemoryChannel } from '../memory-channel.ts'

/** A message that a platform took; a repaint replaces one. */
export type Sent = {
  readonly at: string
  readonly platform: 'slack' | 'teams'
  readonly user: string
  readonly posted: Posted
  readonly card: Card
  readonly view: View['kind'] | undefined
  /** The mark of its row in the outbox. */
  readonly mark: string
  readonly isRepaint: boolean
}

/** The same platform, which says what it took. What folded up into a line is thrown away: a year of them fills the memory. */
export const overheard = (
  channel: MemoryChannel,
  viewOf: (card: Card) => View['kind'] | undefined,
  now: () => string,
  see: (sent: Sent) => void,
): Channel => {
  const platform = channel.name === 'slack' ? 'slack' : 'teams'
  const note = (posted: Posted, card: Card, mark: string | undefined, isRepaint: boolean): void =>
    see({
      at: now(),
      platform,
      user: posted.address['user'] ?? '',
      posted,
      card,
      view: viewOf(card),
      mark: mark ?? '',
      isRepaint,
    })
  return {
    ...channel,
    send: async (address, card, errand) => {
      const done = await channel.send(address, card, errand)
      if (done.outcome === 'sent') note(done.posted, card, errand?.mark, false)
      return done
    },
    replace: async (posted, card, errand) => {
      const done = await channel.replace(posted, card, errand)
      if (done.outcome === 'sent') note(posted, card, errand?.mark, true)
      if (viewOf(card) === 'moved') channel.lose(posted)
      return done
    },
  }
}
