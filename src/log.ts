import { randomInt } from 'node:crypto'
import { pino } from 'pino'
import type { Logger } from 'pino'

export type { Logger }

/** JSON lines on standard output. No message texts, no names, no secrets: ids only. */
export const createLog = (level: string): Logger => pino({ level, base: null })

/** Letters and digits that cannot be taken for one another when they are read aloud. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** A short token that a person can quote and an operator finds in the log: `E-7F3K`. */
const token = (): string =>
  `E-${Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')}`

/** Logs a fault once and gives the token that names it. */
export const createOnFault =
  (log: Logger) =>
  (fault: unknown, doing: string): string => {
    const reference = token()
    log.error({ err: fault instanceof Error ? fault : new Error(String(fault)), doing, reference }, 'fault')
    return reference
  }
