import { moveClock } from './api.ts'
import { button, h } from './dom.ts'

export type Clock = {
  readonly element: HTMLElement
  readonly set: (now: string) => void
  readonly zone: (zone: string | undefined) => void
}

/** The moved clock: it ticks by itself, can be moved forward, never back. */
export const createClock = (): Clock => {
  let aheadMs = 0
  let zone: string | undefined
  const face = h('time', { class: 'now' })
  const said = h('span', { class: 'said', role: 'status' })
  const moves = [
    { move: 'hour', label: '+1 hour', spoken: 'Next hour' },
    { move: 'day', label: '+1 day', spoken: 'Next day' },
    { move: 'next', label: 'Next due', spoken: 'To the next due thing' },
  ] as const

  const show = (): void => {
    const now = new Date(Date.now() + aheadMs)
    face.dateTime = now.toISOString()
    face.textContent = now.toLocaleString('en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      ...(zone === undefined ? {} : { timeZone: zone }),
    })
  }
  const set = (now: string): void => {
    aheadMs = Date.parse(now) - Date.now()
    show()
  }
  const press = async (move: (typeof moves)[number]['move']): Promise<void> => {
    said.textContent = ''
    buttons.forEach((each) => each.setAttribute('aria-disabled', 'true'))
    const { now, sentence } = await moveClock(move)
    buttons.forEach((each) => each.removeAttribute('aria-disabled'))
    if (now !== undefined) set(now)
    said.textContent = sentence || `It is now ${face.textContent}.`
  }
  const buttons = moves.map(({ move, label, spoken }) =>
    button(label, { class: 'plain', title: spoken }, () => void press(move)),
  )
  setInterval(show, 5000)
  show()
  return {
    element: h(
      'div',
      { class: 'clock' },
      h('div', { class: 'face' }, h('span', { class: 'label' }, 'Playground time'), face),
      h('div', { class: 'moves', role: 'group', 'aria-label': 'Move the clock' }, ...buttons),
      said,
    ),
    set,
    zone: (next) => {
      zone = next
      show()
    },
  }
}

export const dayAndTime = (at: string, zone: string | undefined): string =>
  new Date(at).toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(zone === undefined ? {} : { timeZone: zone }),
  })
