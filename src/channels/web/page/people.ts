import { h } from './dom.ts'

export type Seat = {
  readonly id: string
  readonly name: string
  readonly detail: string
  readonly about: string | undefined
  readonly isShared: boolean
  readonly zone: string | undefined
}

export type People = {
  readonly show: (shown: readonly string[], unread: ReadonlyMap<string, number>) => void
}

/** The list of whom one can be: each a switch that shows or hides a conversation. */
export const createPeople = (
  nav: HTMLElement,
  seats: readonly Seat[],
  toggle: (id: string) => void,
): People => {
  const entries = new Map(
    seats.map((seat) => {
      const badge = h('span', { class: 'badge', hidden: true })
      const entry = h(
        'button',
        { type: 'button', class: 'seat', 'aria-pressed': 'false', 'data-seat': seat.id },
        avatar(seat),
        h(
          'span',
          { class: 'who' },
          h('span', { class: 'name' }, seat.name),
          h('span', { class: 'detail' }, seat.detail),
        ),
        badge,
      )
      entry.addEventListener('click', () => toggle(seat.id))
      return [seat.id, { entry, badge, seat }] as const
    }),
  )
  const list = (isShared: boolean): HTMLElement =>
    h(
      'ul',
      {},
      ...[...entries.values()]
        .filter(({ seat }) => seat.isShared === isShared)
        .map(({ entry }) => h('li', {}, entry)),
    )
  nav.replaceChildren(h('h2', {}, 'People'), list(false), h('h2', {}, 'Channels'), list(true))

  return {
    show: (shown, unread) => {
      for (const [id, { entry, badge }] of entries) {
        entry.setAttribute('aria-pressed', String(shown.includes(id)))
        const count = unread.get(id) ?? 0
        badge.hidden = count === 0
        badge.replaceChildren(
          ...(count === 0 ? [] : [String(count), h('span', { class: 'hidden' }, ' unread')]),
        )
      }
    },
  }
}

export const avatar = (seat: Seat): HTMLElement => {
  const initials = seat.isShared
    ? '#'
    : seat.name
        .split(/\s+/)
        .slice(0, 2)
        .map((word) => word.charAt(0))
        .join('')
  // Any even spread over the wheel will do; lightness is fixed, so that the letters stay readable.
  const hue = seat.id.split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
  return h('span', { class: 'avatar', 'aria-hidden': 'true', style: `--hue: ${hue}` }, initials)
}
