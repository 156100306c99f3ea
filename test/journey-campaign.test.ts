import { describe, expect, it } from 'vitest'
import { daysUntil } from '../src/domain/calendar.ts'
import { entriesOf } from './bot/deliveries.ts'
import { multiply } from './campaigns.ts'
import { inCampaign, wordsOf } from './in-campaign.ts'
import type { World } from './journey.ts'

let world: World
const { play, idOf, crt, campaign, reviewOf, preview, start } = inCampaign((opened) => {
  world = opened
})

describe('a review campaign', () => {
  it('is previewed, started, told, answered, and its steward hears of the end once', async () => {
    const ben = await idOf('ben')
    await multiply(world.store, world.clock.now(), [{ owner: ben }, { owner: await idOf('dana') }])
    const before = await crt()

    const shown = wordsOf(await preview())
    expect(shown).toContain('3 certifications of 2 people would be asked about.')
    expect(shown).toContain('Dana Lindqvist (2)')
    expect(shown).toContain('Nothing has happened yet')
    expect(await reviewOf('CRT-1')).toBeUndefined()
    await play('priya').press('Yes, start it')
    await world.forward(0)

    expect(await campaign()).toMatchObject({ state: 'running', asked: 3, joined: 0 })
    expect(wordsOf(await play('priya').says('campaign CMP-1'))).toContain('0 of 3 answered.')
    expect(wordsOf(await play('priya').says('inbox'))).toContain(
      'Review campaigns: 1 under way, 0 of 3 answered.',
    )
    expect(wordsOf(await play('dana').says('inbox'))).toContain('Waits to hear whether anything has changed')
    const card = await play('dana').says('review CRT-1')
    expect(wordsOf(card)).toContain('Priya Nair asks, for "Yearly look": Two connectors left the green list.')
    expect(wordsOf(card)).toContain('the certificate stays as it is')
    await play('dana').press('Nothing changed')

    const after = await crt()
    expect(after).toMatchObject({
      state: 'certified',
      validFrom: before.validFrom,
      validUntil: before.validUntil,
      windowOpens: before.windowOpens,
      inForceUntil: before.inForceUntil,
    })
    expect(await entriesOf(world, 'CRT-1', 'review-attested')).toBe(1)
    expect(wordsOf(await play('priya').says('campaigns'))).toContain('1 of 3 answered.')

    await play('ben').says('review CRT-101')
    await play('ben').press('Nothing changed')
    await play('dana').says('retire CRT-102 it is not used any more')
    await world.forward(0)

    const priya = play('priya')
    expect(await campaign()).toMatchObject({
      state: 'finished',
      ended: { figures: { asked: 3, answered: 2, gone: 1, overdue: 0, untold: 0 } },
    })
    await world.forward(1)
    const told = priya.cards().filter(({ card: one }) => wordsOf(one).includes('It ended on'))
    expect(told).toHaveLength(1)
    expect(wordsOf(await play('dana').says('audit CRT-1'))).toContain('said that nothing has changed')
  })

  it('asks nobody twice: a review that is open already is joined, and answering it in the window renews', async () => {
    const { windowOpens, validUntil } = await crt()
    await world.forward(daysUntil(world.clock.now(), windowOpens ?? '', 'UTC') + 1)
    const open = await reviewOf('CRT-1')

    expect(wordsOf(await preview())).toContain('Already being reviewed: 1')
    await play('priya').press('Yes, start it')
    await world.forward(0)

    const joined = await reviewOf('CRT-1')
    expect(joined).toMatchObject({ id: open?.id, because: ['cadence', 'window', 'campaign'] })
    expect(wordsOf(await play('dana').says('review CRT-1'))).toContain('Its certificate runs out on')
    expect(wordsOf(play('dana').card())).toContain('for "Yearly look"')

    await play('priya').says('campaign cancel CMP-1')
    await play('priya').press('Yes, cancel it')
    await world.forward(0)

    expect(await reviewOf('CRT-1')).toMatchObject({ id: open?.id, kind: open?.kind, due: open?.due })
    expect(await crt()).toMatchObject({ state: 'review_due', validUntil })
  })

  it('is refused where what was previewed has changed, and is answered by a change that is declared', async () => {
    await preview()
    const stale = play('priya').cards().at(-1)
    await play('priya').press('Go back')
    await play('priya').press('Add', { tier: 'low' })
    if (!stale) throw new Error('there is no preview')
    expect(wordsOf(await play('priya').press('Yes, start it', {}, stale))).toContain(
      'You have changed it since.',
    )

    await start()
    await play('dana').says('review CRT-1')
    await play('dana').press('Something changed')
    await play('dana').press('Change')
    await play('dana').press('Take it', { data: 'public' })
    await play('dana').press('That is all')

    expect(await crt()).toMatchObject({ state: 'recertifying' })
    expect(await campaign()).toMatchObject({ state: 'finished', ended: { figures: { answered: 1 } } })
  })
})
