import type { Ballot, Seat } from '../../domain/approval.ts'
import { barred, officeOf, tookPart, votesOf, waitingRoles } from '../../domain/approval.ts'
import type { Certification } from '../../domain/certification.ts'
import { placeOf } from '../../domain/entitlement.ts'
import type { Person } from '../../domain/person.ts'
import { can, holds, isAmong, isSelf, selves, standsFor } from '../../domain/person.ts'
import type { Role } from '../../domain/programme.ts'
import type { Reach } from '../../domain/role-term.ts'
import { roles } from '../../domain/programme.ts'
import { officeWords, roleWords } from '../../domain/role-words.ts'
import type { Session } from '../../ports/store.ts'
import type { AskedFor } from '../load.ts'
import { eachOf, holdersOf, nameOf, permit, standing } from '../load.ts'
import type { Look } from '../look.ts'

/** Somebody who can decide, and in whose place where that person is away. */
export type Decider = { readonly person: Person; readonly absent: Person | undefined }

/** Everybody who can decide for a role: its holders who did not make the thing, and whoever stands in for one of them. */
const decidersOf = async (
  session: Session,
  asked: AskedFor,
  reach: Reach,
  now: string,
): Promise<readonly Decider[]> => {
  const { except } = asked
  const holders = await holdersOf(session, asked, reach)
  const own = holders.map((person): Decider => ({ person, absent: undefined }))
  const found = new Map(own.map((one) => [one.person.id, one]))
  for (const absent of holders) {
    const person = absent.away ? await standing(session, absent.away.delegate) : undefined
    if (person && !found.has(person.id) && !isAmong(person, except) && standsFor(person, absent, now))
      found.set(person.id, { person, absent })
  }
  return [...found.values()]
}

/** Who may still decide on a seat, stand-ins too: nobody decides on their own, or twice on one request. */
export const candidates = (
  session: Session,
  approval: Ballot,
  seat: Seat,
  now: string,
): Promise<readonly Decider[]> =>
  decidersOf(
    session,
    { ...officeOf(seat), except: [...barred(approval), ...tookPart(approval)] },
    { tier: approval.tier, unit: approval.unit },
    now,
  )

/** "Ana Ruiz", or "Ana Ruiz for Ben Okafor". */
export const deciderName = ({ person, absent }: Decider): string =>
  absent ? `${person.name.body} for ${absent.name.body}` : person.name.body

/** Those who are away and in whose place the person decides now. */
export const absentFor = async (
  session: Session,
  person: Person,
  now: string,
  among: readonly Role[] = roles,
): Promise<readonly Person[]> => {
  const absent = await session.people.whoseDelegate(selves(person))
  return absent.filter((one) => standsFor(person, one, now) && among.some((role) => holds(one, role)))
}

/** Where the reader may vote now, and in whose place; undefined where they may not. */
export const placeFor = async (look: Pick<Look, 'session' | 'person' | 'now'>, approval: Ballot) => {
  const absent = await absentFor(look.session, look.person, look.now, waitingRoles(approval))
  const place = placeOf(approval, look.person, absent, look.now)
  const seat = place && approval.stages[approval.stage]?.seats[place.seat]
  return place && seat && { ...place, chair: seat, inPlaceOf: seat.asked === null ? null : seat.role }
}

/** Why the reader is the one who decides. */
export const whyPlace = ({
  absent,
  inPlaceOf,
  chair,
}: NonNullable<Awaited<ReturnType<typeof placeFor>>>): string =>
  absent
    ? `you decide for ${absent.name.body}, who is away`
    : inPlaceOf
      ? `you hold the ${officeWords(officeOf(chair))} role, and ${chair.lead ? 'no other steward' : `nobody with the ${roleWords(inPlaceOf)} role`} may decide`
      : `you hold the ${officeWords(officeOf(chair))} role`

/** Refuses a reader who neither may see the certification nor decides, or has decided, on it. */
export const permitRequest = async (
  look: Pick<Look, 'session' | 'person' | 'now'>,
  approval: Ballot,
  certification: Certification,
): Promise<void> => {
  if (can(look.person, { deed: 'certification.see', certification })) return
  if (isAmong(look.person, tookPart(approval)) || (await placeFor(look, approval))) return
  await permit(look, 'certification.see', certification)
}

/** Who voted, with the absent person in whose place they did. */
export const voteNames = (
  session: Session,
  votes: readonly { readonly person: string; readonly behalf: string | null }[],
): Promise<readonly string[]> =>
  eachOf(votes, async ({ person, behalf }) =>
    behalf === null
      ? nameOf(session, person)
      : `${await nameOf(session, person)} for ${await nameOf(session, behalf)}`,
  )

/** Who decided what stands, each with the absent person in whose place they did. */
export const deciderNames = async (
  session: Session,
  { approval, decision }: Pick<Certification, 'approval' | 'decision'>,
): Promise<readonly string[]> => {
  const request = approval === null ? undefined : await session.approvals.find(approval)
  const votes = request === undefined ? [] : votesOf(request)
  return voteNames(
    session,
    (decision?.by ?? []).map(
      (person) => votes.find((vote) => vote.person === person) ?? { person, behalf: null },
    ),
  )
}

/** Open requests that wait for the person: what a stand-in is asked about. */
export const waitingOn = async (session: Session, person: Person): Promise<readonly string[]> =>
  (await session.approvals.waitingFor(person.roles, 100))
    .filter((approval) => placeOf(approval, person, [], '') !== undefined)
    .map((approval) => approval.id)

/** Whether the reader is that person. */
export const isReader = (look: Pick<Look, 'person'>, { person }: Decider): boolean =>
  isSelf(look.person, person.id)
