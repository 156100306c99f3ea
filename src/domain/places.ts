import type { Seat } from './approval.ts'
import { isFilled } from './approval.ts'
import type { Role } from './programme.ts'

/** Ids of those who may still decide for an office. */
export type Candidates = (role: Role, lead?: boolean) => readonly string[]

/** How many have still to approve. */
export const votesLeft = (seat: Seat): number => seat.needs - seat.votes.length

/** Where each of those who may decide is needed, and the seats for which too few are left: one person fills one place alone. */
export const placesIn = (seats: readonly Seat[], who: (seat: Seat) => readonly string[]) => {
  const places = seats.flatMap((seat, index) =>
    isFilled(seat) ? [] : Array.from({ length: votesLeft(seat) }, () => ({ seat, index })),
  )
  const placed = new Map<string, number>()
  const place = (nth: number, asked: Set<string>): boolean => {
    const wanted = places[nth]
    if (!wanted) return false
    for (const person of who(wanted.seat)) {
      if (asked.has(person)) continue
      asked.add(person)
      const sits = placed.get(person)
      if (sits === undefined || place(sits, asked)) {
        placed.set(person, nth)
        return true
      }
    }
    return false
  }
  const short = new Set<number>()
  for (const [nth, { index }] of places.entries()) if (!place(nth, new Set())) short.add(index)
  /** The seat at which a person is needed. */
  const seatOf = (person: string): number | undefined => places[placed.get(person) ?? -1]?.index
  return { short, seatOf }
}
