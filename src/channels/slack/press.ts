import { z } from 'zod'
import type { Action } from '../../ports/card.ts'
import { LIMITS } from './limits.ts'

/** The message that a form was opened from. */
const Origin = z.strictObject({ channel: z.string(), ts: z.string() })
export type Origin = Readonly<z.infer<typeof Origin>>

/** What rides in a button. `details`: open that part of the card that the press would show (see `detailsOf`), and do nothing else. */
const Press = z.strictObject({
  verb: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  details: z.int().nonnegative().optional(),
})
export type Press = {
  readonly verb: string
  readonly data: Readonly<Record<string, string | number>>
  readonly details?: number
}

/** What rides in a view: the press that sending it makes, and where it was opened. */
const Kept = z.strictObject({ press: Press.optional(), origin: Origin.optional() })
export type Kept = { readonly press?: Press; readonly origin?: Origin }

export const pressFor = (action: Extract<Action, { type: 'Action.Execute' }>, details?: number): Press => ({
  verb: action.verb,
  data: action.data,
  ...(details === undefined ? {} : { details }),
})

/** The value of a button; undefined where it is more than a button can carry. */
export const buttonValue = (press: Press): string | undefined => {
  const value = written(press)
  return value.length <= LIMITS.button.value ? value : undefined
}

/** The private metadata of a view. A press that is more than a button could carry is left out, and so is what then does not fit. */
export const metadataOf = ({ press, origin }: Kept): string => {
  const kept = press && buttonValue(press) !== undefined ? { press } : {}
  const metadata = written({ ...kept, origin })
  return metadata.length <= LIMITS.view.metadata ? metadata : written(kept)
}

/** What rides in a button's `value`; undefined where it is not ours. */
export const pressOf = (value: unknown): Press | undefined => {
  const read = Press.safeParse(json(value))
  // What zod calls optional may be undefined; read from JSON, it is there or it is not.
  return read.success ? (read.data as Press) : undefined
}

/** What rides in a view's private metadata; undefined where it is not ours. */
export const keptOf = (privateMetadata: unknown): Kept | undefined => {
  const read = Kept.safeParse(json(privateMetadata))
  return read.success ? (read.data as Kept) : undefined
}

/** JSON without a character that Slack may hand back escaped. */
const written = (value: object): string =>
  JSON.stringify(value).replaceAll(/[&<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)

const json = (text: unknown): unknown => {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text)
  } catch {
    // Not ours: the caller says so.
    return undefined
  }
}
