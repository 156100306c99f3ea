import { describe, expect, it } from 'vitest'
import { register } from '../journey.ts'
import { inPlatforms } from './in-platforms.ts'
import type { PlatformPlayer } from './player.ts'
import type { Platforms } from './stage.ts'
import type { Place } from './told.ts'
import { buttonsOf, danaIn, inFrontOf, isOnce, places, saying } from './told.ts'

let platforms: Platforms
inPlatforms(
  (opened) => {
    platforms = opened
  },
  { digests: true },
)

const digestsOf = (player: PlatformPlayer) =>
  player.shown().filter(({ words }) => words.includes('Your digest'))
const closed = (player: PlatformPlayer): number =>
  player.shown().filter(({ words }) => words.includes('There is a newer card below')).length
/** What the platform was asked to change of what it showed already. */
const updates = (place: Place): number =>
  place === 'Slack'
    ? platforms.workspace.slack.called('chat.update')
    : platforms.tenant.fake.asked.filter(({ method }) => method === 'PUT').length

describe.each(places)('the daily digest in %s', (place: Place) => {
  it('has seven lines with a button each, which open beside it, and gives way to the next one', async () => {
    const dana = danaIn(platforms, place)
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'])
      await register(dana, `${name} list`)
    await platforms.until('2026-11-24T12:00:00.000Z')
    await platforms.until('2026-11-25T09:31:00.000Z')

    const digest = saying(dana, 'Your digest')
    expect(digest.words).toContain('9 things need you, the most urgent first')
    expect(digest.words).toContain('CRT-9 · Nine list')
    expect(digest.words).toContain('And 2 more in your inbox.')
    expect(buttonsOf(digest)).toEqual([
      ...Array.from({ length: 7 }, () => 'Answer'),
      'Show my inbox',
      'Settings',
    ])

    await dana.press('Answer')
    expect(inFrontOf(dana).words).toContain('CRT-9 · Nine list')
    expect(buttonsOf(inFrontOf(dana))).toContain('Continue')
    expect(digestsOf(dana)).toEqual([digest])
    await isOnce(dana)

    const opening = dana.hold('Answer')
    await dana.says('withdraw CRT-9')
    await dana.press('Yes, withdraw')
    const [before, closedBefore] = [updates(place), closed(dana)]
    await platforms.until('2026-11-26T09:31:00.000Z')
    expect(digestsOf(dana)).toHaveLength(1)
    expect(saying(dana, 'Your digest').words).toContain('Thursday 26 November')
    expect(saying(dana, 'Your digest').words).toContain('8 things need you')
    expect(closed(dana)).toBe(closedBefore + 1)
    expect(updates(place)).toBeGreaterThan(before)

    await opening()
    expect(inFrontOf(dana).words).toMatch(/CRT-9[\s\S]*withdrawn/i)
    expect(buttonsOf(inFrontOf(dana))).not.toContain('Continue')
  })

  it('keeps quiet hours, weekends and holidays', async () => {
    const dana = danaIn(platforms, place)
    await platforms.until('2026-12-23T12:00:00.000Z')
    await register(dana, 'Visitor list')
    const days: string[] = []

    // 25 December is a Friday and a holiday, 26 and 27 a weekend.
    for (const day of ['23', '24', '25', '26', '27', '28'])
      for (const hour of ['07:00', '12:30', '20:00']) {
        const at = `2026-12-${day}T${hour}:00.000Z`
        if (at < platforms.world.clock.now()) continue
        await platforms.world.until(at)
        const latest = digestsOf(dana).at(-1)?.words.split('\n')[1]
        if (latest !== undefined && latest !== days.at(-1)?.split(' at ')[0])
          days.push(`${latest} at ${hour}`)
      }

    expect(days).toEqual(['Thursday 24 December at 12:30', 'Monday 28 December at 12:30'])
  })
})
