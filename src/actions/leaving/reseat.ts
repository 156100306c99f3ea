import type { Ballot } from '../../domain/approval.ts'
import { barred, tookPart } from '../../domain/approval.ts'
import type { Certification } from '../../domain/certification.ts'
import type { Context } from '../../domain/context.ts'
import type { Union } from '../../domain/crowd.ts'
import { reseatCrowded, reseatCrowdedWaiver } from '../../domain/crowd.ts'
import { noChangeMatter } from '../../domain/matter.ts'
import type { Joined } from '../../domain/membership.ts'
import { awaitsSecond, reaskNoChange } from '../../domain/no-change.ts'
import type { Person } from '../../domain/person.ts'
import { isSelf } from '../../domain/person.ts'
import type { Change } from '../../domain/reseat.ts'
import { isAffected, reseat, reseatWaiver } from '../../domain/reseat.ts'
import { openAsk } from '../../domain/waiver.ts'
import type { Session } from '../../ports/store.ts'
import { certificationOf, countHolders, keep } from '../load.ts'

/** So many open requests are looked through: more than any organisation has. */
const all = 10_000

/**
 * Asks anew, and at once, where somebody who could decide on an open request or a waiver cannot any more, or was asked for the second word
 * on an unchanged thing. The person is saved before.
 */
export const reseatRequests = async (session: Session, context: Context, change: Change): Promise<void> => {
  if (change.before.roles.length === 0) return
  for (const approval of await session.approvals.waitingFor(change.before.roles, all)) {
    if (!isAffected(approval, change)) continue
    const certification = await certificationOf(session, approval.certification)
    const holders = await holdersFor(session, approval)
    await keep(session.approvals, reseat(approval, certification, change, holders), { context })
  }
  for (const found of await session.certifications.asking([], change.before.roles, all)) {
    let certification = found
    for (const waiver of found.waivers) {
      const ask = openAsk(waiver)
      if (ask === undefined || !isAffected(ask, change)) continue
      const holders = await holdersFor(session, ask)
      certification = await keep(session.certifications, reseatWaiver(certification, ask, change, holders), {
        context,
      })
    }
    if (awaitsSecond(certification) && (await isAskedFor(session, certification, change.after)))
      await keep(session.certifications, reaskNoChange(certification, change), { context })
  }
}

/** Asks anew where two persons who could have decided side by side are one now. The one is saved before. */
export const reseatUnited = async (session: Session, context: Context, union: Union): Promise<void> => {
  const { roles } = union.after
  if (roles.length === 0) return
  for (const approval of await session.approvals.waitingFor(roles, all)) {
    const { who } = await holdersFor(session, approval)
    const certification = await certificationOf(session, approval.certification)
    await keep(session.approvals, reseatCrowded(approval, certification, union, who), { context })
  }
  for (const found of await session.certifications.asking([], roles, all)) {
    let certification = found
    for (const waiver of found.waivers) {
      const ask = openAsk(waiver)
      if (ask === undefined) continue
      const { who } = await holdersFor(session, ask)
      certification = await keep(
        session.certifications,
        reseatCrowdedWaiver(certification, ask, union, who),
        { context },
      )
    }
  }
}

/** Whether it was the person who was asked for the second word, and not only one of those who could say it. */
const isAskedFor = async (session: Session, { id }: Certification, person: Person): Promise<boolean> => {
  for (const { account } of await session.posted.of(noChangeMatter(id))) {
    const whose = await session.people.byAccount(account)
    if (whose && isSelf(person, whose.id)) return true
  }
  return false
}

/** How many may still decide on it, and who. */
const holdersFor = (session: Session, ballot: Ballot): ReturnType<typeof countHolders> =>
  countHolders(session, [...barred(ballot), ...tookPart(ballot)], { tier: ballot.tier, unit: ballot.unit })

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
