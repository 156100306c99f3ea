import { describe, expect, test } from 'vitest'
import { personalAddress } from '../../src/channels/web/channel.ts'
import { card, execute, line, said } from './cards.ts'
import { inPlayground } from './in-playground.ts'
import { column, fits, say } from './page.ts'
import type { Bench } from './playground.ts'

let bench: Bench
const { visit } = inPlayground((opened) => {
  bench = opened
})

describe('the playground in Chromium', () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    "javascript:alert('1')",
    '[click](javascript:alert(1)) **bold** ![x](https://evil.example/x.png)',
    '${verb} {{constructor.constructor("alert(1)")()}}',
    '{{DATE(2020-01-01T00:00:00Z,SHORT)}} {{TIME(2020-01-01T00:00:00Z)}}',
    '\u202Egnp.exe\u202C \u200Fright to left',
    '👩🏽‍🚀 Zoë 日本語 العربية',
    'x'.repeat(10_000),
    'a\nb\tc\u0000d',
  ]

  test('keeps hostile words words, wherever they stand', async () => {
    const { page, complaints } = await visit()
    const foreign: string[] = []
    page.on('request', (asked) => {
      if (!asked.url().startsWith(bench.url)) foreign.push(asked.url())
    })

    for (const words of hostile) {
      await bench.channel.send(
        personalAddress('dana'),
        card(
          words,
          [
            line(words, { style: 'heading' }),
            said(words),
            { type: 'Input.Text', id: 'a', label: words, value: words, placeholder: words },
            { type: 'Input.Toggle', id: 'b', label: words, title: words },
            {
              type: 'Input.ChoiceSet',
              id: 'c',
              label: words,
              style: 'expanded',
              choices: [{ title: words, value: words }],
            },
            {
              type: 'Input.ChoiceSet',
              id: 'd',
              label: words,
              style: 'filtered',
              value: words,
              choices: [{ title: words, value: words }],
            },
          ],
          [execute(words, 'x.y', { tooltip: words })],
        ),
      )
      await say(page, 'dana', words)
    }
    await expect.poll(() => column(page, 'dana').locator('.bubble').count()).toBe(hostile.length)

    const shown = await column(page, 'dana').locator('.ac-richTextBlock > span:only-child').allInnerTexts()
    const bare = (text: string): string => text.replaceAll(/[\u2060\r]|\0/g, '').replaceAll(/\s+/g, ' ')
    for (const words of hostile) expect(shown.map(bare)).toContain(bare(words))
    expect(await page.locator('main :is(script, iframe, img, object, embed)').count()).toBe(0)
    expect(await fits(page)).toBe(true)
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
  })

  test('opens web addresses only, in a window of their own', async () => {
    const { page } = await visit()
    await say(page, 'dana', 'inbox')
    await page.context().route('https://example.com/**', (route) => route.fulfill({ body: 'evidence' }))

    const opened = page.context().waitForEvent('page')
    await column(page, 'dana').getByRole('link', { name: 'Open the evidence' }).click()
    const other = await opened
    await other.waitForLoadState()

    expect(other.url()).toBe('https://example.com/evidence')
    expect(await other.evaluate<boolean>("window.opener === null && document.referrer === ''")).toBe(true)
  })
})
