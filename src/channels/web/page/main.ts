import type { Message } from '../conversation.ts'
import { listen } from './api.ts'
import type { State } from './api.ts'
import { createClock } from './clock.ts'
import { createColumn } from './column.ts'
import type { Column } from './column.ts'
import { byId, rememberAs, remembered } from './dom.ts'
import { createPeople } from './people.ts'
import type { People, Seat } from './people.ts'
import { startTheme } from './theme.ts'
import { startTry } from './try.ts'

const columnsBox = byId('columns')
const connection = byId('connection')
const clock = createClock()
const messages = new Map<string, Message>()
const columns = new Map<string, Column>()
const unread = new Map<string, number>()
let seats: readonly Seat[] = []
let people: People | undefined
let shown: readonly string[] = (remembered('shown') ?? '').split(' ').filter(Boolean)

/** How many conversations fit side by side. */
const room = (): number => {
  if (matchMedia('(width < 760px)').matches) return 1
  return matchMedia('(width < 1180px)').matches ? 2 : 3
}

const visible = (): readonly string[] => shown.slice(-room())

/** Shows the conversations that fit, in the order of the list; keeps those that stay as they are. */
const lay = (): void => {
  const wanted = visible()
  for (const [id, column] of columns) {
    if (wanted.includes(id)) continue
    column.element.remove()
    columns.delete(id)
  }
  for (const seat of seats) {
    if (!wanted.includes(seat.id)) continue
    unread.delete(seat.id)
    if (!columns.has(seat.id)) columns.set(seat.id, columnFor(seat))
  }
  // Only what is out of place is moved: moving an element would take the focus from it.
  seats
    .flatMap((seat) => columns.get(seat.id)?.element ?? [])
    .forEach((element, place) => {
      if (columnsBox.children[place] !== element)
        columnsBox.insertBefore(element, columnsBox.children[place] ?? null)
    })
  columnsBox.dataset['count'] = String(wanted.length)
  rememberAs('shown', shown.join(' '))
  clock.zone(seats.find(({ id }) => wanted.includes(id))?.zone)
  tell()
}

const columnFor = (seat: Seat): Column => {
  const column = createColumn({
    seat,
    voices: seat.isShared ? seats.filter(({ isShared }) => !isShared) : [seat],
    messages: [...messages.values()].filter(({ conversation }) => conversation === seat.id),
    arrived: (arrived) => arrived.forEach(take),
    close: () => {
      if (visible().length > 1) toggle(seat.id)
    },
  })
  requestAnimationFrame(() => column.toEnd())
  return column
}

const toggle = (id: string): void => {
  const isShown = visible().includes(id)
  if (isShown && visible().length === 1) return
  shown = isShown
    ? visible().filter((each) => each !== id)
    : [...shown.filter((each) => each !== id), id].slice(-3)
  lay()
}

const tell = (): void => {
  people?.show(visible(), unread)
  const count = [...unread.values()].reduce((sum, each) => sum + each, 0)
  document.title = count === 0 ? 'Assay playground' : `(${count}) Assay playground`
}

const take = (message: Message): void => {
  const before = messages.get(message.id)
  if (before && before.version >= message.version) return
  messages.set(message.id, message)
  const column = columns.get(message.conversation)
  column?.put(message)
  if (column || message.from !== 'bot' || before) return
  unread.set(message.conversation, (unread.get(message.conversation) ?? 0) + 1)
  tell()
}

const begin = (state: State): void => {
  clock.set(state.now)
  const here = new Set(state.messages.map(({ id }) => id))
  const isGone = (id: string): boolean => !here.has(id)
  for (const id of messages.keys()) if (isGone(id)) messages.delete(id)
  for (const column of columns.values()) column.drop(isGone)
  if (people) {
    state.messages.forEach(take)
    return
  }
  for (const message of state.messages) messages.set(message.id, message)
  seats = seatsOf(state)
  shown = shown.filter((id) => seats.some((seat) => seat.id === id))
  if (shown.length === 0)
    shown = seats
      .slice(0, 2)
      .map(({ id }) => id)
      .toReversed()
  people = createPeople(byId('people'), seats, toggle)
  columnsBox.replaceChildren()
  lay()
}

const seatsOf = ({ personas, shared }: State): readonly Seat[] => [
  ...personas.map((persona) => ({
    id: persona.id,
    name: persona.name,
    detail: persona.roles.join(', ') || 'developer',
    about: persona.about,
    isShared: false,
    zone: persona.zone,
  })),
  {
    id: shared.id,
    name: shared.title,
    detail: 'everybody',
    about: undefined,
    isShared: true,
    zone: personas[0]?.zone,
  },
]

byId('clock').append(clock.element)
startTheme(byId('theme'))
startTry(byId('help'), columnsBox)
for (const query of ['(width < 760px)', '(width < 1180px)']) matchMedia(query).addEventListener('change', lay)
listen({
  state: begin,
  message: take,
  clock: clock.set,
  connected: (isConnected) => {
    connection.textContent = isConnected ? '' : 'Connection lost. Trying again…'
  },
})
