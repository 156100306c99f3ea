import type { Programme } from '../domain/programme.ts'
import type { Parts } from './parts.ts'
import type { Policy } from './shape.ts'

/** How stewards ask for many reviews at once. A policy that names no question goes by that about connectors, where it has one. */
export const campaignsOf = (
  part: Policy['campaigns'],
  { questions }: Pick<Parts, 'questions'>,
): Programme['campaigns'] => ({
  noticesPerDay: part.notices_per_day,
  leastDays: part.least_days,
  mostDays: part.most_days,
  usualDays: part.usual_days,
  questions: part.questions ?? questions.flatMap(({ part: { id } }) => (id === 'connectors' ? [id] : [])),
})
