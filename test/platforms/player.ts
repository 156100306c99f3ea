import type { Action, Card } from '../../src/ports/card.ts'
import { buttonsOf } from '../card-reader.ts'
import type { Player } from '../world.ts'
import type { Record } from './recorded.ts'

export type Execute = Extract<Action, { type: 'Action.Execute' }>

type Options = {
  readonly on: 'Slack' | 'Teams'
  readonly user: string
  readonly account: string
  readonly shownTo: Record
  readonly settle: () => Promise<void>
  /** Types a line as the platform delivers it; gives the status that it was answered with. */
  readonly types: (text: string) => Promise<number>
  /** Presses the button where the platform shows it; throws where it does not. */
  readonly presses: (card: Card, button: Execute, values: Readonly<{ [id: string]: string }>) => Promise<void>
}

/** Somebody on a platform. What they are shown is read off the cards that went there; typing and pressing is the platform's own. */
export const platformPlayer = ({ on, user, account, shownTo, settle, types, presses }: Options): Player => {
  const latest = (): Card => {
    const card = shownTo(account).at(-1)
    if (!card) throw new Error(`${user} was shown nothing in ${on}`)
    return card
  }
  return {
    persona: user,
    cards: () => shownTo(account).map((card, index) => ({ id: String(index), card })),
    card: latest,
    says: async (text) => {
      const status = await types(text)
      if (status >= 300) throw new Error(`${on} was answered ${status}`)
      await settle()
      return latest()
    },
    opens: () => Promise.resolve(),
    press: async (title, given) => {
      const fits = (button: Action): button is Execute =>
        button.type === 'Action.Execute' &&
        (typeof title === 'string' ? button.title === title : title.test(button.title))
      const target = shownTo(account).findLast((card) => buttonsOf(card).some(fits))
      const button = target && buttonsOf(target).find(fits)
      if (!target || !button) throw new Error(`${user} sees no button ${String(title)} in ${on}`)
      await presses(target, button, given ?? {})
      return latest()
    },
  }
}
