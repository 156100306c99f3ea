import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { hear } from './heard.ts'

/** What a person at the page does, by mouse or by keyboard alone. */
export type Hand = {
  readonly page: Page
  readonly column: Locator
  /** The message that was dealt with last: where the focus is, else the newest. */
  readonly card: () => Locator
  /** The newest message with these words. */
  readonly told: (words: string | RegExp) => Locator
  /** Shows the conversation where it is not shown. */
  readonly come: () => Promise<void>
  readonly say: (text: string) => Promise<void>
  /** Presses the newest button of this name, or the one in `part`. */
  readonly press: (title: string | RegExp, part?: Locator) => Promise<void>
  /** Fills in or chooses; `label` is what a screen reader says. */
  readonly fill: (label: string, value: string) => Promise<void>
}

/** Where a mouse and a keyboard differ. */
export type Means = {
  readonly press: (target: Locator) => Promise<void>
  readonly write: (field: Locator, text: string) => Promise<void>
  readonly send: (box: Locator, text: string) => Promise<void>
  readonly choose: (select: Locator, title: string) => Promise<void>
  readonly pick: (radios: Locator, title: string) => Promise<void>
}

/** A button by its whole name, or by a pattern. */
export const named = (title: string | RegExp): { name: string | RegExp; exact?: true } =>
  typeof title === 'string' ? { name: title, exact: true } : { name: title }

export const createHand = (page: Page, seat: string, means: Means): Hand => {
  const column = page.locator(`[data-column="${seat}"]`)
  const card = (): Locator =>
    column.locator('.from-bot:focus-within, .log:not(:focus-within) > .from-bot:last-child')

  /** A press has been answered when nothing in the column is busy. */
  const settled = async (): Promise<void> => {
    await expect.poll(() => column.locator('[aria-busy="true"]').count()).toBe(0)
    await expect.poll(() => column.locator('.waiting').textContent()).toBe('')
  }

  return {
    page,
    column,
    card,
    told: (words) => column.locator('.from-bot').filter({ hasText: words }).last(),
    come: async () => {
      if ((await column.count()) === 0) await means.press(page.locator(`[data-seat="${seat}"]`))
      await column.waitFor()
    },
    say: async (text) => {
      const before = await column.locator('.from-bot').count()
      await means.send(column.getByRole('textbox', { name: /^Message to Assay/ }), text)
      await column.locator('.from-bot').nth(before).waitFor()
      await settled()
    },
    press: async (title, part = column.locator('.log')) => {
      await means.press(part.getByRole('button', named(title)).last())
      await settled()
    },
    fill: async (label, value) => {
      const { asked } = await hear(card())
      // Questions are numbered.
      const found = asked.find((one) => one.label.replace(/^\d+\. /, '') === label)
      if (!found)
        throw new Error(`"${label}" is not asked; there are: ${asked.map((one) => one.label).join(' | ')}`)
      if (found.kind === 'radios') await means.pick(card().getByRole('radiogroup', named(found.label)), value)
      else if (found.kind === 'choice')
        await means.choose(card().getByRole('combobox', named(found.label)), value)
      else
        await means.write(
          card().getByRole(found.kind === 'person' ? 'combobox' : 'textbox', named(found.label)),
          value,
        )
    },
  }
}

/** With a mouse, and keys for words only. */
export const byMouse = (page: Page, seat: string): Hand =>
  createHand(page, seat, {
    press: (target) => target.click(),
    write: (field, text) => field.fill(text),
    send: async (box, text) => {
      await box.fill(text)
      await box.press('Enter')
    },
    choose: async (select, title) => {
      await select.selectOption({ label: title })
    },
    pick: (radios, title) => radios.getByRole('radio', { name: title, exact: true }).check(),
  })
