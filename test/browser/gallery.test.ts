import { mkdir } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { createRender } from '../../src/cards/render.ts'
import type { Card } from '../../src/ports/card.ts'
import { faces, samples } from '../cards/samples.ts'
import { launch, visit } from './chromium.ts'
import { groups } from './groups.ts'
import type { Bench } from './playground.ts'
import { startPlayground } from './playground.ts'

const reader = {
  zone: 'Europe/Berlin',
  locale: 'en',
  now: '2026-11-24T08:00:00.000Z',
  publicUrl: 'http://127.0.0.1',
}
const folder = 'build/screens/cards'

let browser: Browser
let bench: Bench
const render = createRender()

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())
beforeEach(async () => {
  bench = await startPlayground(0, async (incoming) => {
    const face = incoming.kind === 'word' ? faces[Number(incoming.text)] : undefined
    return { reply: render(face ?? samples.line, { ...reader, publicUrl: bench.url }) }
  })
})
afterEach(() => bench.stop())

/** The ways in which every card is drawn; of two of them there are pictures. */
const looks = [
  { name: 'wide-light', width: 620, colorScheme: 'light', isKept: true },
  { name: 'wide-dark', width: 620, colorScheme: 'dark', isKept: false },
  { name: 'phone-light', width: 360, colorScheme: 'light', isKept: false },
  { name: 'phone-dark', width: 360, colorScheme: 'dark', isKept: true },
] as const

/** What does not fit into its card: its own words, so that a failure names them. */
const sticksOut = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`
    [...document.querySelectorAll('.from-bot .card')].flatMap((card) => {
      const right = card.getBoundingClientRect().right + 0.5
      return [...card.querySelectorAll('*')]
        .filter((part) => part.children.length === 0 && part.getBoundingClientRect().right > right)
        .map((part) => card.textContent.slice(0, 40) + ': ' + (part.textContent || part.tagName))
    })`)

describe('every card, as the official renderer draws it', () => {
  it.each(groups)(
    'is parsed without a warning and fits a phone, from card $first on',
    async ({ first, some }) => {
      const { page, complaints } = await visit(browser, bench.url, { viewport: { width: 620, height: 1500 } })
      const cards = page.locator('.from-bot .card')
      const warnings: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'warning' && !/[Mm]arkdown/.test(message.text())) warnings.push(message.text())
      })
      // The greeting is the first card.
      const before = await cards.count()
      for (const [index, face] of some.entries()) {
        await page
          .getByPlaceholder('Write to Assay')
          .first()
          .fill(String(first + index))
        await page.keyboard.press('Enter')
        await cards.nth(before + index).waitFor()
        expect([face.kind, await warningsOf(page, render(face, reader))]).toEqual([face.kind, []])
      }

      for (const { name, width, colorScheme, isKept } of looks) {
        await mkdir(`${folder}/${name}`, { recursive: true })
        await page.setViewportSize({ width, height: 1500 })
        await page.emulateMedia({ colorScheme })
        expect(await sticksOut(page)).toEqual([])
        expect(
          await page.evaluate<number>(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          ),
        ).toBeLessThanOrEqual(0)
        if (!isKept) continue
        for (const [index, face] of some.entries()) {
          const number = String(first + index).padStart(2, '0')
          await cards.nth(before + index).screenshot({ path: `${folder}/${name}/${number}-${face.kind}.png` })
        }
      }
      expect(warnings).toEqual([])
      expect(complaints).toEqual([])
    },
  )
})

/** What the official parser has to say about a card. */
const warningsOf = (page: Page, card: Card): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(() => {
    const context = new AdaptiveCards.SerializationContext()
    new AdaptiveCards.AdaptiveCard().parse(${JSON.stringify(card)}, context)
    return Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message)
  })()`)
