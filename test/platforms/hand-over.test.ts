import { beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { certificationOf } from '../bot/deliveries.ts'
import { inPlatforms } from './in-platforms.ts'
import type { PlatformPlayer } from './player.ts'
import type { Platforms } from './stage.ts'
import type { Place } from './told.ts'
import { buttonsOf, certifiedBy, danaIn, inFrontOf, isOnce, otherThan, places, saying } from './told.ts'

let platforms: Platforms
inPlatforms((opened) => {
  platforms = opened
})

describe.each(places)('a review that is handed over in %s', (place: Place) => {
  let dana: PlatformPlayer
  let ben: string

  beforeEach(async () => {
    dana = danaIn(platforms, place)
    await platforms.knowBen()
    await certifiedBy(dana)
    const { validUntil } = await certificationOf(platforms.world)
    await platforms.until(addDays(validUntil ?? '', -20))
    ben = await platforms.idOf('ben')
  })

  it('is offered in a form, taken back, offered to somebody else, and declined with a reason', async () => {
    const { inSlack, inTeams } = await platforms.link()
    const heir = otherThan(place) === 'Slack' ? inSlack : inTeams
    await heir.says('help')
    const to = (await platforms.personOf(heir)).id

    await dana.says('review CRT-1')
    await dana.press('Hand over')
    expect(inFrontOf(dana).words).toContain('Who should own it?')
    expect(place === 'Slack').toBe(dana.window() !== undefined)
    await dana.press('Offer it', { to: '' })
    expect(inFrontOf(dana).words).toContain('Please choose somebody from the list.')
    await dana.press('Offer it', { to: ben })
    const offered = saying(dana, 'It is offered to Ben Okafor.')
    expect(dana.window()).toBeUndefined()
    expect(buttonsOf(offered)).toEqual(['Take it back'])
    // What is offered stays theirs to review meanwhile.
    expect(saying(dana, 'Time for a review').buttons).toContain('Hand over')
    await isOnce(dana)

    const before = dana.shown().length
    const takingBack = dana.hold('Take it back')
    await dana.press('Take it back')
    expect(dana.shown()).toHaveLength(before)
    expect(buttonsOf(saying(dana, 'keeps it. Nothing left to do.'))).toEqual(['Ask somebody else'])
    await isOnce(dana)
    await takingBack()
    expect(inFrontOf(dana).words).toContain('is answered or over by now. Nothing left to do.')

    await dana.press('Ask somebody else')
    await dana.press('Offer it', { to })
    expect(buttonsOf(inFrontOf(heir))).toEqual(['Accept', 'Decline'])
    const accepting = heir.hold('Accept')
    await heir.press('Decline')
    await heir.press('Decline', { reason: '' })
    expect(inFrontOf(heir).words).toContain('Please write a sentence or two here.')
    await heir.press('Decline', { reason: 'I leave in June.' })
    expect(saying(heir, 'Thank you for saying so').buttons).not.toContain('Accept')
    await isOnce(heir, dana)
    const declined = saying(dana, 'does not take it over.')
    expect(declined.words).toContain('I leave in June.')
    expect(buttonsOf(declined)).toEqual(['Ask somebody else'])

    await accepting()
    expect(inFrontOf(heir).words).toContain('is answered or too old by now. Nothing left to do.')
    expect((await certificationOf(platforms.world)).owner).toBe((await platforms.personOf(dana)).id)
  })
})
