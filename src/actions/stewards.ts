import type { Certification } from '../domain/certification.ts'
import { makers } from '../domain/certification.ts'
import type { Deed, Person } from '../domain/person.ts'
import { can, reachOf } from '../domain/person.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Session } from '../ports/store.ts'
import type { Scope } from './action.ts'
import { certificationOf, holdersOf } from './load.ts'

/** Stewards who may have a say about a certification: their role holds for it, and they neither built nor own it. */
export const stewardsFor = (session: Session, certification: Certification): Promise<readonly Person[]> =>
  holdersOf(session, { role: 'steward', except: makers(certification) }, reachOf(certification))

/** Why somebody may not do what stewards do, and who can. `deed` begins the sentence: "Setting the tier of CRT-12". */
export const needsSteward = async (
  session: Session,
  certification: Certification,
  deed: string,
  roles = 'steward role',
): Promise<Refusal> => {
  const names = (await stewardsFor(session, certification)).map((person) => person.name.body).join(' or ')
  return new Refusal(
    'not-allowed',
    `${deed} needs the ${roles}, and somebody who neither built nor owns ${certification.id}.${names === '' ? '' : ` ${names} can.`}`,
  )
}

/** What a steward does about a certification that somebody else made, as refusals call it. */
const deeds = {
  'tier.set': 'Setting a tier',
  'answer.settle': 'Settling an answer',
  'certification.agree': 'This',
  'sample.look': 'Looking at a sample',
} as const satisfies Partial<Record<Deed['deed'], string>>

/** The certification, for a steward who did not make it. Asked before anything that was typed is looked at. */
export const forSteward = async (
  { session, person }: Pick<Scope, 'session' | 'person'>,
  id: string,
  deed: keyof typeof deeds,
): Promise<Certification> => {
  const certification = await certificationOf(session, id)
  if (can(person, { deed, certification })) return certification
  throw await needsSteward(session, certification, deeds[deed])
}
