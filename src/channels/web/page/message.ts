import type { Message } from '../conversation.ts'
import { asSlack } from './api.ts'
import type { Outcome } from './api.ts'
import { renderBlocks } from './blocks.ts'
import { renderCard } from './card.ts'
import type { Face, Pressed } from './card.ts'
import { dayAndTime } from './clock.ts'
import { button, h } from './dom.ts'

export type MessageView = {
  readonly element: HTMLElement
  readonly version: () => number
  readonly update: (message: Message) => void
  /** Moves into the message: its first input, else the message itself. */
  readonly focus: () => void
  readonly refuse: (fieldErrors: Readonly<Record<string, string>>) => void
}

export type MessageOptions = {
  readonly author: string
  readonly zone: string | undefined
  readonly press: (pressed: Omit<Pressed, 'button'>, key: string, message: string) => Promise<Outcome>
}

const looks = { slack: 'As Slack shows it', teams: 'As Teams shows it' } as const

/** Shows one message; a card that changes is repainted where it stands. */
export const createMessage = (first: Message, { author, zone, press }: MessageOptions): MessageView => {
  let message = first
  let face: Face | undefined
  let isBusy = false
  let isSlack = false
  const when = h('time', {})
  const changed = h('span', { class: 'changed' })
  const surface = h('div', { class: first.card ? 'card' : 'bubble' })
  const trouble = h('div', { class: 'trouble', role: 'alert' })
  const look = button(looks.slack, { class: 'look' }, () => {
    isSlack = !isSlack
    look.textContent = isSlack ? looks.teams : looks.slack
    void show()
  })
  const element = h(
    'article',
    { class: `message ${first.from === 'bot' ? 'from-bot' : 'from-person'}`, tabindex: '-1' },
    h(
      'header',
      {},
      h('span', { class: 'author' }, author),
      when,
      changed,
      first.onlyFor === undefined ? undefined : h('span', { class: 'private' }, 'Only visible to you'),
      first.card ? look : undefined,
    ),
    surface,
    trouble,
  )

  const paint = (typed: Readonly<Record<string, string>>): void => {
    const { card, text, at, changedAt } = message
    element.setAttribute('aria-label', `${author}: ${card?.fallbackText ?? text ?? ''}`)
    when.dateTime = at
    when.textContent = dayAndTime(at, zone)
    changed.textContent = changedAt === undefined ? '' : `updated ${dayAndTime(changedAt, zone)}`
    if (!card) {
      surface.textContent = text ?? ''
      return
    }
    face = renderCard(card, typed, (pressed) => void take(pressed, crypto.randomUUID()))
    void show()
  }

  /** Shows the card by the look that was chosen; Slack's is asked for anew, as the card may have changed. */
  const show = async (): Promise<void> => {
    if (!isSlack && face) surface.replaceChildren(face.element)
    if (!isSlack) return
    const { version } = message
    const shown = await asSlack(message)
    if (!isSlack || message.version !== version) return
    surface.replaceChildren(
      shown ? renderBlocks(shown) : h('p', { class: 'slack' }, 'That could not be fetched. Try again.'),
    )
  }

  const take = async ({ button: pressedButton, ...pressed }: Pressed, key: string): Promise<void> => {
    if (isBusy) return
    isBusy = true
    trouble.replaceChildren()
    surface.setAttribute('aria-busy', 'true')
    pressedButton?.setAttribute('data-pressed', '')
    const outcome = await press(pressed, key, message.id)
    isBusy = false
    surface.removeAttribute('aria-busy')
    pressedButton?.removeAttribute('data-pressed')
    if (!outcome.ok) complain(outcome, () => void take({ ...pressed, button: pressedButton }, key))
  }

  const complain = (outcome: Extract<Outcome, { ok: false }>, again: () => void): void => {
    trouble.append(h('span', {}, outcome.sentence))
    if (outcome.again) trouble.append(button('Try again', { class: 'plain' }, again))
  }

  const focus = (): void => {
    if (!face?.focusInput()) element.focus({ preventScroll: true })
  }

  paint({})
  return {
    element,
    version: () => message.version,
    update: (next) => {
      const hadFocus = element.contains(document.activeElement)
      // Our own press sent what was typed; a repaint from elsewhere must not cost it.
      const typed = isBusy ? {} : (face?.typed() ?? {})
      message = next
      trouble.replaceChildren()
      paint(typed)
      if (hadFocus) focus()
    },
    focus,
    refuse: (fieldErrors) => {
      face?.refuse(fieldErrors)
    },
  }
}
