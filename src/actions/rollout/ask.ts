import type { Context } from '../../domain/context.ts'
import type { Event } from '../../domain/event.ts'
import { readKept, rolloutSetting } from '../../domain/rollout.ts'
import type { Session } from '../../ports/store.ts'

/** Whether an event may bring an administrator who can be asked. */
export const bringsAdmin = (event: Event): boolean =>
  event.type === 'person-met' || (event.type === 'role-granted' && event.role === 'admin')

/** Asks the administrators, once, as soon as one of them can be reached, to whom reminders and digests are to go. */
export const askOnce = async (session: Session, context: Context): Promise<void> => {
  const kept = readKept(await session.settings.get(rolloutSetting))
  if (kept === null || kept.asked) return
  const admins = (await session.people.withRole('admin')).map((person) => person.id)
  const accounts = await session.people.accountsOf(admins)
  if (!accounts.some(({ address }) => address !== null)) return
  await session.settings.set(
    rolloutSetting,
    { ...kept, asked: true },
    { type: 'rollout-asked', subject: `setting:${rolloutSetting}` },
    context,
  )
}
