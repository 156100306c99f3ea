import type { Context } from '../../domain/context.ts'
import { leave } from '../../domain/leaving.ts'
import type { Person } from '../../domain/person.ts'
import { hasLeft, selves } from '../../domain/person.ts'
import type { Session } from '../../ports/store.ts'
import { keep } from '../load.ts'
import { each, seeTo } from './portions.ts'

/** States in which the days that follow a go-live may go on. */
const goesOn = ['conditionally_certified', 'suspended']

/**
 * What follows once nobody can reach somebody: their roles end, their seats are asked anew, the steps that waited for them go back, and
 * what they own is offered to others; what is too much for one time, soon after.
 */
export const depart = async (session: Session, context: Context, id: string): Promise<void> => {
  const person = await session.people.find(id)
  if (!person || person.joinedTo !== null || hasLeft(person)) return
  const { assets, approvals, certifications, people } = session
  const mine = selves(person)
  const owned = await assets.idsInUse(mine)
  const admins = (await people.withRole('admin')).length
  const left = await keep(people, leave(person, owned, admins, context), { context })
  await seeTo(session, context, left, [
    ...each('request', await approvals.idsWaitingFor(person.roles)),
    ...each('words', await certifications.idsAsking([], person.roles)),
    ...each('step', await certifications.idsAsking(mine, [])),
    ...each('build', await certifications.idsBuiltForOthers(mine)),
    ...each('asset', owned),
    ...each('go-live', await certifications.idsInState(goesOn, mine)),
  ])
}

/** Somebody who left is there again: what nobody has accepted yet stays theirs. */
export const keepOwn = (session: Session, context: Context, person: Person): Promise<void> =>
  seeTo(session, context, person, each('own', person.left?.assets ?? []))
