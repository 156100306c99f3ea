import { describe, expect, test } from 'vitest'
import { personalAddress, stewardsAddress } from '../../src/channels/web/channel.ts'
import { decided, note } from './cards.ts'
import { inPlayground } from './in-playground.ts'
import { column, say, seat } from './page.ts'
import type { Bench } from './playground.ts'

let bench: Bench
const { visit } = inPlayground((opened) => {
  bench = opened
})

describe('the playground in Chromium', () => {
  test('takes two people through a form and an approval, with pushes and without a reload', async () => {
    const { page, complaints } = await visit()
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

  test('marks news in a conversation that is not shown, in words too', async () => {
    const { page } = await visit()

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
    const { page } = await visit()
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

  test('moves the clock', async () => {
    const { page } = await visit()

    await page.getByRole('button', { name: '+1 day', exact: true }).click()
    await page.getByText('It is now Wed, 25 Nov 2026, 10:00.').waitFor()
    await page.getByRole('button', { name: 'Next due', exact: true }).click()

    await page.getByText('Nothing is due.').waitFor()
  })

  test('shows three conversations at most, and makes room for a fourth', async () => {
    const { page } = await visit()
    await seat(page, 'ana').click()
    await seat(page, 'sam').click()
    await column(page, 'sam').waitFor()

    expect(await page.locator('.column').count()).toBe(3)
    expect(await page.locator('.seat[aria-pressed="true"]').count()).toBe(3)
  })

  test('pushes to the shared channel', async () => {
    const { page } = await visit()
    await seat(page, 'stewards-channel').click()

    await bench.channel.send(stewardsAddress, decided('Priya Nair'))

    await column(page, 'stewards-channel').getByText('Priya Nair approved it').waitFor()
  })
})
