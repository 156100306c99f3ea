import { present } from '../actions/present.ts'
import { matterOf } from '../domain/matter.ts'
import { Refusal } from '../domain/refusal.ts'
import type { View } from '../domain/view.ts'
import type { Card } from '../ports/card.ts'
import type { Answer, Incoming } from '../ports/channel.ts'
import type { Session } from '../ports/store.ts'
import { fulfil, wishOf } from './act.ts'
import { explain, faultView } from './explain.ts'
import { fold, isSame, owe } from './owe.ts'
import type { Kept, Parts, Visit } from './visit.ts'
import { enter, keyOf } from './visit.ts'

/**
 * Answers one delivery: who is it, which action, one transaction, what to show. The same delivery again gets the same answer and
 * has no second effect. A refusal and a fault are answers too, and what was typed is kept with them.
 */
export const createAnswer = (parts: Parts) => {
  const { store, actions, paint, onFault, wake } = parts

  const act = async (session: Session, incoming: Incoming): Promise<Kept & { repeated?: true }> => {
    // What the inbox gives back is what `keep` put there.
    const before = (await session.inbox.answered(keyOf(incoming))) as Kept | undefined
    if (before) return { ...before, repeated: true }
    const visit = await enter(session, incoming, parts)
    const { scope, look, keep } = visit
    const shown = await fulfil(await wishOf(actions, scope, visit.first, incoming), scope)
    const matter = matterOf(shown.ref)
    const inPlace = incoming.kind === 'click' && shown.as !== 'new' && !(await isShared(visit, matter))
    const posted = inPlace ? incoming.posted : undefined
    await owe(session, scope.context, { person: scope.person.id, posted, matter })
    if (matter !== undefined) await fold(session, scope.context, matter, scope.person.id, { posted })
    const person = (await session.people.find(scope.person.id)) ?? scope.person
    const view = await present({ ...look, person }, shown.ref)
    return keep({ replace: inPlace ? view : null, reply: inPlace ? null : view, matter: matter ?? null })
  }

  const refuse = async (session: Session, incoming: Incoming, thrown: unknown): Promise<Kept> => {
    const token =
      thrown instanceof Refusal
        ? ''
        : onFault(thrown, incoming.kind === 'click' ? incoming.verb : incoming.kind)
    return explain(await enter(session, incoming, parts), actions, thrown, token)
  }

  /** What was done is done: a card that cannot be painted must not look as if it were not. */
  const painted = (view: View, { viewer, at }: Kept): Card => {
    try {
      return paint(view, viewer, at)
    } catch (fault) {
      const token = onFault(fault, `paint ${view.kind}`)
      return paint(faultView(token), viewer, at)
    }
  }

  return async (incoming: Incoming): Promise<Answer> => {
    const kept: Kept & { repeated?: true } = await store.transact(
      (session) => act(session, incoming),
      (session, thrown) => refuse(session, incoming, thrown),
    )
    wake()
    return {
      ...(kept.replace ? { replace: painted(kept.replace, kept) } : {}),
      ...(kept.reply ? { reply: painted(kept.reply, kept) } : {}),
      ...(kept.matter === null ? {} : { matter: kept.matter }),
      audience: kept.audience,
      fieldErrors: kept.fieldErrors,
      repeated: kept.repeated ?? false,
    }
  }
}

/** A card that belongs to a channel is never replaced by what one person sees. */
const isShared = async ({ session, incoming }: Visit, matter: string | undefined): Promise<boolean> =>
  incoming.place !== 'personal' &&
  matter !== undefined &&
  (await session.posted.of(matter)).some(
    (card) =>
      card.account.startsWith('channel:') &&
      isSame(card.posted, incoming.kind === 'click' ? incoming.posted : undefined),
  )
