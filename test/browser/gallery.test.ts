import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { createRender } from '../../src/cards/render.ts'
import { faces, samples } from '../cards/samples.ts'
import { launch, visit } from './chromium.ts'
import type { Bench } from './playground.ts'
import { startPlayground } from './playground.ts'

const reader = {
  zone: 'Europe/Berlin',
  locale: 'en',
  now: '2026-11-24T08:00:00.000Z',
  hours: { from: '09:00', to: '17:00', zone: 'Europe/Berlin', holidays: [] },
  publicUrl: 'http://127.0.0.1',
}
const folder = 'build/screens/cards'

let browser: Browser
let bench: Bench
const render = createRender()

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  browser = await launch()
  bench = await startPlayground(0, async (incoming) => {
    const face = incoming.kind === 'word' ? faces[Number(incoming.text)] : undefined
    return { reply: render(face ?? samples.line, { ...reader, publicUrl: bench.url }) }
  })
})
afterAll(async () => {
  await bench.stop()
  await browser.close()
})

describe('every card, as the official renderer draws it', () => {
  it('is parsed without a warning and fits a phone', async () => {
    const { page, complaints } = await visit(browser, bench.url, { viewport: { width: 620, height: 1500 } })
    const card = page.locator('.ac-adaptiveCard').last()
    const warnings: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'warning' && !/[Mm]arkdown/.test(message.text())) warnings.push(message.text())
    })

    for (const [index, face] of faces.entries()) {
      const before = await page.locator('.ac-adaptiveCard').count()
      await page.getByPlaceholder('Write to Assay').first().fill(String(index))
      await page.keyboard.press('Enter')
      await page.locator('.ac-adaptiveCard').nth(before).waitFor()
      await card.screenshot({ path: `${folder}/${String(index).padStart(2, '0')}-${face.kind}.png` })
      const parsed = await page.evaluate(
        (json) => {
          // The page has loaded the official renderer as a global.
          const { AdaptiveCards } = globalThis as unknown as {
            AdaptiveCards: {
              AdaptiveCard: new () => { parse: (json: unknown, context: unknown) => void; version: unknown }
              SerializationContext: new () => {
                eventCount: number
                getEventAt: (index: number) => { message: string }
              }
            }
          }
          const context = new AdaptiveCards.SerializationContext()
          new AdaptiveCards.AdaptiveCard().parse(JSON.parse(json), context)
          return Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message)
        },
        JSON.stringify(render(face, reader)),
      )
      expect([face.kind, parsed]).toEqual([face.kind, []])
    }

    await page.setViewportSize({ width: 360, height: 800 })
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(overflow).toBeLessThanOrEqual(0)
    expect(warnings).toEqual([])
    expect(complaints).toEqual([])
  })
})
