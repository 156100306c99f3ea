import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { personalAddress, stewardsAddress } from '../../src/channels/web/channel.ts'
import { approval, card, decided, execute, line, note, said } from './cards.ts'
import { launch, visit } from './chromium.ts'
import { startPlayground } from './playground.ts'
import type { Bench } from './playground.ts'

describe('the playground in Chromium', () => {
  let browser: Browser
  let bench: Bench
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    bench = await startPlayground()
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await bench.stop()
  })

  const column = (page: Page, id: string): Locator => page.locator(`[data-column="${id}"]`)
  const say = async (page: Page, id: string, text: string): Promise<void> => {
    await column(page, id).locator('.composer textarea').fill(text)
    await column(page, id).locator('.composer button').click()
  }
  /** The label of what has the focus; an input of a card by its question. */
  const focused = (page: Page): Promise<string> =>
    page.evaluate<string>(`(() => {
      const element = document.activeElement
      const label = document.getElementById(element.getAttribute('aria-labelledby')?.split(' ')[0] ?? '')
      return label ? 'input:' + label.textContent : (element.getAttribute('aria-label') ?? element.textContent)
    })()`)
  const fits = (page: Page): Promise<boolean> =>
    page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
  const seat = (page: Page, id: string): Locator => page.locator(`[data-seat="${id}"]`)

  test('takes two people through a form and an approval, with pushes and without a reload', async () => {
    const { page, complaints } = await visit(browser, bench.url)
    const dana = column(page, 'dana')
    const priya = column(page, 'priya')

    await say(page, 'dana', 'start')
    await dana.getByLabel('What is it called?').fill('Leave calendar')
    await dana.getByLabel('What kind of thing is it?').selectOption('flow')
    await dana.getByText('Internal: everybody who works here').click()
    await dana.getByRole('button', { name: 'Continue' }).click()
    await dana.getByText('Low risk').waitFor()
    await priya.getByRole('button', { name: 'Approve', exact: true }).click()
    await dana.getByText('Priya Nair approved it').waitFor()

    expect(bench.incoming.find((each) => each.kind === 'click' && each.verb === 'form.next')).toMatchObject({
      data: { id: 'CRT-12', rev: 3 },
      values: { name: 'Leave calendar', kind: 'flow', data: 'internal', owner: 'dana' },
    })
    expect(await priya.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('keeps what the renderer refuses on the page, and says why at the field', async () => {
    const { page } = await visit(browser, bench.url)
    await say(page, 'dana', 'start')
    const before = bench.incoming.length

    await column(page, 'dana').getByRole('button', { name: 'Continue' }).click()
    await column(page, 'dana').getByText('Give it a name people will recognise.').waitFor()

    expect(bench.incoming).toHaveLength(before)
    expect(await focused(page)).toContain('What is it called?')
  })

  test('moves to the field that the bot refused, with everything typed still there', async () => {
    const { page } = await visit(browser, bench.url)
    await say(page, 'dana', 'start')
    const dana = column(page, 'dana')
    await dana.getByLabel('What is it called?').fill('ab')
    await dana.getByLabel('What is it for').fill('To see who is away')
    await dana.getByLabel('What kind of thing is it?').selectOption('app')

    await dana.getByRole('button', { name: 'Continue' }).click()
    await dana.getByText('at least three letters').waitFor()

    const name = dana.getByLabel('What is it called?')
    await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true')
    expect(await focused(page)).toContain('What is it called?')
    expect(await name.inputValue()).toBe('ab')
    expect(await dana.getByLabel('What is it for').inputValue()).toBe('To see who is away')
  })

  test('can be used with the keyboard alone, and never loses the place', async () => {
    const { page } = await visit(browser, bench.url)
    await page.locator('[data-column="dana"] .composer textarea').focus()
    await page.keyboard.type('inbox')
    await page.keyboard.press('Enter')
    await column(page, 'dana').getByRole('button', { name: 'Approve', exact: true }).waitFor()

    const tabTo = async (label: string, key: string): Promise<void> => {
      for (let presses = 0; presses < 30; presses += 1) {
        await page.keyboard.press(key)
        if ((await focused(page)) === label) return
      }
      throw new Error(`No ${key} leads to "${label}"`)
    }
    await tabTo('Request changes', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await tabTo('input:What should change? *', 'Tab')
    await page.keyboard.type('Name a deputy')
    await tabTo('Send', 'Tab')
    await page.keyboard.press('Enter')
    await column(page, 'dana').getByText('Name a deputy').waitFor()

    expect(await focused(page)).toMatch(/^Assay: approval\.requestChanges/)
    expect(await page.evaluate<boolean>('document.activeElement === document.body')).toBe(false)
  })

  test('marks news in a conversation that is not shown, in words too', async () => {
    const { page } = await visit(browser, bench.url)

    await bench.channel.send(personalAddress('sam'), note('One'))
    await bench.channel.send(personalAddress('sam'), note('Two'))
    const sam = seat(page, 'sam')
    await expect.poll(() => sam.textContent()).toContain('2 unread')
    const title = await page.title()
    await sam.click()
    await column(page, 'sam').getByText('Two').waitFor()

    expect(title).toBe('(2) Assay playground')
    await expect.poll(() => sam.textContent()).not.toContain('unread')
  })

  test('shows a private reply in the channel to the one who asked, and to no other', async () => {
    const { page } = await visit(browser, bench.url)
    await seat(page, 'stewards-channel').click()
    const channel = column(page, 'stewards-channel')

    await say(page, 'stewards-channel', '@Assay secret')
    await channel.getByText('This is for you alone.').waitFor()
    const mark = await channel.getByText('Only visible to you').count()
    await channel.getByLabel('Speak as').selectOption('priya')

    expect(mark).toBe(1)
    expect(await channel.getByText('This is for you alone.').count()).toBe(0)
    expect(await channel.getByText('@Assay secret').count()).toBe(1)
  })

  test('keeps what is being typed when the card is repainted from elsewhere', async () => {
    const { page } = await visit(browser, bench.url)
    const delivery = await bench.channel.send(personalAddress('dana'), approval())
    const dana = column(page, 'dana')
    await dana.getByRole('button', { name: 'Request changes' }).click()
    await dana.getByLabel('What should change?').fill('Half a sent')

    if (delivery.outcome === 'sent')
      await bench.channel.replace(delivery.posted, approval('Said differently'))
    await dana.getByText('Said differently').waitFor()
    const isLost = await page.evaluate<boolean>('document.activeElement === document.body')
    await dana.getByRole('button', { name: 'Request changes' }).click()

    expect(await dana.getByLabel('What should change?').inputValue()).toBe('Half a sent')
    expect(isLost).toBe(false)
  })

  test('keeps two cards with the same questions apart', async () => {
    const { page } = await visit(browser, bench.url)
    await say(page, 'dana', 'start')
    await say(page, 'priya', 'start')
    const choice = (id: string): Locator => column(page, id).getByRole('radio', { name: /Internal/ })

    await choice('dana').check()
    await choice('priya').check()

    expect(await choice('dana').isChecked()).toBe(true)
  })

  test('sends a press once more, with the same key, when the connection was lost', async () => {
    const { page } = await visit(browser, bench.url)
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
    const { page } = await visit(browser, bench.url)
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
    const { page } = await visit(browser, bench.url)

    await say(page, 'dana', 'break')
    const trouble = column(page, 'dana').locator('.foot .trouble')
    await trouble.getByRole('button', { name: 'Try again' }).waitFor()

    expect(await trouble.textContent()).toContain('quote E-TEST')
  })

  test('comes back by itself, with everything, after the server was away', async () => {
    const { page } = await visit(browser, bench.url)
    const port = Number(new URL(bench.url).port)
    await bench.stop()
    await page.getByText('Connection lost').waitFor()

    bench = await startPlayground(port)
    await bench.channel.send(personalAddress('dana'), note('Back again'))

    await column(page, 'dana').getByText('Back again').waitFor()
    await expect.poll(() => page.locator('#connection').textContent()).toBe('')
    // Priya's conversation is empty now, as hers was at first: the bot begins it anew.
    await column(page, 'priya').getByText('Hello, I am Assay').waitFor()
    expect(await column(page, 'dana').getByText('Back again').count()).toBe(1)
  })

  test('moves the clock', async () => {
    const { page } = await visit(browser, bench.url)

    await page.getByRole('button', { name: 'Next day' }).click()
    await page.getByText('It is now Wed, 25 Nov 2026, 10:00.').waitFor()
    await page.getByRole('button', { name: 'To the next due thing' }).click()

    await page.getByText('Nothing is due.').waitFor()
  })

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
    const { page, complaints } = await visit(browser, bench.url)
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
    const { page } = await visit(browser, bench.url)
    await say(page, 'dana', 'inbox')
    await page.context().route('https://example.com/**', (route) => route.fulfill({ body: 'evidence' }))

    const opened = page.context().waitForEvent('page')
    await column(page, 'dana').getByRole('link', { name: 'Open the evidence' }).click()
    const other = await opened
    await other.waitForLoadState()

    expect(other.url()).toBe('https://example.com/evidence')
    expect(await other.evaluate<boolean>("window.opener === null && document.referrer === ''")).toBe(true)
  })

  test.each(['light', 'dark'] as const)('can be read by everybody in %s colours', async (colorScheme) => {
    const { page } = await visit(browser, bench.url, { colorScheme })

    const colours = await page.evaluate<Record<string, number[]>>(`(() => {
      const probe = document.body.appendChild(document.createElement('div'))
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
      const names = ${JSON.stringify([...new Set(pairs.flatMap(([a, b]) => [a, b]))])}
      return Object.fromEntries(names.map((name) => {
        probe.style.color = 'var(--' + name + ')'
        canvas.fillStyle = getComputedStyle(probe).color
        canvas.fillRect(0, 0, 1, 1)
        return [name, [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)]
      }))
    })()`)
    const weak = pairs
      .map(([a, b, least]) => ({ a, b, least, is: contrast(colours[a] ?? [], colours[b] ?? []) }))
      .filter(({ is, least }) => is < least)

    expect(weak).toEqual([])
  })

  test('lets one choose the colours, and remembers', async () => {
    const { page } = await visit(browser, bench.url, { colorScheme: 'light' })

    await page.getByRole('button', { name: 'Switch to dark colours' }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Switch to light colours' }).waitFor()

    expect(await page.evaluate<string>('getComputedStyle(document.documentElement).colorScheme')).toBe('dark')
  })

  test('shows one conversation at a time on a phone, without scrolling sideways', async () => {
    const { page } = await visit(browser, bench.url, { viewport: { width: 360, height: 740 } })
    await say(page, 'dana', 'start')
    await say(page, 'dana', 'status')
    await seat(page, 'priya').click()
    await say(page, 'priya', 'inbox')
    await column(page, 'priya').getByRole('button', { name: 'Reject' }).waitFor()

    expect(await page.locator('.column').count()).toBe(1)
    expect(await fits(page)).toBe(true)
    for (const name of ['Approve', 'Request changes', 'Reject']) {
      const box = await column(page, 'priya').getByRole('button', { name, exact: true }).boundingBox()
      expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true)
    }
  })

  test('shows three conversations at most, and makes room for a fourth', async () => {
    const { page } = await visit(browser, bench.url)
    await seat(page, 'ana').click()
    await seat(page, 'sam').click()
    await column(page, 'sam').waitFor()

    expect(await page.locator('.column').count()).toBe(3)
    expect(await page.locator('.seat[aria-pressed="true"]').count()).toBe(3)
  })

  test('pushes to the shared channel', async () => {
    const { page } = await visit(browser, bench.url)
    await seat(page, 'stewards-channel').click()

    await bench.channel.send(stewardsAddress, decided('Priya Nair'))

    await column(page, 'stewards-channel').getByText('Priya Nair approved it').waitFor()
  })
})

const grounds = [
  'surface',
  'panel',
  'emphasis-ground',
  'accent-ground',
  'good-ground',
  'warning-ground',
  'attention-ground',
]
/** What stands on what, and the least contrast that WCAG AA asks for: 4.5 for words, 3 for lines. */
const pairs: readonly (readonly [string, string, number])[] = [
  ...['ink', 'quiet', 'accent-ink', 'good', 'warning', 'attention'].flatMap((ink) =>
    grounds.map((ground) => [ink, ground, 4.5] as const),
  ),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['ink', 'own-ground', 4.5],
  ['ink', 'hover', 4.5],
  ['quiet', 'hover', 4.5],
  ['strong-line', 'surface', 3],
  ['strong-line', 'panel', 3],
  ['accent', 'surface', 3],
  ['accent', 'ground', 3],
]

/** WCAG 2 contrast ratio of two sRGB colours. */
const contrast = (a: readonly number[], b: readonly number[]): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const luminance = (colour: readonly number[]): number => {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
