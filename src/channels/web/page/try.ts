import { button, h, rememberAs, remembered } from './dom.ts'

/** The panel that a first visitor sees: four lines to go from the first word to a certificate. */
export const startTry = (toggle: HTMLElement, before: HTMLElement): void => {
  const panel = h(
    'aside',
    { id: 'try', 'aria-labelledby': 'try-title' },
    h('h2', { id: 'try-title' }, 'Try this'),
    h(
      'ol',
      {},
      h(
        'li',
        {},
        h('b', {}, 'As Dana'),
        ', type ',
        h('kbd', {}, 'start'),
        ' and describe something you built. Answer the questions and submit.',
      ),
      h(
        'li',
        {},
        h('b', {}, 'As Priya'),
        ', a steward, read the request that arrives and approve it, or ask for changes.',
      ),
      h(
        'li',
        {},
        h('b', {}, 'For high risk'),
        ', go on as Sofia and Tomás, then as Inês and Jonas. Then set the go-live day as Dana.',
      ),
      h(
        'li',
        {},
        h('b', {}, 'Move the clock'),
        ' above, and see reminders, reviews and expiry come by themselves.',
      ),
    ),
    button('Got it', { class: 'plain' }, () => show(false)),
  )
  const show = (isOpen: boolean): void => {
    panel.hidden = !isOpen
    toggle.setAttribute('aria-expanded', String(isOpen))
    if (!isOpen) rememberAs('tried', 'yes')
    if (!isOpen && panel.contains(document.activeElement)) toggle.focus()
  }
  toggle.addEventListener('click', () => show(panel.hidden === true))
  before.before(panel)
  panel.hidden = remembered('tried') !== undefined
  toggle.setAttribute('aria-expanded', String(!panel.hidden))
}
