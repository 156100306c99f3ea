import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { personalAddress } from '../../src/channels/web/channel.ts'
import { approval } from './cards.ts'
import { inPlayground } from './in-playground.ts'
import { column, focused, say } from './page.ts'
import type { Bench } from './playground.ts'

let bench: Bench
const { visit } = inPlayground((opened) => {
  bench = opened
})

describe('the playground in Chromium', () => {
  test('keeps what the renderer refuses on the page, and says why at the field', async () => {
    const { page } = await visit()
    await say(page, 'dana', 'start')
    const before = bench.incoming.length

    await column(page, 'dana').getByRole('button', { name: 'Continue' }).click()
    await column(page, 'dana').getByText('Give it a name people will recognise.').waitFor()

    expect(bench.incoming).toHaveLength(before)
    expect(await focused(page)).toContain('What is it called?')
  })

  test('moves to the field that the bot refused, with everything typed still there', async () => {
    const { page } = await visit()
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

  test('keeps what is being typed when the card is repainted from elsewhere', async () => {
    const { page } = await visit()
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
    const { page } = await visit()
    await say(page, 'dana', 'start')
    await say(page, 'priya', 'start')
    const choice = (id: string): Locator => column(page, id).getByRole('radio', { name: /Internal/ })

    await choice('dana').check()
    await choice('priya').check()

    expect(await choice('dana').isChecked()).toBe(true)
  })
})
