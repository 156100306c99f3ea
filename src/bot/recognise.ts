import { keepOwn } from '../actions/leaving/depart.ts'
import { reseatRequests } from '../actions/leaving/reseat.ts'
import { comeBack } from '../domain/leaving.ts'
import { introduce, meet, nameless, newcomer } from '../domain/membership.ts'
import type { Person } from '../domain/person.ts'
import { appoint, endRoles, hasEnded } from '../domain/role.ts'
import type { Incoming } from '../ports/channel.ts'
import type { Session } from '../ports/store.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'

/** The channel's name as the journal writes it. */
export const platformOf = (incoming: Pick<Incoming, 'account'>): 'web' | 'slack' | 'teams' => {
  const [name] = incoming.account.split(':')
  if (name === 'web' || name === 'slack' || name === 'teams') return name
  throw new Error('an account of an unknown platform')
}

/** Who it is, from the authenticated account. Somebody new becomes a person; the first administrators are named in the settings. */
export const recognise = async (
  session: Session,
  world: World,
  incoming: Incoming,
  admins: readonly string[],
): Promise<{ readonly person: Person; readonly first: boolean }> => {
  const context = contextOf(world, 'system', platformOf(incoming))
  const known = await session.people.byAccount(incoming.account)
  const person =
    known ??
    newcomer(
      {
        id: context.newId(),
        name: incoming.name ?? nameless,
        account: incoming.account,
        zone: incoming.zone ?? context.programme.workingHours.zone,
        locale: incoming.locale ?? 'en',
      },
      context,
    )
  const first = person.metAt === null
  const told = introduce(person, incoming, context)
  const met = first
    ? meet(told, incoming.account, context)
    : {
        next: told,
        events:
          told.name === person.name
            ? []
            : [{ type: 'person-named' as const, subject: person.id, person: person.id }],
      }
  const back = comeBack(met.next, context)
  // What has reached its end counts no more, though its timer may not have come by yet.
  const ended = hasEnded(back.next, context.now)
    ? endRoles(back.next, (await session.people.withRole('admin')).length, context.now)
    : { next: back.next, events: [] }
  const appointed = admins.includes(incoming.account)
    ? appoint(ended.next, 'admin')
    : { next: ended.next, events: [] }
  const events = [...met.events, ...back.events, ...ended.events, ...appointed.events]
  if (events.length > 0) {
    await session.people.save(appointed.next, events, context)
    await reseatRequests(session, context, { before: back.next, after: appointed.next })
  }
  if (back.events.length > 0) await keepOwn(session, context, appointed.next)
  await session.people.putAccount({
    account: incoming.account,
    person: person.id,
    address: incoming.place === 'personal' ? incoming.address : null,
    lastActiveAt: context.now,
  })
  return { person: appointed.next, first }
}
