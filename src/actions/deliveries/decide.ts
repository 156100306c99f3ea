import type { Context } from '../../domain/context.ts'
import type { Person } from '../../domain/person.ts'
import { can } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Session } from '../../ports/store.ts'
import type { Scope } from '../action.ts'
import { admins } from '../administration/role.ts'
import { deliveriesSetting, readDeliveries } from './setting.ts'

/** Refuses everybody but administrators. */
export const assertMay = async (scope: {
  readonly session: Session
  readonly person: Person
  readonly account: string
}): Promise<void> => {
  if (can(scope.person, { deed: 'delivery.decide' })) return
  throw new Refusal(
    'not-allowed',
    `Looking after messages that reached nobody needs the admin role. ${await admins(scope)}`,
  )
}

/** The number in `deliveries resend 12`. Refuses everybody but administrators, and what is no number. */
export const readMessage = async (
  rest: string,
  scope: Scope,
  word: 'resend' | 'drop',
): Promise<{ readonly message: number }> => {
  await assertMay(scope)
  const [, typed] = /^#?(\d{1,15})[.!]?$/.exec(rest.trim()) ?? []
  if (typed === undefined)
    throw new Refusal(
      'invalid',
      `Say which message, by its number: deliveries ${word} 12, for example. Type deliveries to see them.`,
    )
  return { message: Number(typed) }
}

/** Which number could be meant instead, among the latest of them. */
const nearestTo = async (session: Session, message: number): Promise<string> => {
  const ids = (await session.outbox.undelivered(mostCompared)).map(({ id }) => id)
  const [nearest] = ids.sort((a, b) => Math.abs(a - message) - Math.abs(b - message))
  return nearest === undefined ? 'No other one waits.' : `The nearest that is: message ${nearest}.`
}
const mostCompared = 50

/** Sends a message that reached nobody again, or drops it, and journals who decided so. Refuses one that is decided already. */
export const decide = async (
  session: Session,
  message: number,
  deed: 'resent' | 'dropped',
  context: Context,
): Promise<void> => {
  const done =
    deed === 'resent' ? await session.outbox.resend(message, context.now) : await session.outbox.drop(message)
  if (!done)
    throw new Refusal(
      'unknown-thing',
      `Message ${message} is not among those that reached nobody: somebody has decided about it, or it has arrived. Nothing was changed. ${await nearestTo(session, message)}`,
    )
  const before = readDeliveries(await session.settings.get(deliveriesSetting))
  await session.settings.set(
    deliveriesSetting,
    { ...before, last: { message, deed } },
    {
      type: deed === 'resent' ? 'message-resent' : 'message-dropped',
      subject: `setting:${deliveriesSetting}`,
      message,
    },
    context,
  )
}
