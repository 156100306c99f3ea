import type { Asset } from '../domain/asset.ts'
import type { Ballot } from '../domain/approval.ts'
import { askedRole, waitingSeats } from '../domain/approval.ts'
import type { Person } from '../domain/person.ts'
import { can, termsOf } from '../domain/person.ts'
import { fitsUnit } from '../domain/role-term.ts'
import type { Role } from '../domain/programme.ts'
import type { Ref } from '../domain/ref.ts'
import { openAsk } from '../domain/waiver.ts'
import type { Session } from '../ports/store.ts'
import { candidates } from './approval/deciders.ts'
import { eachOf, holdersOf } from './load.ts'

/**
 * Whom a role's notice reaches: those of its holders who may act on the matter, for its tier and unit; with a request also whoever decides
 * for one who is away.
 */
export const askedBy = async (
  session: Session,
  ref: Ref,
  to: { readonly role: Role; readonly except: readonly string[] },
  now: string,
): Promise<readonly string[]> => {
  if (ref.show === 'request' || ref.show === 'waiver') {
    const ballot = await ballotOf(session, ref)
    if (!ballot) return []
    const seats = waitingSeats(ballot).filter((seat) => askedRole(seat) === to.role)
    const found = await eachOf(seats, (seat) => candidates(session, ballot, seat, now))
    return [...new Set(found.flat().map(({ person }) => person.id))]
  }
  const may = await actsOn(session, ref, to.role)
  return (await holdersOf(session, to)).filter(may).map((person) => person.id)
}

/** What a card asks to decide on: an approval request, or what is asked of a waiver now. */
const ballotOf = async (session: Session, ref: Ref): Promise<Ballot | undefined> => {
  if (ref.show === 'request') return session.approvals.find(ref.approval)
  if (ref.show !== 'waiver') return undefined
  const certification = await session.certifications.find(ref.certification)
  const waiver = certification?.waivers.find((one) => one.id === ref.waiver)
  return waiver && openAsk(waiver)
}

/** Where an owner is looked for who is not known, the stewards of the unit are asked, with those of every unit. */
const isNear = (asset: Asset | null, role: Role) => (person: Person) =>
  asset === null ||
  asset.sought === null ||
  role !== 'steward' ||
  termsOf(person, role).length === 0 ||
  termsOf(person, role).some((term) => fitsUnit(term, asset.unit))

/** Whether somebody may do what the card asks for; a card that only tells is for every holder. */
const actsOn = async (session: Session, ref: Ref, role: Role): Promise<(person: Person) => boolean> => {
  if (ref.show === 'hand-over') return isNear((await session.assets.find(ref.asset)) ?? null, role)
  if (!('certification' in ref)) return () => true
  const certification = await session.certifications.find(ref.certification)
  if (!certification) return () => false
  switch (ref.show) {
    case 'confirm': {
      const step = certification.steps.find((one) => one.id === ref.step)
      return (person) => step !== undefined && can(person, { deed: 'step.confirm', certification, step })
    }
    case 'accept-condition':
      return (person) => can(person, { deed: 'condition.accept', certification })
    case 'certificate':
      return (person) => can(person, { deed: 'sample.look', certification })
    case 'settle':
      return (person) => can(person, { deed: 'answer.settle', certification })
    case 'no-change':
      return (person) => can(person, { deed: 'certification.agree', certification })
    case 'revocation':
      return (person) => can(person, { deed: 'certification.revoke', certification })
    case 'tier-change':
      return (person) => can(person, { deed: 'tier.second', certification })
    default:
      return () => true
  }
}
