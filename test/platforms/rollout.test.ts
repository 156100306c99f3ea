import { describe, expect, it } from 'vitest'
import { personaOf } from '../bot/deliveries.ts'
import { register } from '../journey.ts'
import { inPlatforms } from './in-platforms.ts'
import type { PlatformPlayer } from './player.ts'
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
const digestOf = (player: PlatformPlayer): string | undefined =>
  player
    .shown()
    .findLast(({ words }) => words.includes('Your digest'))
    ?.words.split('\n')[1]

describe.each(places)('who gets what the clock says, chosen in %s', (place: Place) => {
  it('is shown first, goes to one unit, to nobody and to everyone, and is explained to whoever asks why', async () => {
    const elsewhere = otherThan(place)
    const [boss, dana] = [colleagueIn(platforms, place), danaIn(platforms, elsewhere)]
    await boss.says('hello')
    await platforms.appoint(nameIn(place).colleague, 'admin')
    await register(dana, 'Visitor list')
    await personaOf(platforms.world, 'kenji').says(`unit ${nameIn(elsewhere).dana} in Finance`)

    await boss.says('rollout')
    expect(inFrontOf(boss).words).toContain('You see who would get what before anything changes.')
    await boss.press('Show who would get what', { scope: 'unit', unit: 'Finance' })
    const preview = saying(boss, 'Who would get what')
    expect(preview.words).toContain('The people of Finance: 1 person can hear from the clock')
    expect(preview.words).toContain(nameIn(elsewhere).dana)
    expect(preview.words).toContain('Nothing has changed yet, and nothing was sent.')
    expect(buttonsOf(preview)).toEqual(['Yes, do it this way', 'Go back'])
    const choosing = boss.hold('Yes, do it this way')
    await boss.press('Yes, do it this way')
    saying(boss, 'Reminders and digests go to the people of Finance')
    await isOnce(boss, dana)
    expect(await entries()).toBe(1)

    await platforms.until('2026-11-25T09:31:00.000Z')
    expect(digestOf(dana)).toBe('Wednesday 25 November')
    await dana.says('why')
    expect(inFrontOf(dana).words).toMatch(
      /The rest stands in one digest a day, at 09:30. The latest came Wednesday 25 November/,
    )

    await boss.says('rollout observe')
    expect(inFrontOf(boss).words).toContain('Nobody would get a reminder or a digest.')
    await boss.press('Yes, do it this way')
    saying(boss, 'Assay only observes')
    await platforms.until('2026-11-26T09:31:00.000Z')
    expect(digestOf(dana)).toBe('Wednesday 25 November')
    await dana.says('why')
    expect(inFrontOf(dana).words).toContain(
      'Reminders and digests are not switched on for you; an administrator chooses who gets them.',
    )
    expect(inFrontOf(dana).words).toContain('Not sent')

    await boss.says('rollout everyone')
    await boss.press('Yes, do it this way')
    await platforms.until('2026-11-27T09:31:00.000Z')
    expect(digestOf(dana)).toBe('Friday 27 November')
    expect(await entries()).toBe(3)

    await choosing()
    expect(inFrontOf(boss).words).toContain('chose everyone after this was shown, so nothing was changed.')
    expect(await entries()).toBe(3)
  })

  const entries = async () =>
    (await platforms.world.read((session) => session.journal.of('setting:rollout', 20))).filter(
      ({ type }) => type === 'rollout-set',
    ).length
})
