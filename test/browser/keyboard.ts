import type { Locator, Page } from 'playwright-core'
import type { Hand } from './hand.ts'
import { createHand } from './hand.ts'

/** So many stops are more than any way on the page has; beyond them one goes in circles. */
const mostStops = 250

type Focus = {
  readonly isHere: boolean
  readonly lies: 'before' | 'after'
  readonly where: string
  readonly isSeen: boolean
}

/** Tells where the focus is, as seen from `target`, and whether somebody could see it. */
const focusFrom = (target: Locator): Promise<Focus> =>
  target.evaluate((element): Focus => {
    const { activeElement, body, defaultView: view } = element.ownerDocument
    const active = activeElement ?? body
    // A message is a place without a ring of its own: its card shows it.
    const rings = [active, active.querySelector(':scope > .card')].filter((one) => one !== null)
    const hasRing = rings.some((one) => {
      const { outlineStyle, outlineWidth } = view.getComputedStyle(one)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
    })
    const box = active.getBoundingClientRect()
    const isOnScreen =
      box.bottom > 0 && box.top < view.innerHeight && box.right > 0 && box.left < view.innerWidth
    const name = active.getAttribute('aria-label') ?? active.textContent.trim()
    return {
      isHere: active === element,
      lies: active.compareDocumentPosition(element) & 2 ? 'before' : 'after',
      where: `${active.tagName.toLowerCase()}.${active.className} "${name.slice(0, 60)}"`,
      isSeen: active === body || (hasRing && isOnScreen),
    }
  })

/** Goes to an element by Tab alone; throws where that never arrives, or where the focus cannot be seen on the way. */
const reach = async (page: Page, target: Locator): Promise<void> => {
  let way: 'Tab' | 'Shift+Tab' | undefined
  for (let stops = 0; stops < mostStops; stops += 1) {
    const focus = await focusFrom(target)
    if (stops > 0 && !focus.isSeen) throw new Error(`the focus cannot be seen on ${focus.where}`)
    if (focus.isHere) return
    way ??= focus.lies === 'before' ? 'Shift+Tab' : 'Tab'
    await page.keyboard.press(way)
  }
  throw new Error(`Tab never comes to ${String(target)}`)
}

/** With the keyboard alone: Tab, arrows, Enter, Space and letters. */
export const byKeyboard = (page: Page, seat: string): Hand => {
  const { keyboard } = page
  let presses = 0
  const write = async (field: Locator, text: string): Promise<void> => {
    await reach(page, field)
    await keyboard.press('ControlOrMeta+a')
    await keyboard.type(text)
  }
  return createHand(page, seat, {
    press: async (target) => {
      await reach(page, target)
      // Both keys press a button; each gets its turn.
      presses += 1
      await keyboard.press(presses % 2 === 0 ? 'Space' : 'Enter')
    },
    write,
    send: async (box, text) => {
      await write(box, text)
      await keyboard.press('Enter')
    },
    choose: async (select, title) => {
      await reach(page, select)
      const chosen = (): Promise<string> =>
        select.evaluate((one): string => one.selectedOptions[0]?.textContent ?? '')
      for (let left = 30; left > 0 && (await chosen()) !== title; left -= 1) await keyboard.press('ArrowDown')
      if ((await chosen()) !== title) throw new Error(`the arrows never come to "${title}"`)
    },
    pick: async (radios, title) => {
      const wanted = radios.getByRole('radio', { name: title, exact: true })
      // The group is one stop of Tab: its chosen member, else its first.
      await reach(page, radios.getByRole('radio').first())
      await keyboard.press('Space')
      for (let left = 10; left > 0 && !(await wanted.isChecked()); left -= 1)
        await keyboard.press('ArrowDown')
      if (!(await wanted.isChecked())) throw new Error(`the arrows never come to "${title}"`)
    },
  })
}
