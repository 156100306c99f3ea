import { currentStage, isLastStage, officeOf } from '../../domain/approval.ts'
import { tierOf } from '../../domain/registration.ts'
import type { View } from '../../domain/view.ts'
import { officeWords } from '../../domain/role-words.ts'
import { headed } from '../headed.ts'
import { approvalOf, certificationOf, nameOf } from '../load.ts'
import type { Look } from '../look.ts'
import { permitRequest, placeFor, whyPlace } from './deciders.ts'
import { requestView } from './request-view.ts'
import { seatsLeft } from './seats.ts'

/** Asks whether somebody means to approve: what it is, the hash of what they saw, and what comes of it. */
export const approveView = async (look: Look, id: string): Promise<View> => {
  const approval = await approvalOf(look.session, id)
  const certification = await certificationOf(look.session, approval.certification)
  await permitRequest(look, approval, certification)
  const place = await placeFor(look, approval)
  if (!place) return requestView(look, id)
  const here = await seatsLeft(look, approval, [currentStage(approval)])
  const next = approval.stages[approval.stage + 1]
  const comes = here.length > 0 ? 'same-stage' : isLastStage(approval) ? 'certificate' : 'next-stage'
  return {
    kind: 'approve',
    ...(await headed(look, certification)),
    approval: id,
    rev: approval.rev,
    version: certification.frozen?.version ?? 1,
    hash: approval.hash,
    tier: tierOf(certification),
    developer: await nameOf(look.session, certification.developer),
    asRole: officeWords(officeOf(place.chair)),
    whyYou: whyPlace(place),
    standsFor: place.absent?.name.body ?? '',
    comes,
    stage: comes === 'next-stage' ? (next?.title ?? '') : currentStage(approval).title,
    also: comes === 'next-stage' && next ? await seatsLeft(look, approval, [next]) : here,
    validMonths: look.programme.cadences[tierOf(certification)].validityMonths,
    hypercareDays: look.programme.goLive.hypercareDays,
  }
}
