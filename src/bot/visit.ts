import type { Scope } from '../actions/action.ts'
import type { AnyAction } from '../actions/index.ts'
import type { Look } from '../actions/look.ts'
import { noFault } from '../actions/look.ts'
import type { View } from '../domain/view.ts'
import type { Answer, Incoming } from '../ports/channel.ts'
import type { Session, Store } from '../ports/store.ts'
import { acquaint, resolvePicks } from './acquaint.ts'
import type { Again } from './again.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'
import type { Paint } from './paint.ts'
import { platformOf, recognise } from './recognise.ts'

export type Parts = {
  readonly store: Store
  readonly world: World
  readonly actions: readonly AnyAction[]
  readonly paint: Paint
  /** Accounts of the first administrators. */
  readonly admins: readonly string[]
  /** Logs a fault and gives the short token that the person can quote. */
  readonly onFault: (fault: unknown, doing: string) => string
  /** Something is owed now: whoever delivers should look. */
  readonly wake: () => void
}

/** What the inbox keeps of an answer, so that the same delivery gets the same one again. `matter` is what `replace` is about, or else `reply`. */
export type Kept = {
  readonly replace: View | null
  readonly reply: View | null
  readonly audience: Answer['audience']
  readonly fieldErrors: Readonly<Record<string, string>>
  readonly matter: string | null
  /** How the card of `replace`, or else of `reply`, is shown again. */
  readonly again: Again | null
  readonly viewer: { readonly zone: string; readonly locale: string }
  readonly at: string
}

/** One delivery while it is being answered: who came, what they may use, how they look, and how the answer is kept. */
export type Visit = {
  readonly incoming: Incoming
  readonly session: Session
  readonly first: boolean
  readonly scope: Scope
  readonly look: Look
  readonly keep: (kept: Pick<Kept, 'replace' | 'reply'> & Partial<Kept>) => Promise<Kept>
}

/** A delivery belongs to the account that sent it: nobody gets somebody else's answer by guessing a key. */
export const keyOf = (incoming: Incoming): string => `${incoming.account}|${incoming.key}`

/** Finds out who it is and lays ready what an action needs. */
export const enter = async (
  session: Session,
  delivered: Incoming,
  { world, admins }: Pick<Parts, 'world' | 'admins'>,
): Promise<Visit> => {
  const { person, first } = await recognise(session, world, delivered, admins)
  const context = contextOf(world, person, platformOf(delivered))
  const incoming = await resolvePicks(session, context, delivered)
  return {
    incoming,
    session,
    first,
    scope: {
      session,
      context,
      person,
      place: incoming.place,
      address: incoming.address,
      account: incoming.account,
      mentioned: async (name) => {
        const known = incoming.kind === 'word' ? incoming.people?.find((one) => one.name === name) : undefined
        return known && acquaint(session, context, known)
      },
    },
    look: {
      session,
      programme: context.programme,
      now: context.now,
      person,
      place: incoming.place,
      fault: noFault,
    },
    keep: async (kept) => {
      const isShared = incoming.place !== 'personal'
      const whole: Kept = {
        audience: incoming.place === 'personal' ? 'here' : 'private',
        fieldErrors: {},
        matter: null,
        again: null,
        viewer: { zone: person.zone, locale: person.locale },
        at: context.now,
        ...kept,
        // What others see as well is never painted over by what one person sees: that person gets a card of their own.
        ...(isShared && kept.replace !== null ? { replace: null, reply: kept.reply ?? kept.replace } : {}),
      }
      await session.inbox.record(keyOf(incoming), incoming.account, whole, context.now)
      return whole
    },
  }
}
