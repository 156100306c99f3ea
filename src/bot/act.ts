import type { Scope, Shown } from '../actions/action.ts'
import type { AnyAction } from '../actions/index.ts'
import { readReference } from '../actions/load.ts'
import { invalid } from '../domain/form.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Ref } from '../domain/ref.ts'
import type { Incoming } from '../ports/channel.ts'
import { clean, nearest, understand } from './words.ts'

/** What somebody wants: an action with what rides in its button and what was typed, or just something to look at. */
export type Wish =
  | { readonly action: AnyAction; readonly carries: Record<string, string | number>; readonly asks: unknown }
  | { readonly look: Ref }

/** Reads a press or a word. Refuses what no action knows, or what does not fit the action. */
export const wishOf = async (
  actions: readonly AnyAction[],
  scope: Scope,
  first: boolean,
  incoming: Incoming,
): Promise<Wish> => {
  switch (incoming.kind) {
    case 'open':
      return { look: { show: first ? 'welcome' : 'home' } }
    case 'click':
      return pressOf(actions, incoming)
    case 'word':
      return wordOf(actions, scope, first, incoming.text)
    case 'refresh':
    case 'reachable':
      // Nobody asked for anything: `unasked.ts` answers these.
      return { look: { show: 'home' } }
  }
}

/** The action of a button's verb, also under a name that it had before. */
export const actionNamed = (actions: readonly AnyAction[], verb: string): AnyAction | undefined => {
  const named =
    byName.get(actions) ??
    new Map(
      actions.flatMap((action) =>
        [action.name, ...action.formerNames].map((name) => [name, action] as const),
      ),
    )
  byName.set(actions, named)
  return named.get(verb)
}

const byName = new WeakMap<readonly AnyAction[], ReadonlyMap<string, AnyAction>>()

const pressOf = (actions: readonly AnyAction[], incoming: Extract<Incoming, { kind: 'click' }>): Wish => {
  const action = actionNamed(actions, incoming.verb)
  const carries = action?.carries.safeParse(incoming.data)
  if (!action || !carries?.success)
    throw new Refusal(
      'unknown-button',
      'This button is from an older version, so nothing was done. Type inbox to see what is open now.',
    )
  const asks = action.asks.safeParse(incoming.values)
  if (!asks.success)
    throw invalid(
      Object.fromEntries(
        asks.error.issues.map((issue) => [String(issue.path[0] ?? 'form'), 'Please fill this in.']),
      ),
    )
  return { action, carries: carries.data, asks: asks.data }
}

/** Characters of a typed line that are read: whoever has more to say has a form for it. */
const mostTyped = 4000

const greetings = ['hi', 'hello', 'hey', 'good morning', 'thanks', 'thank you']

const wordOf = async (
  actions: readonly AnyAction[],
  scope: Scope,
  first: boolean,
  text: string,
): Promise<Wish> => {
  if (text.length > mostTyped)
    throw new Refusal(
      'invalid',
      `This is ${text.length} characters long, and I read lines of ${mostTyped} at most, so nothing was done. Type the word and the reference alone, for example reject CRT-12: then you get a form for the rest.`,
    )
  const line = clean(text)
  if (line === '' || greetings.includes(line.toLowerCase().replace(/[\s.!]+$/, '')))
    return { look: { show: first ? 'welcome' : 'home' } }
  const understood = understand(actions, line)
  if (!understood) {
    if (first) return { look: { show: 'welcome' } }
    const near = isSentence(line) ? undefined : nearest(actions, line)
    const said = line.length > 40 ? `${Array.from(line).slice(0, 40).join('')}…` : line
    throw new Refusal(
      'unknown-word',
      near
        ? `I don't know "${said}". Did you mean ${near}? Then type: ${line.replace(/^\S+/, near)}`
        : `I don't know "${said}". Type help to see what I can do, or start to register something you built.`,
    )
  }
  const { action, rest } = understood
  if (!action.typed) return { action, carries: {}, asks: {} }
  const read = await action.typed(rest, scope)
  return 'show' in read ? { look: read } : { action, carries: read.carries, asks: read.asks }
}

/** More words than a command has that names nothing: nobody mistyped its first word. */
const isSentence = (line: string): boolean =>
  line.split(/\s+/).length > 4 && readReference(line.replace(/^\S+\s+/, '')) === undefined

/** Does it. */
export const fulfil = (wish: Wish, scope: Scope): Promise<Shown> =>
  'look' in wish
    ? Promise.resolve({ ref: wish.look, as: 'new' })
    : wish.action.run(scope, wish.carries, wish.asks)
