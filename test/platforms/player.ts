import type { Action, Card } from '../../src/ports/card.ts'
import { buttonsOf } from '../card-reader.ts'
import type { Player } from '../world.ts'
import type { Record } from './recorded.ts'

export type Execute = Extract<Action, { type: 'Action.Execute' }>

/** A message as it stands in a conversation: all that it says, in one string, and its buttons that do something. */
export type Shown = { readonly words: string; readonly buttons: readonly string[] }
/** One delivery of the platform; to make it again is what a platform does that was not answered in time. */
export type Delivery = () => Promise<void>
/** Somebody on a platform, with what their conversation shows and what the platform may do with their presses. */
export type PlatformPlayer = Player & {
  readonly account: string
  /** The messages that stand in the conversation with the bot, the newest last. */
  readonly shown: () => readonly Shown[]
  /** The window that stands in front of them, where one is open. */
  readonly window: () => Shown | undefined
  /** The platform delivers the latest line or press once more, as it was. */
  readonly again: () => Promise<void>
  /** A button as it is shown now; pressing it later is what somebody does who looks at an old screen. */
  readonly hold: (title: string | RegExp) => () => Promise<void>
}

type Options = {
  readonly on: 'Slack' | 'Teams'
  readonly user: string
  readonly account: string
  readonly shownTo: Record
  /** New faces of what they were shown before. */
  readonly repaintedFor: Record
  readonly settle: () => Promise<void>
  readonly shown: () => readonly Shown[]
  readonly window?: () => Shown | undefined
  /** Types a line as the platform delivers it. */
  readonly types: (text: string) => Delivery
  /** Presses the button where the platform shows it; throws where it does not. Gives its delivery, which was made. */
  readonly presses: (
    card: Card,
    button: Execute,
    values: Readonly<{ [id: string]: string }>,
  ) => Promise<Delivery>
  /** The button where a message shows it, to be pressed later. */
  readonly holds: (button: Execute) => Delivery
}

/** Somebody on a platform. What they are shown is read off the cards that went there; typing and pressing is the platform's own. */
export const platformPlayer = ({
  on,
  user,
  account,
  shownTo,
  repaintedFor,
  settle,
  shown,
  window = () => undefined,
  types,
  presses,
  holds,
}: Options): PlatformPlayer => {
  let latestDelivery: Delivery | undefined
  const latest = (): Card => {
    const card = shownTo(account).at(-1)
    if (!card) throw new Error(`${user} was shown nothing in ${on}`)
    return card
  }
  const find = (title: string | RegExp): { readonly target: Card; readonly button: Execute } => {
    const fits = (button: Action): button is Execute =>
      button.type === 'Action.Execute' &&
      (typeof title === 'string' ? button.title === title : title.test(button.title))
    const target = [...repaintedFor(account), ...shownTo(account)].findLast((card) =>
      buttonsOf(card).some(fits),
    )
    const button = target && buttonsOf(target).find(fits)
    if (!target || !button) throw new Error(`${user} sees no button ${String(title)} in ${on}`)
    return { target, button }
  }
  return {
    persona: user,
    account,
    cards: () => shownTo(account).map((card, index) => ({ id: String(index), card })),
    card: latest,
    shown,
    window,
    says: async (text) => {
      latestDelivery = types(text)
      await latestDelivery()
      await settle()
      return latest()
    },
    opens: () => Promise.resolve(),
    press: async (title, given) => {
      const { target, button } = find(title)
      latestDelivery = await presses(target, button, given ?? {})
      return latest()
    },
    again: async () => {
      if (!latestDelivery) throw new Error(`${user} has done nothing in ${on}`)
      await latestDelivery()
      await settle()
    },
    hold: (title) => {
      const press = holds(find(title).button)
      return async () => {
        await press()
        await settle()
      }
    },
  }
}
