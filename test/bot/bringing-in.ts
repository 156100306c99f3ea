import { expect } from 'vitest'
import { createBringIn } from '../../src/bot/bring-in.ts'
import type { World } from './deliveries.ts'

/** What is in use already, as a sheet writes it: of Dana, of nobody who is known, and of Ben. */
export const list = `name,purpose,kind,platform,owner,days
Leave calendar,Who is away when,app,power_apps,Dana Lindqvist,90
Stock count,Counts every week,flow,power_automate,web:dana,90
Visitor list,Who comes today,form,sharepoint,J. Smith (facilities),30
"=CMD|'/c calc'!A1",A name that a sheet would run,report,excel,Ben Okafor,60
`

/** Brings a list in, as an operator does, and lets everybody hear of it. */
export const bringIn = async (world: World, text = list) => {
  const desk = createBringIn({ store: world.store, world: world.world })
  const found = await desk.look(text, 90)
  expect(found.faults).toEqual([])
  const came = await desk.apply(found)
  await world.forward(0)
  world.deliver.wake()
  await world.deliver.settled()
  return { found, came }
}
