import type { Button } from '@slack/types'
import type { Action } from '../../ports/card.ts'
import { LIMITS } from './limits.ts'
import { buttonValue, pressFor } from './press.ts'
import type { Press } from './press.ts'
import { clean, isBlank, plainText } from './text.ts'

export type ShowCard = Extract<Action, { type: 'Action.ShowCard' }>
type Execute = Extract<Action, { type: 'Action.Execute' }>

/** Makes an action into a button; undefined where Slack has none for it. `about`: the row that it stands in, for those who listen. */
export type MakeButton = (action: Action, about?: string) => Button | undefined

/**
 * Makes the buttons of one view, each with an id of its own. What is folded up opens as a modal: its button carries `refresh`, the press
 * that shows the card again, and the part's number.
 */
export const createButtons = (refresh: Execute | undefined, parts: readonly ShowCard[]): MakeButton => {
  let made = 0
  const base = (verb: string, title: string, about: string) => {
    made += 1
    return {
      type: 'button' as const,
      action_id: `ac:${clean(verb).slice(0, 200).toWellFormed()}:${made}`,
      text: plainText(title, LIMITS.button.text, 'Open'),
      ...(isBlank(about)
        ? {}
        : { accessibility_label: plainText(`${title}: ${about}`, LIMITS.button.label).text }),
    }
  }
  const pressed = (verb: string, title: string, about: string, press: Press): Button | undefined => {
    const value = buttonValue(press)
    return value === undefined ? undefined : { ...base(verb, title, about), value }
  }

  return (action, about = '') => {
    switch (action.type) {
      case 'Action.Execute': {
        const { verb, title, tooltip = '', style } = action
        const button = pressed(verb, title, title.includes(tooltip) ? about : tooltip, pressFor(action))
        if (style === 'positive' && button) return { ...button, style: 'primary' }
        if (style === 'destructive' && button)
          return {
            ...button,
            style: 'danger',
            // What only opens a form asks for itself.
            ...(verb.startsWith('card.') ? {} : { confirm: confirmOf(title) }),
          }
        return button
      }
      case 'Action.OpenUrl':
        return isAddress(action.url) ? { ...base('url', action.title, about), url: action.url } : undefined
      case 'Action.ShowCard':
        return refresh && parts.includes(action)
          ? pressed(refresh.verb, action.title, about, pressFor(refresh, parts.indexOf(action)))
          : undefined
      default:
        return action satisfies never
    }
  }
}

const confirmOf = (title: string) => ({
  title: plainText(`${title.trim()}?`, LIMITS.confirm.title),
  text: plainText('Please confirm that you mean this.', LIMITS.confirm.text),
  confirm: plainText(title, LIMITS.confirm.button, 'Yes'),
  deny: plainText('Go back', LIMITS.confirm.button),
  style: 'danger' as const,
})

const isAddress = (url: string): boolean =>
  URL.canParse(url) && url === clean(url) && !/\s/.test(url) && url.length <= LIMITS.button.url
