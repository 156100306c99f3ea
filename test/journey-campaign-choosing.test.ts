import { describe, expect, it } from 'vitest'
import { multiply } from './campaigns.ts'
import { titlesOf } from './card-reader.ts'
import { form, inCampaign, wordsOf } from './in-campaign.ts'
import type { World } from './journey.ts'

let world: World
const { play, idOf, reviewOf } = inCampaign((opened) => {
  world = opened
})

describe('a review campaign', () => {
  it.each([
    ['0', 'Nobody can answer in no time: please give 3 days or more.'],
    ['9999', '9999 days are too many: please give 90 or fewer.'],
    ['soon', 'Please give the days as a number from 3 to 90, for example 14.'],
  ])('takes no %s days', async (days, said) => {
    const priya = play('priya')
    await priya.says('campaign new')
    const refused = await priya.press('Continue', { ...form, days })

    expect(wordsOf(refused)).toContain(said)
    expect(wordsOf(await priya.press('Continue', { ...form, days: '7' }))).toContain('step 2 of 2')
  })

  it('says what there is instead of what there is not, and which part to take back where nothing fits', async () => {
    const priya = play('priya')
    await priya.says('campaign new')
    await priya.press('Continue', form)

    expect(wordsOf(await priya.press('Add', { tier: 'hihg' }))).toContain(
      'There is no risk tier "hihg". Did you mean high? Please choose one of: low risk, moderate risk, high risk.',
    )
    expect(wordsOf(await priya.press('Add', { tier: 'high' }))).toContain('Nothing that counts fits so far.')
    expect(wordsOf(await priya.press('Show whom it reaches'))).toContain(
      'Without the risk tier it would be 1: press Start over',
    )
    await priya.press('Add', { platform: 'uipath' })
    expect(wordsOf(await priya.press('Show whom it reaches'))).toContain('Without any choice it would be 1')
    expect(wordsOf(await priya.press('Start over'))).toContain('1 certification fits so far.')
    await priya.press('Add', { tier: 'low', platform: 'power_apps' })
    const two = await priya.press('Add', { tier: 'moderate' })
    expect(wordsOf(two)).toContain('Risk tier: low risk or moderate risk')
    expect(wordsOf(two)).toContain('Platform: Power Apps')
    expect(wordsOf(await priya.press('Show whom it reaches', { answer1: 'green' }))).toContain(
      '1 certification',
    )
    expect(wordsOf(await priya.says('campaign nwe'))).toContain('Did you mean new?')
    expect(wordsOf(await priya.says('campaign CMP-9'))).toContain("I can't find CMP-9.")
  })

  it('is for stewards, and asks only where they may act', async () => {
    const dana = await idOf('dana')
    await multiply(world.store, world.clock.now(), [
      { owner: dana, certification: { unit: 'Finance' } },
      { owner: dana, certification: { unit: 'Sales' } },
    ])
    await play('amara').says('unit Dana Lindqvist in finance')
    await play('amara').says('role revoke Ben Okafor steward')
    await play('amara').says('role grant Ben Okafor steward for low in finance')
    await play('kenji').press('Confirm')

    expect(wordsOf(await play('dana').says('campaign new'))).toContain(
      'needs the steward role. Ben Okafor or Priya Nair can.',
    )
    await play('ben').says('campaign new')
    const card = await play('ben').press('Continue', form)
    expect(wordsOf(card)).toContain('1 certification fits so far.')
    await play('ben').press('Show whom it reaches')
    await play('ben').press('Yes, start it')
    await world.forward(0)

    expect(await reviewOf('CRT-1')).toBeUndefined()
    expect(await reviewOf('CRT-101')).toBeDefined()
    expect(titlesOf(await play('priya').says('campaign CMP-1'))).toContain('Cancel')
    await play('priya').says('campaign new')
    await play('priya').press('Continue', form)
    await play('priya').press('Show whom it reaches')
    await play('priya').press('Yes, start it')
    await world.forward(0)
    expect(titlesOf(await play('ben').says('campaign CMP-2'))).not.toContain('Cancel')
    expect(wordsOf(await play('ben').says('campaign cancel CMP-2'))).toContain(
      'Ending CMP-2 is for Priya Nair, who started it, or for a steward lead.',
    )
  })
})
