import type { Card } from '../../ports/card.ts'
import type { Address, Answer, Channel, Delivery, Incoming, Posted } from '../../ports/channel.ts'
import { Conversation, stewardsConversation } from './conversation.ts'
import type { Message } from './conversation.ts'
import { accountOf } from './persona.ts'
import type { Persona } from './persona.ts'
import type { Press } from './press.ts'

/** What a press led to: the messages it brought up or changed, or one sentence on why it could not be taken. */
export type Received =
  | {
      readonly ok: true
      readonly messages: readonly Message[]
      readonly fieldErrors: Readonly<Record<string, string>>
    }
  | { readonly ok: false; readonly sentence: string }

export type WebChannel = Channel & {
  /** Takes a press of the page through the bot; resolves once the answer stands in the conversation. */
  readonly receive: (press: Press) => Promise<Received>
  /** Everything in all conversations. */
  readonly messages: () => readonly Message[]
  /** What one persona sees in one conversation. */
  readonly seenBy: (persona: string, conversation: string) => readonly Message[]
  /** Lets a persona leave the organisation, or come back: nobody can reach them meanwhile. */
  readonly setThere: (persona: string, isThere: boolean) => boolean
  /** Who left. */
  readonly gone: () => readonly string[]
  /** Calls `listener` with each message that is added or changed; returns how to stop. */
  readonly subscribe: (listener: (message: Message) => void) => () => void
}

type Options = {
  readonly people: readonly Persona[]
  readonly newId: () => string
  /** ISO 8601 UTC with milliseconds. */
  readonly now: () => string
}

const messagesKept = 500
const outcomesKept = 2000
/** While the channel is not up, a notice may be tried again this much later. */
const retryMs = 1000

/** Where the bot reaches a persona in person. */
export const personalAddress = (persona: string): Address => ({ channel: 'web', conversation: persona })

/** The channel that all personas share. */
export const stewardsAddress: Address = { channel: 'web', conversation: stewardsConversation }

/** The playground's chat: personas side by side, kept in memory, shown by one page. */
export const createWebChannel = ({ people, newId, now }: Options): WebChannel => {
  const personas = new Map(people.map((persona) => [persona.id, persona]))
  for (const { id } of people) {
    if (!/^[a-z0-9-]{1,40}$/.test(id) || id === stewardsConversation)
      throw new Error(`A persona cannot be called "${id}": use lower-case letters, digits and dashes`)
  }
  const conversations = new Map(
    [...personas.keys(), stewardsConversation].map((id) => [id, new Conversation(messagesKept)]),
  )
  const gone = new Set<string>()
  const listeners = new Set<(message: Message) => void>()
  /** What each delivery brought up, so that none of it comes up twice. */
  const outcomes = new Map<string, { messages: string[]; fieldErrors: Answer['fieldErrors'] }>()
  /** Tells the first opening of a conversation in this life of the process from one in an earlier life. */
  const life = newId()
  let version = 0
  let bot: { answer: Parameters<Channel['start']>[0]; remember: Parameters<Channel['start']>[1] } | undefined

  const put = (message: Omit<Message, 'version'>): Message => {
    version += 1
    const numbered = { ...message, version }
    conversations.get(message.conversation)?.put(numbered)
    for (const listener of listeners) listener(numbered)
    return numbered
  }

  const post = (conversation: string, card: Card, onlyFor?: string): Message =>
    put({
      id: newId(),
      conversation,
      from: 'bot',
      card,
      at: now(),
      ...(onlyFor === undefined ? {} : { onlyFor }),
    })

  const repaint = (posted: Posted, card: Card): Message | undefined => {
    const message = find(posted)
    return message?.card === undefined ? undefined : put({ ...message, card, changedAt: now() })
  }

  const find = ({ address, message }: Posted): Message | undefined =>
    conversations.get(address['conversation'] ?? '')?.get(message)

  const show = (incoming: Incoming, persona: string, answer: Answer): Message[] => {
    const conversation = incoming.address['conversation'] ?? persona
    const shown: Message[] = []
    if (answer.replace)
      shown.push(
        (incoming.posted && repaint(incoming.posted, answer.replace)) ?? post(conversation, answer.replace),
      )
    if (answer.reply) {
      const isPrivate = answer.audience === 'private' && conversation === stewardsConversation
      shown.push(post(conversation, answer.reply, isPrivate ? persona : undefined))
    }
    return shown
  }

  const receive = async (press: Press): Promise<Received> => {
    if (!bot) return refused('The playground is starting or stopping. Try again in a moment.')
    const persona = personas.get(press.persona)
    if (!persona) return refused('There is nobody of that name here. Reload the page.')
    // Whoever says something is there.
    gone.delete(persona.id)
    const isShared = press.conversation === stewardsConversation
    if (!isShared && press.conversation !== persona.id)
      return refused(`${persona.name} is not in that conversation. Reload the page.`)
    const incoming = incomingOf(press, persona, isShared, life)
    const pressed = incoming.posted && find(incoming.posted)
    if (pressed?.onlyFor !== undefined && pressed.onlyFor !== persona.id)
      return refused(`${persona.name} cannot see that card.`)
    if (press.kind === 'open' && (isShared || conversations.get(persona.id)?.messages.length))
      return { ok: true, messages: [], fieldErrors: {} }

    if (press.kind === 'word' && !find({ address: incoming.address, message: echoOf(incoming) }))
      put({
        id: echoOf(incoming),
        conversation: press.conversation,
        from: persona.id,
        text: press.text,
        at: now(),
      })
    const answer = await bot.answer(incoming)
    const before = outcomes.get(incoming.key)
    if (before) return received(press.conversation, before)

    const shown = show(incoming, persona.id, answer)
    const outcome = {
      messages: [echoOf(incoming), ...shown.map(({ id }) => id)],
      fieldErrors: answer.fieldErrors,
    }
    outcomes.set(incoming.key, outcome)
    const [oldest] = outcomes.keys()
    if (outcomes.size > outcomesKept && oldest !== undefined) outcomes.delete(oldest)
    if (answer.matter !== undefined) {
      // The matter is that of the card in place, where there is one; a reply beside it is only a word about it.
      for (const { id, conversation } of shown.slice(0, 1))
        await bot.remember(answer.matter, incoming.account, {
          address: { channel: 'web', conversation },
          message: id,
        })
    }
    return received(press.conversation, outcome)
  }

  const received = (
    conversation: string,
    { messages, fieldErrors }: { messages: readonly string[]; fieldErrors: Answer['fieldErrors'] },
  ): Received => ({
    ok: true,
    messages: messages
      .map((id) => conversations.get(conversation)?.get(id))
      .filter((message) => message !== undefined),
    fieldErrors,
  })

  const presenceOf = (account: string): 'there' | 'missing' | 'deactivated' => {
    const persona = account.slice('web:'.length)
    if (!personas.has(persona)) return 'missing'
    return gone.has(persona) ? 'deactivated' : 'there'
  }

  const send = (address: Address, card: Card): Delivery => {
    if (!bot) return { outcome: 'retry', afterMs: retryMs }
    const conversation = address['conversation'] ?? ''
    if (!conversations.has(conversation) || gone.has(conversation)) return { outcome: 'unreachable' }
    const { id } = post(conversation, card)
    return { outcome: 'sent', posted: { address, message: id } }
  }

  const replace = (posted: Posted, card: Card): Delivery => {
    if (!bot) return { outcome: 'retry', afterMs: retryMs }
    return repaint(posted, card) ? { outcome: 'sent', posted } : { outcome: 'gone' }
  }

  return {
    name: 'web',
    start: (answer, remember) => {
      bot = { answer, remember }
      return Promise.resolve()
    },
    turn: () => ({ inMs: 0 }),
    send: (address, card) => Promise.resolve(send(address, card)),
    replace: (posted, card) => Promise.resolve(replace(posted, card)),
    look: (account) => Promise.resolve({ presence: presenceOf(account) }),
    setThere: (persona, isThere) => {
      if (!personas.has(persona)) return false
      if (isThere) gone.delete(persona)
      else gone.add(persona)
      return true
    },
    gone: () => [...gone],
    stop: () => {
      bot = undefined
      listeners.clear()
      return Promise.resolve()
    },
    receive,
    messages: () => [...conversations.values()].flatMap((conversation) => conversation.messages),
    seenBy: (persona, conversation) =>
      (conversations.get(conversation)?.messages ?? []).filter(
        ({ onlyFor }) => onlyFor === undefined || onlyFor === persona,
      ),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The message in which a persona's own words stand. */
const echoOf = ({ key }: Incoming): string => `said:${key}`

const refused = (sentence: string): Received => ({ ok: false, sentence })

const incomingOf = (press: Press, persona: Persona, isShared: boolean, life: string): Incoming => {
  const account = accountOf(persona.id)
  const address = isShared ? stewardsAddress : personalAddress(persona.id)
  const common = {
    // Bound to the persona: nobody can take up, or use up, the key of another.
    key: `${account}:${press.kind === 'open' ? `open-${life}` : press.key}`,
    account,
    name: persona.name,
    address,
    place: isShared ? ('channel' as const) : ('personal' as const),
    ...(persona.locale === undefined ? {} : { locale: persona.locale }),
    ...(persona.zone === undefined ? {} : { zone: persona.zone }),
  }
  switch (press.kind) {
    case 'open':
      return { ...common, kind: 'open' }
    case 'word': {
      // In the shared channel everything is addressed to the bot, with or without its name in front.
      const text = press.text.replace(/^@assay\b[\s,:]*/i, '')
      return { ...common, kind: 'word', text: text || 'help' }
    }
    case 'click':
      return {
        ...common,
        kind: 'click',
        verb: press.verb,
        data: press.data,
        values: press.values,
        posted: { address, message: press.message },
      }
    default:
      return press satisfies never
  }
}
