import { addDays } from '../../domain/calendar.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Scope } from '../action.ts'

/** Persons to whom one asset may be offered by the same person within a day: each of them gets a message. */
const mostOffers = 5

/** Refuses whoever has offered something to too many today: nobody is written to at random. */
export const refuseOften = async (
  { session, context, person }: Pick<Scope, 'session' | 'context' | 'person'>,
  asset: string,
): Promise<void> => {
  const dayAgo = addDays(context.now, -1)
  const offered = (await session.journal.of(asset, 100)).filter(
    (entry) => entry.type === 'hand-over-offered' && entry.actor === person.id && entry.at > dayAgo,
  )
  if (offered.length >= mostOffers)
    throw new Refusal(
      'not-allowed',
      `You offered ${asset} to ${mostOffers} people today already. Please give the last one time to answer; tomorrow you can ask somebody else.`,
    )
}
