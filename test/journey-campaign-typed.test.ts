import { describe, expect, it } from 'vitest'
import { multiply } from './campaigns.ts'
import { titlesOf } from './card-reader.ts'
import { inCampaign, wordsOf } from './in-campaign.ts'
import type { World } from './journey.ts'

let world: World
const { play, idOf, campaign } = inCampaign((opened) => {
  world = opened
})

const example = 'For example: campaign new Yearly look tier moderate days 14 why Two connectors'
const asked = async (line: string) => wordsOf(await play('priya').says(line))

describe('a review campaign in one line', () => {
  it('is shown before anything happens, as the form would show it, and started by the Yes there', async () => {
    const dana = await idOf('dana')
    await multiply(world.store, world.clock.now(), [
      { owner: dana, certification: { unit: 'Finance' } },
      { owner: dana, certification: { unit: 'Sales' } },
    ])
    await play('amara').says('unit Dana Lindqvist in Finance')

    const card = await play('priya').says(
      'campaign new Yearly look tier low or moderate risk unit finance days 21 why Two connectors left the green list.',
    )

    expect(wordsOf(card)).toContain('Yearly look')
    expect(wordsOf(card)).toContain('Two connectors left the green list.')
    expect(wordsOf(card)).toContain('Risk tier: low risk or moderate risk')
    expect(wordsOf(card)).toContain('Unit: Finance')
    expect(wordsOf(card)).toContain('1 certification')
    expect(titlesOf(card)).toContain('Yes, start it')
    expect(await campaign()).toBeUndefined()

    await play('priya').press('Yes, start it')

    expect(await campaign()).toMatchObject({
      name: { body: 'Yearly look' },
      why: { body: 'Two connectors left the green list.' },
      days: 21,
      filter: { tiers: ['low', 'moderate'], platforms: [], answers: [], units: ['Finance'] },
    })
  })

  it.each([
    ['campaign new Yearly look why They moved.', 'Yearly look', 14, {}],
    ['new campaign "Days of why, by tier" days: 7 because They moved.', 'Days of why, by tier', 7, {}],
    [
      'campaign new: Apps platform power apps, uipath why They moved.',
      'Apps',
      14,
      { platforms: ['power_apps', 'uipath'] },
    ],
    [
      'campaign new Green ones connectors All green or at least one amber why They moved.',
      'Green ones',
      14,
      { answers: [{ question: 'connectors', options: ['green', 'amber'] }] },
    ],
    ['CAMPAIGN NEW Yearly look TIER Low WHY They moved.', 'Yearly look', 14, { tiers: ['low'] }],
  ])('is read: %s', async (line, name, days, filter) => {
    await play('priya').says(line)
    await play('priya').press('Yes, start it')

    expect(await campaign()).toMatchObject({
      name: { body: name },
      why: { body: 'They moved.' },
      days,
      filter,
    })
  })

  it.each([
    ['campaign new why They moved.', 'Please say first what it is called.'],
    ['campaign new Yearly look tier low days 14', 'Please say last, after the word why, why you ask'],
    ['campaign new Yearly look tier why They moved.', 'Please say which after the word tier.'],
    [
      'campaign new Yearly look tier hihg why They moved.',
      'There is no risk tier "hihg". Did you mean high?',
    ],
    ['campaign new "Yearly look" of all why They moved.', 'I cannot read "of all" after the name.'],
    ['campaign new New platform check why They moved.', 'put the name in quotes'],
  ])('that cannot be read is answered with an example: %s', async (line, said) => {
    const words = await asked(line)

    expect(words).toContain(said)
    expect(words).toContain(example)
  })

  it.each([
    ['campaign new Yearly look days soon why They moved.', 'Please give the days as a number from 3 to 90'],
    ['campaign new Yearly look days 400 why They moved.', '400 days are too many'],
    [`campaign new ${'long '.repeat(20)}why They moved.`, 'at most 60 fit'],
    [
      'campaign new Yearly look tier high why They moved.',
      'Without the risk tier it would be 1: type it again without that.',
    ],
  ])('asks for what the form would ask for: %s', async (line, said) => {
    expect(await asked(line)).toContain(said)
  })

  it('leaves what was begun in the form as it is where it cannot be read, and takes its place where it can', async () => {
    const priya = play('priya')
    await priya.says('campaign new')
    await priya.press('Continue', { name: 'Earlier', why: 'An earlier reason.', days: '9' })
    await priya.press('Add', { tier: 'low' })
    await asked('campaign new Later tier hihg why They moved.')
    expect(wordsOf(await priya.press('Show whom it reaches'))).toContain('Earlier')

    const words = await asked('campaign new Later why They moved.')

    expect(words).toContain('Later')
    expect(words).not.toContain('Risk tier')
  })

  it('is for stewards', async () => {
    expect(wordsOf(await play('dana').says('campaign new Yearly look why They moved.'))).toContain(
      'needs the steward role',
    )
  })
})
