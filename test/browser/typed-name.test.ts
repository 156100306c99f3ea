import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { launch } from './chromium.ts'
import { byMouse } from './hand.ts'
import { hear } from './heard.ts'
import { solutions } from './play.ts'
import { openStage } from './stage.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

it('a name that was typed instead of chosen is saved for later, and explained by the server', async () => {
  const stage = await openStage(browser, 'typed-name')
  const dana = byMouse(stage.page, 'dana')
  await dana.say('start')
  for (const [label, value] of Object.entries(solutions.low)) await dana.fill(label, value)
  await dana.fill('Who owns it?', 'Ben')

  await dana.press('Save for later', dana.card())
  await dana.told('Saved for later').waitFor()
  await dana.press('Continue now')
  await dana.press('Continue', dana.card())

  await dana.told('I know one "Ben": Ben Okafor.').waitFor()
  const field = dana.card().getByRole('combobox', { name: 'Who owns it?' })
  expect(await field.inputValue()).toBe('Ben')
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  expect((await hear(dana.card())).nameless).toEqual([])
  await stage.shot('explained')
  expect(stage.complaints).toEqual([])
  await stage.close()
})
