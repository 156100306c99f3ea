import { rememberAs, remembered } from './dom.ts'

/** Follows the system until the visitor chooses. */
export const startTheme = (toggle: HTMLElement): void => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  let chosen = remembered('theme')
  const isDark = (): boolean => (chosen === undefined ? dark.matches : chosen === 'dark')
  const show = (): void => {
    if (chosen !== undefined) document.documentElement.dataset['theme'] = chosen
    const other = isDark() ? 'light' : 'dark'
    toggle.textContent = isDark() ? '☀' : '☾'
    toggle.setAttribute('aria-label', `Switch to ${other} colours`)
    toggle.title = `Switch to ${other} colours`
  }
  toggle.addEventListener('click', () => {
    chosen = isDark() ? 'light' : 'dark'
    rememberAs('theme', chosen)
    show()
  })
  dark.addEventListener('change', show)
  show()
}
