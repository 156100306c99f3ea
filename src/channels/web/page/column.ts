import type { Message } from '../conversation.ts'
import type { Press } from '../press.ts'
import { leave, send } from './api.ts'
import type { Outcome } from './api.ts'
import { button, h } from './dom.ts'
import { createMessage } from './message.ts'
import type { MessageView } from './message.ts'
import { avatar } from './people.ts'
import type { Seat } from './people.ts'

export type Column = {
  readonly element: HTMLElement
  readonly put: (message: Message) => void
  readonly drop: (isGone: (id: string) => boolean) => void
  readonly toEnd: () => void
}

export type ColumnOptions = {
  readonly seat: Seat
  /** Who may speak here: the one persona, or everybody in the shared channel. */
  readonly voices: readonly Seat[]
  readonly messages: readonly Message[]
  /** Puts what an answer brought into every column and list. */
  readonly arrived: (messages: readonly Message[]) => void
  readonly close: () => void
}

const words = ['start', 'inbox', 'status', 'help']

/** One conversation: who it is, what was said, and a line to write. */
export const createColumn = ({ seat, voices, messages, arrived, close }: ColumnOptions): Column => {
  const views = new Map<string, MessageView>()
  const known = new Map(messages.map((message) => [message.id, message]))
  let voice = voices[0]?.id ?? seat.id

  const empty = h('p', { class: 'empty' }, seat.isShared ? sharedHint : personalHint(seat.name))
  const log = h(
    'div',
    {
      class: 'log',
      role: 'log',
      'aria-live': 'polite',
      'aria-label': `Conversation: ${seat.name}`,
      tabindex: '0',
    },
    empty,
  )
  const waiting = h('p', { class: 'waiting', role: 'status' })
  const trouble = h('div', { class: 'trouble', role: 'alert' })
  const box = h('textarea', {
    rows: '1',
    maxlength: '20000',
    'aria-label': seat.isShared ? 'Message to Assay in Stewards' : `Message to Assay as ${seat.name}`,
    placeholder: seat.isShared ? 'Write to Assay in the channel' : 'Write to Assay',
  })
  const form = h(
    'form',
    { class: 'composer' },
    box,
    h('button', { type: 'submit', class: 'primary' }, 'Send'),
  )
  const chips = h(
    'div',
    { class: 'chips', role: 'group', 'aria-label': 'Words to try' },
    ...words.map((word) => button(word, { class: 'chip' }, () => void say(word, crypto.randomUUID()))),
    ...(seat.isShared
      ? []
      : [button('leave the company', { class: 'chip', title: leaveHint }, () => void goAway())]),
  )

  const isVisible = ({ onlyFor }: Message): boolean => onlyFor === undefined || onlyFor === voice

  const put = (message: Message): void => {
    known.set(message.id, message)
    if (!isVisible(message)) return
    const view = views.get(message.id)
    if (view) {
      if (view.version() < message.version) view.update(message)
      return
    }
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 120
    const created = createMessage(message, {
      author: message.from === 'bot' ? 'Assay' : nameOf(message.from),
      zone: seat.zone,
      press: (pressed, key, id) =>
        delivered({ kind: 'click', key, persona: voice, conversation: seat.id, message: id, ...pressed }),
    })
    views.set(message.id, created)
    empty.remove()
    log.append(created.element)
    if (isAtEnd) reveal(created.element)
  }

  const nameOf = (id: string): string => voices.find((each) => each.id === id)?.name ?? id

  /** Brings a message into view: its top, where it is taller than the window on the log. */
  const reveal = (element: HTMLElement): void => {
    log.scrollTop = element.offsetTop - log.offsetTop - 12
  }

  const delivered = async (press: Press): Promise<Outcome> => {
    const outcome = await send(press)
    if (!outcome.ok) return outcome
    arrived(outcome.messages)
    const last = outcome.messages.findLast(({ from }) => from === 'bot')
    const view = last && views.get(last.id)
    if (view) reveal(view.element)
    if (view && press.kind === 'click') {
      if (!view.element.contains(document.activeElement) || last.id !== press.message) view.focus()
      view.refuse(outcome.fieldErrors)
    }
    return outcome
  }

  let pending = 0
  const say = async (text: string, key: string): Promise<void> => {
    trouble.replaceChildren()
    pending += 1
    waiting.textContent = 'Assay is answering…'
    const outcome = await delivered({ kind: 'word', key, persona: voice, conversation: seat.id, text })
    pending -= 1
    if (pending === 0) waiting.textContent = ''
    if (outcome.ok) return
    trouble.replaceChildren(h('span', {}, `“${shortened(text)}”: ${outcome.sentence}`))
    if (outcome.again) trouble.append(button('Try again', { class: 'plain' }, () => void say(text, key)))
  }

  const goAway = async (): Promise<void> => {
    trouble.replaceChildren()
    waiting.textContent = await leave(seat.id)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = box.value.trim()
    if (text === '') return
    box.value = ''
    void say(text, crypto.randomUUID())
  })
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })

  const speaker = h('select', {}, ...voices.map(({ id, name }) => h('option', { value: id }, name)))
  speaker.addEventListener('change', () => {
    voice = speaker.value
    views.clear()
    log.replaceChildren(empty)
    for (const message of known.values()) put(message)
  })

  const closer = button(
    '×',
    { class: 'plain icon close', 'aria-label': `Hide ${seat.name}`, title: 'Hide' },
    close,
  )
  const element = h(
    'section',
    { class: 'column', 'aria-label': seat.name, 'data-column': seat.id },
    h(
      'header',
      {},
      avatar(seat),
      h(
        'div',
        { class: 'who' },
        h('h2', {}, seat.name),
        h('p', { class: 'detail' }, seat.about ?? seat.detail),
      ),
      closer,
    ),
    log,
    h(
      'div',
      { class: 'foot' },
      waiting,
      trouble,
      chips,
      seat.isShared ? h('label', { class: 'speaker' }, h('span', {}, 'Speak as'), speaker) : undefined,
      form,
    ),
  )
  for (const message of messages) put(message)

  /** Lets the bot begin where nothing has been said. */
  const greet = async (): Promise<void> => {
    if (seat.isShared || known.size > 0) return
    const outcome = await send({ kind: 'open', persona: seat.id, conversation: seat.id })
    if (outcome.ok) arrived(outcome.messages)
  }
  void greet()

  return {
    element,
    put,
    drop: (isGone) => {
      for (const [id, view] of views) {
        if (!isGone(id)) continue
        view.element.remove()
        views.delete(id)
      }
      for (const id of known.keys()) if (isGone(id)) known.delete(id)
      if (views.size === 0) log.replaceChildren(empty)
      void greet()
    },
    toEnd: () => {
      const last = [...views.values()].at(-1)
      if (last) reveal(last.element)
    },
  }
}

const leaveHint = 'Nobody can reach them until they write again; Assay looks every night'
const sharedHint =
  'Everybody sees this channel. Type “use this channel for stewards” as an admin to have requests announced here.'
const personalHint = (name: string): string =>
  `${name} and Assay have not spoken yet. Type a word below, or press one.`

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
