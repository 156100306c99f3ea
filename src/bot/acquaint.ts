import { newcomer } from '../domain/membership.ts'
import type { Person } from '../domain/person.ts'
import type { Incoming, Known } from '../ports/channel.ts'
import { pickedMark } from '../ports/channel.ts'
import type { Session } from '../ports/store.ts'
import type { Context } from '../domain/context.ts'

/** Somebody a platform told us of: known by account, or a new person who has not spoken yet. */
export const acquaint = async (session: Session, context: Context, known: Known): Promise<Person> => {
  const found = await session.people.byAccount(known.account)
  const person =
    found ??
    newcomer(
      {
        id: context.newId(),
        name: known.name,
        account: known.account,
        zone: known.zone ?? context.programme.workingHours.zone,
        locale: known.locale ?? 'en',
      },
      context,
    )
  if (!found)
    await session.people.save(
      person,
      [{ type: 'person-seeded', subject: person.id, person: person.id }],
      context,
    )
  // An address that is known leads to a conversation that is there already.
  const accounts = found ? await session.people.accounts(found.id) : []
  if (accounts.some((one) => one.account === known.account && one.address !== null)) return person
  // Being picked is not being active: it must not move where the person is reached.
  const lastActiveAt = found ? '' : new Date(0).toISOString()
  await session.people.putAccount({
    account: known.account,
    person: person.id,
    address: known.address,
    lastActiveAt,
  })
  return person
}

/** No form of ours asks for more people; a delivery that names more was not made by one. */
const mostPicks = 5

/** The same delivery with each picked account as the person that it stands for; a mark that the channel says nothing about stays. */
export const resolvePicks = async (
  session: Session,
  context: Context,
  incoming: Incoming,
): Promise<Incoming> => {
  if (incoming.kind !== 'click' || !incoming.people || incoming.people.length > mostPicks) return incoming
  const values = { ...incoming.values }
  for (const known of incoming.people) {
    const picked = Object.entries(values).filter(([, value]) => value === pickedMark + known.account)
    if (picked.length === 0) continue
    const person = await acquaint(session, context, known)
    for (const [id] of picked) values[id] = person.id
  }
  return { ...incoming, values }
}
