import type { Scope } from '../actions/action.ts'
import { keepDraft } from '../actions/forms.ts'
import type { AnyAction } from '../actions/index.ts'
import type { Look } from '../actions/look.ts'
import { noFault } from '../actions/look.ts'
import { present } from '../actions/present.ts'
import { matterOf } from '../domain/notice.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Ref, View } from '../domain/view.ts'
import type { Answer, Incoming } from '../ports/channel.ts'
import type { Session, Store } from '../ports/store.ts'
import { actionNamed, fulfil, wishOf } from './act.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'
import { fold, isSame, owe } from './owe.ts'
import type { Paint } from './paint.ts'
import { platformOf, recognise } from './recognise.ts'

/** What the inbox keeps of an answer, so that the same delivery gets the same one again. */
type Kept = {
  readonly replace: View | null
  readonly reply: View | null
  readonly audience: Answer['audience']
  readonly fieldErrors: Readonly<Record<string, string>>
  readonly matter: string | null
  readonly viewer: { readonly zone: string; readonly locale: string }
  readonly at: string
}

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

/**
 * Answers one delivery: who is it, which action, one transaction, what to show. The same delivery again gets the same answer and
 * has no second effect. A refusal and a fault are answers too, and what was typed is kept with them.
 */
export const createAnswer = ({ store, world, actions, paint, admins, onFault, wake }: Parts) => {
  const answered = async (session: Session, key: string): Promise<(Kept & { repeated: true }) | undefined> => {
    // What the inbox gives back is what `record` put there.
    const before = (await session.inbox.answered(key)) as Kept | undefined
    return before && { ...before, repeated: true }
  }

  const enter = async (session: Session, incoming: Incoming) => {
    const { person, first } = await recognise(session, world, incoming, admins)
    const context = contextOf(world, person, platformOf(incoming))
    const scope: Scope = { session, context, person, place: incoming.place, address: incoming.address }
    const look: Look = { session, programme: context.programme, now: context.now, person, place: incoming.place, fault: noFault }
    const keep = async (kept: Pick<Kept, 'replace' | 'reply'> & Partial<Kept>): Promise<Kept> => {
      const whole: Kept = {
        audience: incoming.place === 'personal' ? 'here' : 'private',
        fieldErrors: {},
        matter: null,
        viewer: { zone: person.zone, locale: person.locale },
        at: context.now,
        ...kept,
      }
      await session.inbox.record(keyOf(incoming), incoming.account, whole, context.now)
      return whole
    }
    return { first, scope, look, keep }
  }

  const act = async (session: Session, incoming: Incoming): Promise<Kept & { repeated?: true }> => {
    const before = await answered(session, keyOf(incoming))
    if (before) return before
    const { first, scope, look, keep } = await enter(session, incoming)
    const shown = await fulfil(await wishOf(actions, scope, first, incoming), scope)
    const matter = matterOf(shown.ref)
    const inPlace = incoming.kind === 'click' && shown.as !== 'new' && !(await isShared(session, matter, incoming))
    const saved = inPlace ? incoming.posted : undefined
    await owe(session, scope.context, { person: scope.person.id, posted: saved, matter })
    if (matter !== undefined) await fold(session, scope.context, matter, scope.person.id, { posted: saved })
    const view = await present({ ...look, person: (await session.people.find(scope.person.id)) ?? scope.person }, shown.ref)
    return keep({ replace: inPlace ? view : null, reply: inPlace ? null : view, matter: matter ?? null })
  }

  const explain = async (session: Session, incoming: Incoming, thrown: unknown): Promise<Kept> => {
    const { scope, look, keep } = await enter(session, incoming)
    const refused = thrown instanceof Refusal ? thrown : undefined
    const token = refused ? '' : onFault(thrown, incoming.kind === 'click' ? incoming.verb : incoming.kind)
    const form = formOf(actions, incoming)
    if (form && incoming.kind === 'click') await keepDraft(scope, form, incoming.values)
    const corrected = { ...look, fault: { sentence: refused?.message ?? '', fields: refused?.fields ?? {} } }
    const again = form && Object.keys(corrected.fault.fields).length > 0 ? await seen(corrected, form.again) : undefined
    if (form && again) return keep({ replace: again, reply: null, fieldErrors: corrected.fault.fields, matter: matterOf(form.again) ?? null })
    const sentence = refused?.message ?? `Something went wrong on my side. What you typed is saved. If it happens again, quote ${token}.`
    const reply: View = { kind: 'refusal', code: refused?.code ?? 'fault', sentence, token, ways: [] }
    const stale = refused !== undefined && ['changed-since', 'already-decided', 'wrong-state'].includes(refused.code)
    const now = stale && incoming.place === 'personal' ? await asItIs(look, incoming) : undefined
    return keep({ reply, replace: now?.view ?? null, matter: now?.matter ?? null, audience: 'private' })
  }

  return async (incoming: Incoming): Promise<Answer> => {
    const kept: Kept & { repeated?: true } = await store.transact(
      (session) => act(session, incoming),
      (session, thrown) => explain(session, incoming, thrown),
    )
    wake()
    return {
      ...(kept.replace ? { replace: paint(kept.replace, kept.viewer, kept.at) } : {}),
      ...(kept.reply ? { reply: paint(kept.reply, kept.viewer, kept.at) } : {}),
      ...(kept.matter === null ? {} : { matter: kept.matter }),
      audience: kept.audience,
      fieldErrors: kept.fieldErrors,
      repeated: kept.repeated ?? false,
    }
  }
}

/** A delivery belongs to the account that sent it: nobody gets somebody else's answer by guessing a key. */
const keyOf = (incoming: Incoming): string => `${incoming.account}|${incoming.key}`

const formOf = (actions: readonly AnyAction[], incoming: Incoming) => {
  if (incoming.kind !== 'click') return undefined
  const action = actionNamed(actions, incoming.verb)
  const carries = action?.carries.safeParse(incoming.data)
  return carries?.success ? action?.form?.(carries.data) : undefined
}

/** A card that belongs to a channel is never replaced by what one person sees. */
const isShared = async (session: Session, matter: string | undefined, incoming: Incoming): Promise<boolean> =>
  incoming.place !== 'personal' &&
  matter !== undefined &&
  (await session.posted.of(matter)).some((card) => card.account.startsWith('channel:') && isSame(card.posted, incoming.posted))

/** The card that was pressed, as things are now; undefined where the person may not see it or there is nothing of the kind. */
const asItIs = async (look: Look, incoming: Incoming): Promise<{ readonly view: View; readonly matter: string | undefined } | undefined> => {
  if (incoming.kind !== 'click' || incoming.posted === undefined) return undefined
  const { approval, certification, step } = incoming.data
  const ref: Ref | undefined =
    typeof approval === 'string'
      ? { show: 'request', approval }
      : typeof certification === 'string'
        ? incoming.verb.startsWith('step.') && typeof step === 'string' && ['step.confirm', 'step.refuse', 'step.decline'].includes(incoming.verb)
          ? { show: 'confirm', certification, step }
          : { show: 'certification', certification }
        : undefined
  const view = ref && (await seen(look, ref))
  return view && { view, matter: matterOf(ref) }
}

/** A card, or nothing where the person may not see it. */
const seen = (look: Look, ref: Ref): Promise<View | undefined> =>
  present(look, ref).catch((refused: unknown) => {
    if (refused instanceof Refusal) return undefined
    throw refused
  })
