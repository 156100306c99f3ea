import { afterEach, beforeEach, expect } from 'vitest'
import type { World } from './journey.ts'
import { openWorld } from './world.ts'

/** Opens a world for each story of a file; when one ends, nothing has gone wrong in its world, and its journal holds. */
export const inWorld = (
  enter: (world: World) => void,
  options: Parameters<typeof openWorld>[0] = {},
): void => {
  let world: World
  beforeEach(async () => {
    world = await openWorld(options)
    enter(world)
  })
  afterEach(async () => {
    expect(world.faults).toEqual([])
    expect(await world.store.audit()).toMatchObject({ sound: true })
    await world.close()
  })
}
