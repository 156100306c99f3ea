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
import { isSelf, selves } from '../../domain/person.ts'
import type { Change } from '../../domain/reseat.ts'
import { isAffected, reseat, reseatWaiver } from '../../domain/reseat.ts'
import { openAsk } from '../../domain/waiver.ts'
import type { Session } from '../../ports/store.ts'
import { approvalOf, certificationOf, countHolders, eachOf, keep } from '../load.ts'

/**
 * Asks anew, and at once, where somebody who could decide on an open request or a waiver cannot any more, or was asked for the second word
 * on an unchanged thing. The person is saved before.
 */
export const reseatRequests = async (session: Session, context: Context, change: Change): Promise<void> => {
  const { roles } = change.before
  for (const id of await session.approvals.idsWaitingFor(roles))
    await reseatRequest(session, context, change, id)
  for (const id of await session.certifications.idsAsking([], roles))
    await reseatWords(session, context, change, id)
}

/**
 * The same where two turned out to be one: they lose a seat only in what one of them has made or decided, so that nothing else is read.
 */
export const reseatJoined = async (session: Session, context: Context, change: Change): Promise<void> => {
  const { roles } = change.before
  const both = selves(change.after)
  for (const id of await session.approvals.idsWaitingFor(roles, both))
    await reseatRequest(session, context, change, id)
  for (const id of await session.certifications.idsAsking([], roles, both))
    await reseatWords(session, context, change, id)
}

/** The same for one request. */
export const reseatRequest = async (
  session: Session,
  context: Context,
  change: Change,
  id: string,
): Promise<void> => {
  const approval = await approvalOf(session, id)
  if (!isAffected(approval, change)) return
  const certification = await certificationOf(session, approval.certification)
  const holders = await holdersFor(session, approval)
  await keep(session.approvals, reseat(approval, certification, change, holders), { context })
}

/** The same for the words that one certification waits for: on its waivers, and the second one on nothing having changed. */
export const reseatWords = async (
  session: Session,
  context: Context,
  change: Change,
  id: string,
): Promise<void> => {
  const found = await certificationOf(session, id)
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

/** Asks anew where two persons who could have decided side by side are one now: only what waits for a role of each is read. The one is saved before. */
export const reseatUnited = async (session: Session, context: Context, union: Union): Promise<void> => {
  const ofBoth = async (waiting: (roles: Person['roles']) => Promise<readonly string[]>) => {
    const [first = [], ...others] = await eachOf(union.before, ({ roles }) => waiting(roles))
    return first.filter((id) => others.every((ids) => ids.includes(id)))
  }
  for (const id of await ofBoth((roles) => session.approvals.idsWaitingFor(roles))) {
    const approval = await approvalOf(session, id)
    const { who } = await holdersFor(session, approval)
    const certification = await certificationOf(session, approval.certification)
    await keep(session.approvals, reseatCrowded(approval, certification, union, who), { context })
  }
  for (const id of await ofBoth((roles) => session.certifications.idsAsking([], roles))) {
    const found = await certificationOf(session, id)
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
