import type { Locator, Page } from 'playwright-core'

/** A conversation that is shown. */
export const column = (page: Page, id: string): Locator => page.locator(`[data-column="${id}"]`)

/** The button in the list that shows a conversation. */
export const seat = (page: Page, id: string): Locator => page.locator(`[data-seat="${id}"]`)

export const say = async (page: Page, id: string, text: string): Promise<void> => {
  await column(page, id).locator('.composer textarea').fill(text)
  await column(page, id).locator('.composer button').click()
}

/** The label of what has the focus; an input of a card by its question. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const element = document.activeElement
    const label = document.getElementById(element.getAttribute('aria-labelledby')?.split(' ')[0] ?? '')
    return label ? 'input:' + label.textContent : (element.getAttribute('aria-label') ?? element.textContent)
  })()`)

/** Nothing has to be scrolled sideways. */
export const fits = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
