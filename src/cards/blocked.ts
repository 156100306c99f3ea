import type { Blocked } from '../domain/view-parts.ts'
import type { Fields } from './card.ts'

/** Why something cannot be submitted for now, and what could be used instead, a line each. */
export const blockedLines = (blocked: readonly Blocked[]): Fields => {
  const instead = blocked.flatMap((one) => one.alternatives)
  return {
    isBlocked: blocked.length > 0,
    blockedText: `${blocked
      .map((one) => `"${one.answer}" (${one.question}) blocks submitting for now.`)
      .join(' ')}${instead.length === 0 ? '' : ' Instead you could use:'}`,
    alternatives: instead.map((text) => ({ text })),
  }
}
