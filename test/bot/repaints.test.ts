import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openRequest } from './deliveries.ts'
import type { TwoPlatforms } from './two-platforms.ts'
import { openTwoPlatforms } from './two-platforms.ts'

let stage: TwoPlatforms
beforeEach(async () => {
  stage = await openTwoPlatforms()
})
afterEach(() => stage.world.close())

describe('a card that is up', () => {
  it('is painted anew once for each press of others, however much that press changes', async () => {
    const { world, slack, says, appoint } = stage
    await appoint(slack, 'U1', 'Sam Hill', 'steward')
    await appoint(slack, 'U2', 'Pat Moss', 'steward')
    await openRequest(world)
    await world.deliver.settled()
    const painting = vi.spyOn(slack, 'replace')
    const paintings = (user: string): number =>
      painting.mock.calls.filter(([{ address }]) => address['user'] === user).length

    await says(slack, 'U1', 'approve APR-1')
    expect(slack.latest('U2')?.card.fallbackText).toContain('Sam Hill')
    expect(paintings('U2')).toBe(1)
  })
})
