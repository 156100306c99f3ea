import { describe, expect, it } from 'vitest'
import { certificationOf, entriesOf, personaOf, requestOf } from '../bot/deliveries.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { inPlatforms } from './in-platforms.ts'
import type { PlatformPlayer } from './player.ts'
import type { Platforms } from './stage.ts'
import type { Place } from './told.ts'
import { colleagueIn, danaIn, inFrontOf, isOnce, nameIn, otherThan, places, saying } from './told.ts'

let platforms: Platforms
inPlatforms((opened) => {
  platforms = opened
})
const asking = (player: PlatformPlayer) =>
  player.shown().filter(({ buttons }) => buttons.includes('Approve')).length

describe.each(places)('a request in %s that nobody decides in time', (place: Place) => {
  it('is nudged, goes to the stand-in on the other platform, runs out, and is submitted again with one tap', async () => {
    const { world } = platforms
    const elsewhere = otherThan(place)
    const dana = danaIn(platforms, place)
    const [steward, delegate] = [colleagueIn(platforms, place), colleagueIn(platforms, elsewhere)]
    await steward.says('hello')
    await delegate.says('hello')
    await platforms.appoint(nameIn(place).colleague, 'steward')
    await platforms.knowBen()
    await register(dana, 'Stock count')
    await classifyAs(dana, 'moderate')
    await certify(dana, world, { id: 'CRT-1' })
    for (const name of ['Ben Okafor', 'Priya Nair'])
      await personaOf(world, 'amara').says(`role revoke ${name} steward`)
    await platforms.settle()
    const { clock } = await requestOf(world)
    expect(asking(steward)).toBe(1)

    await platforms.until(clock?.half ?? '')
    expect(saying(steward, 'Half of the time has passed.').words).toContain('asks you to approve by')
    expect(asking(steward)).toBe(1)
    await steward.says(`away from 2026-11-25 to 2026-12-11 delegate ${nameIn(elsewhere).colleague}`)
    await platforms.settle()
    expect(saying(delegate, 'Standing in').words).toContain(nameIn(place).colleague)
    await platforms.until('2026-11-26T12:00:00.000Z')
    expect(saying(delegate, 'The time to decide is over.').words).toContain(
      `now overdue, for ${nameIn(place).colleague}.`,
    )
    expect(asking(delegate)).toBe(1)
    await platforms.until(clock?.late ?? '')
    expect(saying(delegate, 'The time to decide has long been over.').words).toContain('with nothing lost')
    expect(asking(delegate)).toBe(1)

    const [approving, late] = [delegate.hold('Approve'), steward.hold('Approve')]
    await platforms.until(clock?.ends ?? '')
    expect(await requestOf(world)).toMatchObject({ state: 'expired' })
    for (const player of [steward, delegate]) {
      expect(asking(player)).toBe(0)
      expect(inFrontOf(player).words).toMatch(
        /The request ran out before it was decided|Nothing left to do here/,
      )
    }
    for (const press of [approving, late]) await press()
    expect(inFrontOf(steward).words).toMatch(/ran out|not open|Nothing left/)
    expect(await entriesOf(world, 'APR-1', 'approval-voted')).toBe(0)

    expect(saying(dana, 'The request ran out before anybody decided').buttons).toContain('Submit again')
    await dana.press('Submit again')
    await isOnce(dana, steward, delegate)
    expect(await requestOf(world, 'APR-2')).toMatchObject({ state: 'open' })
    await delegate.press('Approve')
    await world.stand()
    await platforms.settle()
    expect((await certificationOf(world)).state).toBe('certified')
    for (const player of [steward, delegate, dana])
      expect(
        player
          .shown()
          .map(({ words }) => words)
          .join('\n'),
      ).toContain(`${nameIn(elsewhere).colleague} for ${nameIn(place).colleague}`)
    expect(asking(steward) + asking(delegate)).toBe(0)
  })
})
