import { describe, expect, it } from 'vitest'
import { personaOf } from '../bot/deliveries.ts'
import { programme } from '../world.ts'
import { wordsOf } from '../card-reader.ts'
import { inPlatforms } from './in-platforms.ts'
import type { Platforms } from './stage.ts'
import type { Place } from './told.ts'
import { buttonsOf, colleagueIn, inFrontOf, isOnce, nameIn, otherThan, places, saying } from './told.ts'

let platforms: Platforms
inPlatforms(
  (opened) => {
    platforms = opened
  },
  { digests: true },
)

/** The policy is in force from now on, and is looked at once a year. */
const publish = async () => {
  const { world } = platforms
  const { hash, version } = programme
  await world.read((session) => session.policies.keep({ hash, version, text: '', at: world.clock.now() }))
  await world.remind.plan()
}
const review = () => platforms.world.read((session) => session.reviews.openOf('policy'))

describe.each(places)('the review of the policy, begun in %s', (place: Place) => {
  it('is noted on by one steward, closed by another on the other platform, and told to the administrators', async () => {
    const elsewhere = otherThan(place)
    const [one, other] = [colleagueIn(platforms, place), colleagueIn(platforms, elsewhere)]
    await publish()
    await platforms.until('2027-11-20T12:00:00.000Z')
    for (const [player, where] of [
      [one, place],
      [other, elsewhere],
    ] as const) {
      await player.says('hello')
      await platforms.appoint(nameIn(where).colleague, 'steward')
    }
    await platforms.until('2027-11-29T12:00:00.000Z')
    expect(await review()).toMatchObject({ state: 'open', notes: [] })

    await one.says('review policy')
    expect(inFrontOf(one).words).toContain('Does the policy still say what the organisation wants?')
    expect(buttonsOf(inFrontOf(one))).toEqual([
      'Everything stays as it is',
      'Something should change',
      'Show the policy',
    ])
    await other.says('review policy')
    const closing = other.hold('Everything stays as it is')

    await one.press('Something should change')
    await one.press('Note it', { control: 'goals', verdict: 'change', words: '' })
    expect(inFrontOf(one).words).toContain('Please write a sentence or two here.')
    await one.press('Note it', { control: 'goals', verdict: 'change', words: 'Name the new sponsor.' })
    expect(saying(one, 'Name the new sponsor.').buttons).toContain('Take back')
    await isOnce(one, other)
    expect((await review())?.notes).toHaveLength(1)
    // The other steward's card says so too, and does not close it as if nothing were noted.
    expect(saying(other, 'Name the new sponsor.').buttons).toContain('That is all, the rest stays')

    await other.press('That is all, the rest stays')
    expect(await review()).toBeUndefined()
    for (const player of [one, other]) {
      const done = saying(player, '1 part to see to')
      expect(done.words).toContain(nameIn(elsewhere).colleague)
      expect(buttonsOf(done)).toEqual(['Show the policy'])
    }
    await isOnce(other, one)
    const done = await latest()
    await closing()
    expect(await latest()).toEqual(done)

    await platforms.world.stand()
    await platforms.until('2027-11-30T12:00:00.000Z')
    const amara = personaOf(platforms.world, 'amara')
    expect(
      amara
        .cards()
        .map(({ card }) => wordsOf(card))
        .join('\n'),
    ).toContain('1 part to see to')
  })

  it('is none of theirs whose year as a steward is over, which their digest says once', async () => {
    const one = colleagueIn(platforms, place)
    await publish()
    await one.says('hello')
    await platforms.appoint(nameIn(place).colleague, 'steward')
    await platforms.until('2027-11-26T12:00:00.000Z')
    await platforms.until('2027-11-29T12:00:00.000Z')

    expect(saying(one, 'Your digest').words).toContain('Has ended')
    expect(saying(one, 'Your digest').words).not.toContain('which ends')
    await one.says('review policy')
    expect(inFrontOf(one).words).toContain('Type policy to read what holds.')
  })

  const latest = async () => await platforms.world.read((session) => session.reviews.lastOf('policy'))
})
