import type { Context } from '../domain/context.ts'
import type { Posted } from '../ports/channel.ts'
import type { Session } from '../ports/store.ts'
import type { Content } from './content.ts'

/** A message's id is its conversation's own: elsewhere the same id may be another message. */
export const isSame = (one: Posted, other: Posted | undefined): boolean =>
  other !== undefined &&
  one.message === other.message &&
  one.address.channel === other.address.channel &&
  one.address['conversation'] === other.address['conversation']

/** A card that is about something else from now on must not be painted over by what it was about before. */
export const leave = async ({ posted }: Session, card: Posted, matter: string | undefined): Promise<void> => {
  for (const one of await posted.at(card.message))
    if (one.matter !== matter && isSame(one.posted, card)) await posted.forget(one.posted)
}

/** One open card per matter: before a new one comes, the person's older ones fold up into a line. */
export const fold = async (
  session: Session,
  context: Context,
  matter: string,
  person: string,
  pressed: { readonly posted: Posted | undefined },
): Promise<void> => {
  const cards = await session.posted.of(matter)
  if (cards.length === 0) return
  const accounts = (await session.people.accounts(person)).map((one) => one.account)
  for (const card of cards) {
    if (!accounts.includes(card.account) || isSame(card.posted, pressed.posted)) continue
    await session.posted.forget(card.posted)
    await session.outbox.owe({
      key: `fold:${matter}:${card.account}:${card.posted.message}`,
      matter,
      to: { address: card.posted.address },
      content: { ref: { show: 'home' }, viewer: person, folds: true } satisfies Content,
      replaces: card.posted,
      due: context.now,
    })
  }
}
