import { keepDraft } from '../actions/forms.ts'
import type { AnyAction } from '../actions/index.ts'
import type { Look } from '../actions/look.ts'
import { matterOf } from '../domain/matter.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Ref, Way } from '../domain/ref.ts'
import type { View } from '../domain/view.ts'
import type { Incoming } from '../ports/channel.ts'
import { actionNamed } from './act.ts'
import { againOf } from './again.ts'
import { seen } from './reader.ts'
import type { Kept, Visit } from './visit.ts'

/**
 * Makes an answer of a "no" and of a fault. What was typed is kept as a draft; a form comes back with the sentence at each field; an
 * old card shows how things are now, with the reason beside it.
 */
export const explain = async (
  visit: Visit,
  actions: readonly AnyAction[],
  thrown: unknown,
  token: string,
): Promise<Kept> => {
  const { incoming, look, scope, keep } = visit
  const refused = thrown instanceof Refusal ? thrown : undefined
  const form = formOf(actions, incoming)
  const fields = refused?.fields ?? {}
  // A form is kept for whoever may see it: nobody fills up the drafts of what is not theirs.
  if (form && incoming.kind === 'click' && (await maySee(look, form.again)))
    await keepDraft(scope, form, incoming.values)
  const again =
    form && refused && Object.keys(fields).length > 0
      ? await seen({ ...look, fault: { sentence: refused.message, fields } }, form.again)
      : undefined
  if (form && again)
    return keep({
      replace: again,
      reply: null,
      fieldErrors: fields,
      matter: matterOf(form.again) ?? null,
      again: await againOf(visit.session, form.again, look.person, incoming.address.channel, look.now),
    })

  const stale =
    refused !== undefined && ['changed-since', 'already-decided', 'wrong-state'].includes(refused.code)
  const now = stale && incoming.place === 'personal' ? await asItIs(look, incoming) : undefined
  const reply: View = refused
    ? {
        kind: 'refusal',
        code: refused.code,
        sentence: spoken(refused, incoming),
        token,
        ways: waysOn(refused.code, incoming),
      }
    : faultView(token)
  return keep({
    reply,
    replace: now?.view ?? null,
    matter: now?.matter ?? null,
    again: now
      ? await againOf(visit.session, now.ref, look.person, incoming.address.channel, look.now)
      : null,
    audience: 'private',
  })
}

/** A typed line has no fields to stand beside: what is wrong is said in the sentence itself. */
const spoken = ({ message, fields }: Refusal, incoming: Incoming): string => {
  const each = incoming.kind === 'word' ? Object.values(fields) : []
  return each.length === 0 ? message : each.join(' ')
}

/** Where the card itself is what is broken, what was typed is kept all the same. */
const maySee = (look: Look, ref: Ref): Promise<boolean> =>
  seen(look, ref).then(
    (view) => view !== undefined,
    () => true,
  )

const formOf = (actions: readonly AnyAction[], incoming: Incoming) => {
  if (incoming.kind !== 'click') return undefined
  const action = actionNamed(actions, incoming.verb)
  const carries = action?.carries.safeParse(incoming.data)
  return carries?.success ? action?.form?.(carries.data) : undefined
}

const inbox: Way = { title: 'Show my inbox', what: 'home', id: '', part: '' }

/** What a look at the thing itself explains. */
const showsMore: readonly RefusalCode[] = ['already-decided', 'changed-since', 'wrong-state', 'invalid']

/** What to press instead, where the sentence names no way by itself. */
const waysOn = (code: RefusalCode, incoming: Incoming): readonly Way[] => {
  const id = incoming.kind === 'click' ? incoming.data['certification'] : undefined
  if (code === 'blocked' && typeof id === 'string')
    return [
      { title: 'Show the steps', what: 'steps', id, part: '' },
      { title: 'Ask for a waiver', what: 'ask-waiver', id, part: '' },
    ]
  const reference =
    incoming.kind === 'word' ? /\bCRT-\d{1,9}\b/i.exec(incoming.text)?.[0].toUpperCase() : undefined
  if (reference !== undefined && showsMore.includes(code))
    return [{ title: 'Show it as it is now', what: 'certification', id: reference, part: '' }, inbox]
  if (code === 'unknown-word') return [{ title: 'Help', what: 'help', id: '', part: '' }, inbox]
  return code === 'unknown-thing' || code === 'unknown-button' || code === 'wrong-state' ? [inbox] : []
}

/** Something went wrong on our side: what is kept, and the token to quote. */
export const faultView = (token: string): View => ({
  kind: 'refusal',
  code: 'fault',
  sentence: `Something went wrong on my side. What you did and typed is saved. If it happens again, quote ${token}.`,
  token,
  ways: [inbox],
})

/** Buttons of whoever vouches for a step; their card is not the developer's. */
const vouching = ['step.confirm', 'step.refuse', 'step.decline']

/** The card that was pressed, as things are now; undefined where the person may not see it or there is nothing of the kind. */
const asItIs = async (
  look: Look,
  incoming: Incoming,
): Promise<{ readonly ref: Ref; readonly view: View; readonly matter: string | undefined } | undefined> => {
  if (incoming.kind !== 'click' || incoming.posted === undefined) return undefined
  const ref = refOf(incoming.verb, incoming.data)
  const view = ref && (await seen(look, ref))
  return view && { ref, view, matter: matterOf(ref) }
}

const refOf = (
  verb: string,
  { approval, certification, step, waiver }: Readonly<Record<string, unknown>>,
): Ref | undefined => {
  if (typeof certification === 'string' && typeof waiver === 'string')
    return { show: 'waiver', certification, waiver }
  if (typeof approval === 'string') return { show: 'request', approval }
  if (typeof certification !== 'string') return undefined
  return vouching.includes(verb) && typeof step === 'string'
    ? { show: 'confirm', certification, step }
    : { show: 'certification', certification }
}
