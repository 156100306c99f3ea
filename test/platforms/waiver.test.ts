import { describe, expect, it } from 'vitest'
import { certificationOf } from '../bot/deliveries.ts'
import { classifyAs, register } from '../journey.ts'
import { inPlatforms } from './in-platforms.ts'
import type { Platforms } from './stage.ts'
import type { Place } from './told.ts'
import {
  buttonsOf,
  colleagueIn,
  danaIn,
  inFrontOf,
  isOnce,
  nameIn,
  otherThan,
  places,
  saying,
} from './told.ts'

let platforms: Platforms
inPlatforms(
  (opened) => {
    platforms = opened
  },
  { digests: true },
)
const waiver = async () => (await certificationOf(platforms.world)).waivers.at(-1)

describe.each(places)('a waiver that is asked for in %s', (place: Place) => {
  it('takes its owner and a steward on two platforms, is reminded of before its end, and ends', async () => {
    const elsewhere = otherThan(place)
    const dana = danaIn(platforms, place)
    const steward = colleagueIn(platforms, place)
    const owner = danaIn(platforms, elsewhere)
    await steward.says('hello')
    await owner.says('hello')
    await platforms.appoint(nameIn(place).colleague, 'steward')
    await register(dana, 'Stock count')
    await classifyAs(dana, 'moderate', { connectors: 'red' })
    await dana.says(`hand over CRT-1 to ${nameIn(elsewhere).dana}`)
    await platforms.settle()
    await owner.press('Accept')

    await dana.says('waiver CRT-1')
    await dana.press('Ask for it', { reason: 'x'.repeat(200), controls: '', until: '2029-01-01' })
    expect(inFrontOf(dana).words).toContain('The nearest possible day is 2027-02-22.')
    expect(inFrontOf(dana).words).toContain('Please write a sentence or two here.')
    await dana.press('Ask for it', {
      reason: 'The supplier moves in January.',
      controls: 'Only test data.',
      until: '2026-12-18',
    })
    expect(saying(dana, 'asks to waive this until').words).toContain('Stock count')
    await isOnce(dana, owner, steward)

    const asked = saying(steward, 'asks you to waive this until')
    expect(asked.words).toContain('Only test data.')
    expect(buttonsOf(asked)).toEqual(['Grant', 'Refuse', 'Open the certification'])
    const [granting, refusing] = [steward.hold('Grant'), steward.hold('Refuse')]
    await steward.press('Grant')
    expect((await waiver())?.state).toBe('asked')
    expect(saying(owner, 'asks you, as the owner, to waive this').buttons).toContain('Agree')
    await owner.press('Agree')
    expect(buttonsOf(saying(owner, 'granted it'))).toEqual(['Undo', 'Open the certification'])
    expect(buttonsOf(saying(steward, 'granted it'))).toEqual(['Open the certification'])
    expect(saying(dana, 'asks to waive this until').words).toContain('Somebody decided on it a moment ago.')
    expect((await waiver())?.state).toBe('asked')
    // A minute has passed here.
    await owner.press('Undo')
    expect(inFrontOf(owner).words).toContain('The time for undoing has passed')
    await platforms.world.stand()
    await platforms.settle()
    expect(await waiver()).toMatchObject({ state: 'granted', until: '2026-12-18' })
    await isOnce(owner, dana, steward)
    for (const player of [dana, owner, steward])
      expect(saying(player, 'Waived until').buttons).not.toContain('Grant')

    const { rev } = await certificationOf(platforms.world)
    await granting()
    expect(inFrontOf(steward).words).toMatch(/Waived until|Nothing left to do|decided/)
    await refusing()
    expect(inFrontOf(steward).words).not.toContain('Please write')
    expect((await certificationOf(platforms.world)).rev).toBe(rev)

    const reminded = () => owner.shown().filter(({ words }) => words.includes('A waiver ends')).length
    await platforms.until('2026-12-11T12:00:00.000Z')
    const digest = saying(owner, 'Your digest')
    expect(digest.words).toContain('CRT-1 · Stock count')
    expect(reminded()).toBe(0)
    await platforms.until('2026-12-17T12:00:00.000Z')
    expect(reminded()).toBe(1)
    expect(saying(owner, 'A waiver ends').words).toContain(
      'After that the answer that it waives blocks again.',
    )
    await platforms.until('2026-12-21T12:00:00.000Z')
    expect((await waiver())?.state).toBe('ended')
    await owner.says('waiver CRT-1')
    expect(inFrontOf(owner).words).toContain('The waiver ended on Friday 18 December')
  })
})
