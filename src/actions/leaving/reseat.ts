import { barred, tookPart } from '../../domain/approval.ts'
import type { Context } from '../../domain/context.ts'
import type { Joined } from '../../domain/membership.ts'
import type { Person } from '../../domain/person.ts'
import type { Change } from '../../domain/reseat.ts'
import { isAffected, reseat } from '../../domain/reseat.ts'
import type { Session } from '../../ports/store.ts'
import { certificationOf, countHolders, keep } from '../load.ts'

/** So many open requests are looked through: more than any organisation has. */
const all = 10_000

/** Asks anew, and at once, where somebody who could decide on an open request cannot any more. The person is saved before. */
export const reseatRequests = async (session: Session, context: Context, change: Change): Promise<void> => {
  for (const approval of await session.approvals.waitingFor(change.before.roles, all)) {
    if (!isAffected(approval, change)) continue
    const out = [...barred(approval), ...tookPart(approval)]
    const holders = await countHolders(session, out, { tier: approval.tier, unit: approval.unit })
    const certification = await certificationOf(session, approval.certification)
    await keep(session.approvals, reseat(approval, certification, change, holders), { context })
  }
}

/** Saves what became of a person, and asks anew where that empties a seat. */
export const keepPerson = async (
  session: Session,
  context: Context,
  before: Person,
  moved: Joined,
): Promise<void> => {
  await keep(session.people, moved, { context })
  await reseatRequests(session, context, { before, after: moved.next })
}
