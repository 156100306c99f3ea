import { describe, expect, it } from 'vitest'
import { inCampaign, wordsOf } from './in-campaign.ts'
import type { World } from './journey.ts'

let world: World
const { play, reviewOf, campaign, start, giveDana } = inCampaign((opened) => {
  world = opened
})

/** It asks Dana about sixty-one: more than the fifty that a day tells, so eleven are still to be told. */
const startForMoreThanADay = async () => {
  await giveDana(60)
  await start()
}

describe('a review campaign', () => {
  it('is cancelled: what only it opened closes, owners are asked no more, and nothing is told afterwards', async () => {
    await startForMoreThanADay()
    expect(wordsOf(await play('priya').says('campaign cmp 1'))).toContain('Still to be told: 11')

    const sure = await play('priya').press('Cancel')
    expect(wordsOf(sure)).toContain('11 reviews that nobody was told of yet are taken back.')
    await play('priya').press('Yes, cancel it')
    await world.forward(0)

    expect(await reviewOf('CRT-1')).toBeUndefined()
    expect(await world.read((session) => session.telling.count())).toBe(0)
    expect(wordsOf(await play('dana').says('inbox'))).not.toContain('has anything changed')
    const before = await world.read((session) => session.settings.get('drain'))
    await world.forward(2)
    expect(await world.read((session) => session.settings.get('drain'))).toEqual(before)
    expect(wordsOf(await play('priya').says('campaign close CMP-1'))).toContain('It is over already.')
  })

  it('is closed: what owners know of stays open, and the others are let off', async () => {
    await startForMoreThanADay()
    await play('priya').says('campaign close CMP-1')
    await play('priya').press('Yes, close it')
    await world.forward(0)

    const open = await world.read((session) => session.reviews.open('certification', 100))
    expect(open).toHaveLength(50)
    expect(await campaign()).toMatchObject({ state: 'closed', ended: { figures: { untold: 11 } } })
    await play('dana').says(`review ${open[0]?.subject ?? ''}`)
    await play('dana').press('Nothing changed')
    expect(await world.read((session) => session.reviews.open('certification', 100))).toHaveLength(49)
  })
})
