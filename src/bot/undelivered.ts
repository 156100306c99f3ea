import { deliveriesSetting, readDeliveries } from '../actions/deliveries/setting.ts'
import { dayOf } from '../domain/calendar.ts'
import type { Session } from '../ports/store.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'
import { owe } from './owe.ts'

/** Lets the administrators know that something reached nobody: once a day, however much it is, since the card shows all of it. */
export const tellOfUndelivered = async (session: Session, world: World): Promise<void> => {
  const context = contextOf(world, 'system', 'clock')
  const day = dayOf(context.now, context.programme.workingHours.zone)
  const before = readDeliveries(await session.settings.get(deliveriesSetting))
  if (before.toldOn === day) return
  await session.settings.set(
    deliveriesSetting,
    { ...before, toldOn: day },
    { type: 'messages-undelivered', subject: `setting:${deliveriesSetting}`, day },
    context,
  )
  await owe(session, context, { person: null, posted: undefined, matter: undefined })
}
