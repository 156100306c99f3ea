import { present } from '../actions/present.ts'
import { isFormMatter, matterOf } from '../domain/matter.ts'
import { Refusal } from '../domain/refusal.ts'
import type { View } from '../domain/view.ts'
import type { Card } from '../ports/card.ts'
import type { Answer, Incoming } from '../ports/channel.ts'
import type { Session } from '../ports/store.ts'
import { fulfil, wishOf } from './act.ts'
import type { Again } from './again.ts'
import { againOf } from './again.ts'
import { explain, faultView } from './explain.ts'
import { fold, leave } from './fold.ts'
import { owe, repaintOwn } from './owe.ts'
import type { Kept, Parts } from './visit.ts'
import { answerUnasked, isUnasked } from './unasked.ts'
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
    const shown = await fulfil(await wishOf(actions, scope, visit.first, visit.incoming), scope)
    const matter = matterOf(shown.ref)
    const inPlace = incoming.kind === 'click' && shown.as !== 'new' && incoming.place === 'personal'
    const posted = inPlace ? incoming.posted : undefined
    // A form may open in a window of its own: whether it took the card's place is for whoever put it up to say.
    if (posted && !isFormMatter(matter)) await leave(session, posted, matter)
    await owe(session, scope.context, { person: scope.person.id, posted, matter })
    if (shown.repaints) await repaintOwn(session, scope.context, shown.repaints, scope.person)
    if (matter !== undefined) await fold(session, scope.context, matter, scope.person.id, { posted })
    const person = (await session.people.find(scope.person.id)) ?? scope.person
    const view = await present({ ...look, person }, shown.ref)
    return keep({
      replace: inPlace ? view : null,
      reply: inPlace ? null : view,
      matter: matter ?? null,
      ...(shown.audience === undefined ? {} : { audience: shown.audience }),
      again: await againOf(session, shown.ref, person, incoming.address.channel, scope.context.now),
    })
  }

  const refuse = async (session: Session, incoming: Incoming, thrown: unknown): Promise<Kept> => {
    const token =
      thrown instanceof Refusal
        ? ''
        : onFault(thrown, incoming.kind === 'click' ? incoming.verb : incoming.kind)
    const visit = await enter(session, incoming, parts)
    // What follows from their being here is owed all the same: a role that has ended, somebody who is back.
    await owe(session, visit.scope.context, { person: null, posted: undefined, matter: undefined })
    return explain(visit, actions, thrown, token)
  }

  /** What was done is done: a card that cannot be painted must not look as if it were not. */
  const painted = (view: View, { viewer, at }: Kept, again: Again | null): Card => {
    try {
      return paint(view, viewer, at, again)
    } catch (fault) {
      const token = onFault(fault, `paint ${view.kind}`)
      return paint(faultView(token), viewer, at)
    }
  }

  /** What the platform asks by itself: shown, never done, and the same however often it asks. */
  const unasked = async (incoming: Incoming): Promise<Answer> => {
    const { view, again, zone, locale } = await store.transact((session) =>
      answerUnasked(session, parts.world, incoming),
    )
    const card = view && paint(view, { zone, locale }, parts.world.clock.now(), again)
    const isRefresh = incoming.kind === 'refresh'
    return {
      ...(card ? (isRefresh ? { replace: card } : { reply: card }) : {}),
      audience: isRefresh ? 'private' : 'here',
      fieldErrors: {},
      repeated: false,
    }
  }

  return async (incoming: Incoming): Promise<Answer> => {
    if (isUnasked(incoming)) return unasked(incoming)
    let hasOwed = false
    const kept: Kept & { repeated?: true } = await store.transact(
      async (session) => {
        const done = await act(session, incoming)
        hasOwed = session.hasOwed()
        return done
      },
      async (session, thrown) => {
        const refused = await refuse(session, incoming, thrown)
        hasOwed = session.hasOwed()
        return refused
      },
    )
    // Whoever delivers looks once a second by itself; a press that owes nothing must not pay for another look.
    if (hasOwed) wake()
    return {
      ...(kept.replace ? { replace: painted(kept.replace, kept, kept.again) } : {}),
      ...(kept.reply ? { reply: painted(kept.reply, kept, kept.replace ? null : kept.again) } : {}),
      ...(kept.matter === null ? {} : { matter: kept.matter }),
      audience: kept.audience,
      fieldErrors: kept.fieldErrors,
      repeated: kept.repeated ?? false,
    }
  }
}
