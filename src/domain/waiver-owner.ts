import { tookPart } from './approval.ts'
import type { Certification } from './certification.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { isAmong, isSelf } from './person.ts'
import { Refusal } from './refusal.ts'
import { about } from './registration.ts'
import type { Waiver } from './waiver.ts'
import { openAsk, pendingAsk } from './waiver.ts'

/** Refuses a new owner who has had a part in deciding on a waiver that is still asked for: nobody decides on what they own. */
export const refuseWaiverDecider = ({ id, waivers }: Certification, person: Person): void => {
  const hadPart = waivers.some((one) => {
    const ask = pendingAsk(one)
    return ask !== undefined && isAmong(person, tookPart(ask))
  })
  if (hadPart)
    throw new Refusal(
      'own-work',
      `You had a part in deciding on a waiver for ${id}, which is not done yet, and nobody decides on what they own. Accept it once it is decided.`,
    )
}

/** Waivers as they stand with a new owner: who does not decide on what is asked now, and whose word as the owner it waits for. */
export const ownWaivers = (
  { waivers }: Certification,
  person: Person,
): { readonly waivers: readonly Waiver[]; readonly events: (next: Certification) => readonly Event[] } => {
  const asked = waivers.filter((one) => openAsk(one))
  return {
    waivers: waivers.map((waiver) => (asked.includes(waiver) ? withOwner(waiver, person) : waiver)),
    events: (next) =>
      asked.flatMap((waiver) => {
        const ask = openAsk(waiver)
        return ask === undefined
          ? []
          : [
              {
                type: 'waiver-maker-added' as const,
                ...about(next),
                waiver: waiver.id,
                ask: ask.id,
                question: waiver.question,
                person: person.id,
                agrees: ask.owner !== null && !isSelf(person, ask.owner.word?.by ?? null),
              },
            ]
      }),
  }
}

const withOwner = (waiver: Waiver, person: Person): Waiver => ({
  ...waiver,
  asks: waiver.asks.map((ask) =>
    ask.state === 'open'
      ? {
          ...ask,
          makers: [...new Set([...ask.makers, person.id])],
          // The word of whoever owned it is not that of whoever does.
          owner: ask.owner && {
            person: person.id,
            word: isSelf(person, ask.owner.word?.by ?? null) ? ask.owner.word : null,
          },
        }
      : ask,
  ),
})
