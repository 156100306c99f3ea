import { beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { certificationOf } from '../bot/deliveries.ts'
import { stayTrained } from '../reviewing.ts'
import { inPlatforms } from './in-platforms.ts'
import type { PlatformPlayer } from './player.ts'
import type { Platforms } from './stage.ts'
import type { Place } from './told.ts'
import { buttonsOf, certifiedBy, danaIn, inFrontOf, isOnce, places, saying } from './told.ts'

let platforms: Platforms
inPlatforms((opened) => {
  platforms = opened
})
const crt = () => certificationOf(platforms.world)
const all = ['Do it', "I'm on it", 'Snooze', 'Not mine', 'Why?']

describe.each(places)('the reminder of a review in %s', (place: Place) => {
  let dana: PlatformPlayer
  /** The day on which the certificate is valid until; the reminder has come two days before it. */
  let last: string

  const messages = () => dana.shown().length

  beforeEach(async () => {
    dana = danaIn(platforms, place)
    await certifiedBy(dana)
    last = (await crt()).validUntil ?? ''
    await platforms.until(addDays(last, -20))
    await platforms.until(`${addDays(last, -2).slice(0, 10)}T10:00:00.000Z`)
  })

  it('is put off in its own place, never past the deadline, and comes again once', async () => {
    const before = messages()
    const reminder = inFrontOf(dana)
    for (const sentence of [
      'CRT-1 · Leave calendar',
      'Its certificate is valid until Friday 24 November. Please review it by then.',
      'If nothing is done, it expires on Sunday 24 December',
      'You get this because you look after it.',
    ])
      expect(reminder.words).toContain(sentence)
    expect(buttonsOf(reminder)).toEqual(all)

    await dana.press('Snooze')
    await dana.press('Go back')
    expect(buttonsOf(saying(dana, 'Review due'))).toEqual(all)
    await dana.press('Snooze')
    expect(inFrontOf(dana).words).toContain('It is put off once, for you alone, and stays due Friday')
    expect(buttonsOf(inFrontOf(dana))).toEqual(['Remind me then', 'Go back'])

    await dana.press('Remind me then', { snooze: 'day', day: '2030-01-01' })
    expect(inFrontOf(dana).words).toMatch(
      /It is due on Friday 24 November at 0\d:3\d\. The latest that I can remind you is on \w+day \d+ November at 09:30\./,
    )
    await dana.press('Remind me then', { snooze: 'hour' })

    expect(messages()).toBe(before)
    expect(inFrontOf(dana).words).toMatch(
      /I remind you of CRT-1 Leave calendar on \w+day \d+ \w+ at 1\d:0\d\./,
    )
    expect(inFrontOf(dana).words).toContain('It is still due on Friday 24 November')
    await isOnce(dana)
    await platforms.until(`${addDays(last, -2).slice(0, 10)}T12:00:00.000Z`)
    expect(messages()).toBe(before + 1)
    expect(buttonsOf(inFrontOf(dana))).toEqual(all)
    await platforms.until(`${addDays(last, -2).slice(0, 10)}T16:00:00.000Z`)
    expect(messages()).toBe(before + 1)
  })

  it('tells why it came, and once somebody is on it, until when nobody else is asked; then it asks again', async () => {
    const before = messages()
    await dana.press('Why?')
    expect(inFrontOf(dana).words).toContain('The review of a certificate: CRT-1 Leave calendar')
    expect(inFrontOf(dana).words).toMatch(/It came \w+day \d+ \w+, 1\d:\d\d: due soon\./)
    expect(inFrontOf(dana).words).not.toContain('It is on its way')
    expect(buttonsOf(inFrontOf(dana))).toEqual(['Change my hours', 'Show my inbox'])
    expect(buttonsOf(saying(dana, 'Review due'))).toEqual(all)
    await isOnce(dana)

    await dana.press("I'm on it")
    expect(messages()).toBe(before + 1)
    const taken = saying(dana, 'I ask nobody else about CRT-1 Leave calendar.')
    expect(buttonsOf(taken)).toEqual(['Do it', 'Show my inbox'])
    await isOnce(dana)
    await platforms.until(addDays(`${last.slice(0, 10)}T12:00:00.000Z`, 0))
    expect(inFrontOf(dana).words).toContain('Still on it?')
  })

  it('is closed once the review is done, and its old buttons say so and do nothing', async () => {
    const [later, taking, doing] = ['Snooze', "I'm on it", 'Do it'].map((title) => dana.hold(title))
    await stayTrained(platforms.world, 'dana', dana.account)
    await dana.press('Do it')
    await dana.press('Nothing changed')
    const { validUntil, rev } = await crt()
    expect(validUntil).toMatch(/^2030-11-24T/)

    for (const press of [later, taking, doing]) {
      await press?.()
      expect(inFrontOf(dana).words).toContain(
        'CRT-1 Leave calendar: that is over by now, so there is nothing left to remind you of.',
      )
    }
    expect((await crt()).rev).toBe(rev)
  })

  it('is handed over in three taps to somebody who accepts on the other platform', async () => {
    const { inSlack, inTeams } = await platforms.link()
    const heir = place === 'Slack' ? inTeams : inSlack
    await heir.says('help')
    const to = (await platforms.personOf(heir)).id
    const taking = dana.hold("I'm on it")

    await dana.press('Not mine')
    await dana.press('Offer it', { to })
    expect(inFrontOf(dana).words).toContain('It is offered to')
    await isOnce(dana, inSlack, inTeams)
    expect(inFrontOf(heir).words).toContain('asks you to own this from now on.')
    expect(buttonsOf(inFrontOf(heir))).toEqual(['Accept', 'Decline'])
    expect((await crt()).owner).not.toBe(to)

    const accepting = heir.hold('Accept')
    await heir.press('Accept')
    expect((await crt()).owner).toBe(to)
    expect(inFrontOf(heir).words).toContain('It is yours now.')
    // The last that is heard of it: no card about the review comes after it.
    expect(inFrontOf(dana).words).toContain('owns it now.')
    expect(saying(dana, 'owns it now.').buttons).not.toContain('Take it back')
    await isOnce(heir, dana)
    await accepting()
    expect(inFrontOf(heir).words).toMatch(/yours now|Nothing left to do/)
    await taking()
    expect(inFrontOf(dana).words).toContain("somebody else's to look after by now")
  })
})
