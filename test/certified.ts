import { click, openRequest, personaOf, requestOf } from './bot/deliveries.ts'
import { certify, classifyAs, register } from './journey.ts'
import type { World } from './journey.ts'

/** Dana's calendar: certified at once, for nobody has to approve it. */
export const certifyLow = async (world: World): Promise<void> => {
  const dana = personaOf(world, 'dana')
  await register(dana, 'Team leave calendar')
  await classifyAs(dana, 'low')
  await certify(dana)
}

/** Dana's stock count: Priya approved it, and can take that back no more. */
export const certifyModerate = async (world: World): Promise<void> => {
  await openRequest(world)
  await personaOf(world, 'priya').says('approve CRT-1')
  await world.stand()
}

/** Dana's CV screening: every seat approved it. */
export const certifyHigh = async (world: World): Promise<void> => {
  await openRequest(world, 'CV screening', 1, 'high')
  for (const persona of ['priya', 'sofia', 'tomas', 'ines', 'jonas']) {
    const { rev, hash } = await requestOf(world)
    await world.answer(
      click(persona, `approve-${persona}`, 'approval.approve-seen', { approval: 'APR-1', rev, hash }),
    )
  }
  await world.stand()
}
