import { afterEach, beforeEach, expect } from 'vitest'
import type { Platforms } from './stage.ts'
import { openPlatforms } from './stage.ts'

/**
 * Opens both platforms for each story of a file; when one ends, nothing has gone wrong on either side, no platform has refused what it was
 * sent, and the journal holds.
 */
export const inPlatforms = (
  enter: (platforms: Platforms) => void,
  options: Parameters<typeof openPlatforms>[0] = {},
): void => {
  let platforms: Platforms
  beforeEach(async () => {
    platforms = await openPlatforms(options)
    enter(platforms)
  })
  afterEach(async () => {
    const { world, workspace, tenant } = platforms
    expect({
      faults: world.faults,
      slack: workspace.faults,
      teams: tenant.faults,
      refused: workspace.slack.complaints,
    }).toEqual({ faults: [], slack: [], teams: [], refused: [] })
    expect(await world.store.audit()).toMatchObject({ sound: true })
    await platforms.close()
  })
}
