import { describe, expect, test } from 'vitest'
import { personalAddress } from '../../src/channels/web/channel.ts'
import { note } from './cards.ts'
import { inPlayground } from './in-playground.ts'
import { column, say } from './page.ts'
import type { Bench } from './playground.ts'

let bench: Bench
const { visit, open } = inPlayground((opened) => {
  bench = opened
})

describe('the playground in Chromium', () => {
  test('sends a press once more, with the same key, when the connection was lost', async () => {
    const { page } = await visit()
    let lost = 0
    await page.route('**/playground/incoming', async (route) => {
      lost += 1
      // The first one arrives, and its answer is lost on the way back.
      if (lost > 1) return route.continue()
      await route.fetch()
      return route.abort('connectionreset')
    })

    await say(page, 'dana', 'inbox')
    await expect.poll(() => bench.incoming.filter(({ kind }) => kind === 'word').length).toBe(2)

    expect(new Set(bench.incoming.filter(({ kind }) => kind === 'word').map(({ key }) => key)).size).toBe(1)
    expect(await column(page, 'dana').getByText('Approve “Stock count”?').count()).toBe(1)
    expect(await column(page, 'dana').locator('.bubble').count()).toBe(1)
  })

  test('lets other presses on a card wait while one is under way', async () => {
    const { page } = await visit()
    await say(page, 'dana', 'inbox')
    const dana = column(page, 'dana')
    const approve = dana.getByRole('button', { name: 'Approve', exact: true })
    await approve.waitFor()
    let answer = (): void => undefined
    await page.route('**/playground/incoming', async (route) => {
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      return route.continue()
    })

    await approve.click()
    await dana.locator('[aria-busy="true"]').waitFor()
    await approve.click()
    await dana.getByRole('button', { name: 'Reject' }).click()
    answer()
    await dana.getByText('Dana Developer approved it').first().waitFor()

    expect(bench.incoming.filter(({ kind }) => kind === 'click')).toMatchObject([
      { verb: 'approval.approve' },
    ])
  })

  test('says calmly when something broke, and lets one try again', async () => {
    const { page } = await visit()

    await say(page, 'dana', 'break')
    const trouble = column(page, 'dana').locator('.foot .trouble')
    await trouble.getByRole('button', { name: 'Try again' }).waitFor()

    expect(await trouble.textContent()).toContain('quote E-TEST')
  })

  test('comes back by itself, with everything, after the server was away', async () => {
    const { page } = await visit()
    const port = Number(new URL(bench.url).port)
    await bench.stop()
    await page.getByText('Connection lost').waitFor()

    await open(port)
    await bench.channel.send(personalAddress('dana'), note('Back again'))

    await column(page, 'dana').getByText('Back again').waitFor()
    await expect.poll(() => page.locator('#connection').textContent()).toBe('')
    // Priya's conversation is empty now, as hers was at first: the bot begins it anew.
    await column(page, 'priya').getByText('Hello, I am Assay').waitFor()
    expect(await column(page, 'dana').getByText('Back again').count()).toBe(1)
  })
})
