import type { Certification } from '../domain/certification.ts'
import { stateWords } from '../domain/transition.ts'
import { assetOf } from './load.ts'
import type { Look } from './look.ts'

/** What every card about a certification says on top and at its foot. */
export const headed = async (look: Look, certification: Certification) => ({
  certification: certification.id,
  name: (await assetOf(look.session, certification.asset)).name.body,
  state: stateWords[certification.state],
  policyVersion: certification.policy.version,
})
