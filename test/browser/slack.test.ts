import { mkdir } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { createRender } from '../../src/cards/render.ts'
import type { Card } from '../../src/ports/card.ts'
import { faces, samples } from '../cards/samples.ts'
import { launch, visit } from './chromium.ts'
import { groups } from './groups.ts'
import { hear } from './heard.ts'
import type { Bench } from './playground.ts'
import { startPlayground } from './playground.ts'

const reader = {
  zone: 'Europe/Berlin',
  locale: 'en',
  now: '2026-11-24T08:00:00.000Z',
  publicUrl: 'http://127.0.0.1',
}
const folder = 'build/screens/slack'
const again = { type: 'Action.Execute', title: '', verb: 'view.show', data: { view: 'v-17' } } as const

let browser: Browser
let bench: Bench
const render = createRender()
const shown = (face: Parameters<typeof render>[0]): Card => ({
  ...render(face, { ...reader, publicUrl: bench.url }),
  refresh: { action: again, userIds: [] },
})

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())
beforeEach(async () => {
  bench = await startPlayground(0, (incoming) => {
    const face = incoming.kind === 'word' ? faces[Number(incoming.text)] : undefined
    return Promise.resolve({ reply: shown(face ?? samples.line) })
  })
})
afterEach(() => bench.stop())

/** Of two of them there are pictures. */
const looks = [
  { name: 'wide-light', width: 620, colorScheme: 'light', isKept: true },
  { name: 'wide-dark', width: 620, colorScheme: 'dark', isKept: false },
  { name: 'phone-light', width: 360, colorScheme: 'light', isKept: false },
  { name: 'phone-dark', width: 360, colorScheme: 'dark', isKept: true },
] as const

const say = async (page: Page, text: string): Promise<void> => {
  await page.getByPlaceholder('Write to Assay').first().fill(text)
  await page.keyboard.press('Enter')
}

/** What does not fit into its card or window: its own words, so that a failure names them. */
const sticksOut = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`
    [...document.querySelectorAll('.slack :not(option)')]
      .filter((part) => {
        const { left, right } = part.parentElement.closest('.slack, .slack-window').getBoundingClientRect()
        const box = part.getBoundingClientRect()
        return box.right > right + 0.5 || box.left < left - 0.5
      })
      .map((part) => part.closest('.slack').textContent.slice(0, 40) + ': ' + (part.textContent || part.tagName))`)

describe('a card as Slack shows it', () => {
  it.each(groups)(
    'fits a phone, in light and dark, and keeps to what a screen reader needs, from card $first on',
    async ({ first, some }) => {
      const { page, complaints } = await visit(browser, bench.url, { viewport: { width: 620, height: 2600 } })
      const cards = page.locator('.from-bot .card')
      const before = await cards.count()
      for (const index of some.keys()) {
        await say(page, String(first + index))
        await cards.nth(before + index).waitFor()
      }
      for (const look of await page.getByRole('button', { name: /^As (Slack|Teams) shows it$/ }).all())
        await look.dispatchEvent('click')
      await expect.poll(() => page.locator('.slack').count()).toBe(before + some.length)

      for (const { name, width, colorScheme, isKept } of looks) {
        await mkdir(`${folder}/${name}`, { recursive: true })
        await page.setViewportSize({ width, height: 2600 })
        await page.emulateMedia({ colorScheme })
        expect(await sticksOut(page)).toEqual([])
        if (!isKept) continue
        for (const [index, face] of some.entries()) {
          const number = String(first + index).padStart(2, '0')
          await cards.nth(before + index).screenshot({ path: `${folder}/${name}/${number}-${face.kind}.png` })
        }
      }
      for (const [index, face] of some.entries())
        expect([face.kind, (await hear(cards.nth(before + index))).nameless]).toEqual([face.kind, []])
      expect(complaints).toEqual([])
    },
  )

  it('is turned to and back by the keyboard, and keeps what was typed in between', async () => {
    const { page } = await visit(browser, bench.url)
    await say(page, String(faces.findIndex(({ kind }) => kind === 'search')))
    const message = page.locator('.column').first().locator('.from-bot').last()
    const search = message.getByLabel('Search for')
    await search.fill('holiday')

    await message.getByRole('button', { name: 'As Slack shows it' }).focus()
    await page.keyboard.press('Enter')
    await message.getByRole('region', { name: 'Window: In the register' }).waitFor()
    expect(await message.getByRole('button', { name: 'Open the form' }).isDisabled()).toBe(true)

    await page.keyboard.press('Space')
    await search.waitFor()
    expect(await search.inputValue()).toBe('holiday')
  })

  it('follows a card that changes while it is looked at', async () => {
    const { page } = await visit(browser, bench.url)
    await say(page, String(faces.findIndex(({ kind }) => kind === 'welcome')))
    const message = page.locator('.column').first().locator('.from-bot').last()
    await message.getByText('Hello, I am Assay').waitFor()
    await message.getByRole('button', { name: 'As Slack shows it' }).click()
    await message.locator('.slack').waitFor()
    const sent = bench.channel.messages().findLast(({ card }) => card?.fallbackText.includes('Assay'))

    await bench.channel.replace(
      { address: { channel: 'web', conversation: sent?.conversation ?? '' }, message: sent?.id ?? '' },
      shown(samples.policy),
    )

    await message.locator('.slack').getByText('How much risk we take').waitFor()
  })

  it('is not told for a message that is not there', async () => {
    const response = await fetch(`${bench.url}/playground/slack?conversation=dana&message=none`)

    expect(response.status).toBe(404)
  })
})
