import { describe, expect, test } from 'vitest'
import { inPlayground } from './in-playground.ts'
import { column, fits, focused, say, seat } from './page.ts'

const { visit } = inPlayground()

describe('the playground in Chromium', () => {
  test('can be used with the keyboard alone, and never loses the place', async () => {
    const { page } = await visit()
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

  test.each(['light', 'dark'] as const)('can be read by everybody in %s colours', async (colorScheme) => {
    const { page } = await visit({ colorScheme })

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
    const { page } = await visit({ colorScheme: 'light' })

    await page.getByRole('button', { name: 'Switch to dark colours' }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Switch to light colours' }).waitFor()

    expect(await page.evaluate<string>('getComputedStyle(document.documentElement).colorScheme')).toBe('dark')
  })

  test('shows one conversation at a time on a phone, without scrolling sideways', async () => {
    const { page } = await visit({ viewport: { width: 360, height: 740 } })
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
