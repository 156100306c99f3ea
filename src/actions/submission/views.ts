import { currentStage, isFilled } from '../../domain/approval.ts'
import type { Certification } from '../../domain/certification.ts'
import { contactOf, isLive, isRenewal, makers } from '../../domain/certification.ts'
import { mayNudge } from '../../domain/deadline.ts'
import { hypercareOf, hypercarePhase, lastGoLiveDay, mayGoLive } from '../../domain/go-live.ts'
import { mayEdit } from '../../domain/renewal.ts'
import { awaitsLook } from '../../domain/sample.ts'
import { tierOf } from '../../domain/registration.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import { can, isAmong } from '../../domain/person.ts'
import { certifiedVersion } from '../../domain/submission.ts'
import { candidates, deciderName, deciderNames } from '../approval/deciders.ts'
import { ladderOf } from '../approval/ladder.ts'
import { seatWords, stageLine } from '../approval/seats.ts'
import { offersPack } from '../evidence-pack/offer-pack.ts'
import { headed } from '../headed.ts'
import { certificationOf, eachOf, nameOf, permit, requestAbout } from '../load.ts'
import type { Look } from '../look.ts'
import { reviewOf } from '../reviews/views.ts'
import { answersSoFar, firstOpenPage } from '../risk/pages.ts'
import { questionsView, resultView } from '../risk/views.ts'
import { stepsView } from '../steps/views.ts'
import { outcomeOf } from './outcome.ts'
import { waiverLines } from '../waiver/views.ts'

/** Whatever card fits the state that a certification is in. */
export const certificationView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  switch (certification.state) {
    case 'draft':
      return questionsView(
        look,
        id,
        firstOpenPage(look.programme, await answersSoFar(look, look.programme, certification)),
      )
    case 'classified':
      return resultView(look, id)
    case 'preparing':
    case 'recertifying':
      return stepsView(look, id)
    case 'submitted':
    case 'in_review':
      return submittedView(look, id)
    case 'certified':
    case 'conditionally_certified':
      return certificateView(look, id)
    case 'changes_requested':
    case 'rejected':
    case 'withdrawn':
    case 'suspended':
    case 'expired':
    case 'revoked':
    case 'retired':
      return outcomeView(look, id)
    case 'review_due':
      return reviewView(look, id)
  }
}

export const submittedView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  if (certification.state !== 'submitted' && certification.state !== 'in_review')
    return certificationView(look, id)
  const request = await requestAbout(look.session, certification)
  const open = request?.state === 'open' ? request : undefined
  const seats = open
    ? await eachOf(currentStage(open).seats, async (seat) => ({
        role: seatWords(seat),
        names: (await candidates(look.session, open, seat, look.now)).map(deciderName),
        filled: isFilled(seat),
      }))
    : []
  return {
    kind: 'submitted',
    ...(await headed(look, certification)),
    tier: tierOf(certification),
    version: certification.frozen?.version ?? 1,
    hash: certification.frozen?.hash ?? '',
    seats,
    stage: open ? stageLine(open) : null,
    due: open?.due ?? null,
    ladder: open ? await ladderOf(look, open) : null,
    mayNudge:
      open !== undefined &&
      can(look.person, { deed: 'certification.edit', certification }) &&
      mayNudge(open, look.person, look.now) === 'yes',
    held: open === undefined,
    isAppeal: open !== undefined && open.appeals !== null,
    canWithdraw: isAmong(look.person, makers(certification)),
    canEdit:
      can(look.person, { deed: 'certification.edit', certification }) && mayEdit(certification, request),
    renewal: isRenewal(certification)
      ? { inForceUntil: isLive(certification, look.now) ? certification.inForceUntil : null }
      : null,
  }
}

/** The review that is due, or how it stands by now. */
export const reviewView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  return (await reviewOf(look, certification)) ?? certificationView(look, id)
}

/** Where a certification stopped, and the way on. */
export const outcomeView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  return (await outcomeOf(look, certification)) ?? certificationView(look, id)
}

export const certificateView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const { validFrom, validUntil, verify } = certification
  if (validFrom === null || validUntil === null || verify === null || certification.decision === null)
    return certificationView(look, id)
  return {
    kind: 'certificate',
    ...(await headed(look, certification)),
    tier: tierOf(certification),
    version: certifiedVersion(certification),
    validFrom,
    validUntil,
    conditions: conditionsOf(certification),
    waived: await waiverLines(look, certification),
    goLive: await goLiveOf(look, certification),
    approvedBy: await deciderNames(look.session, certification),
    mayProve: await offersPack(look, certification),
    verify,
    sampled: certification.sample?.chosen ?? false,
    looked: certification.sample?.looked !== null && certification.sample?.looked !== undefined,
    mayLook: awaitsLook(certification, look.now) && can(look.person, { deed: 'sample.look', certification }),
    developer: await nameOf(look.session, certification.developer),
    contact: contactOf(certification),
    mine: isAmong(look.person, makers(certification)),
  }
}

const goLiveOf = async (
  look: Look,
  certification: Certification,
): Promise<ViewOf<'certificate'>['goLive']> => {
  const phase = hypercarePhase(certification, look)
  const condition = hypercareOf(certification)
  if (!phase || !condition) return null
  const { goLive } = certification
  return {
    phase,
    day: goLive?.day ?? null,
    last: lastGoLiveDay(certification, look.programme),
    until: condition.due,
    responsible: goLive ? await nameOf(look.session, goLive.responsible) : '',
    may: can(look.person, { deed: 'certification.edit', certification }) && mayGoLive(certification, look),
  }
}

export const conditionsOf = (certification: Certification) =>
  certification.conditions.map((one) => ({
    id: one.id,
    words: one.words.body,
    due: one.due,
    state: one.state,
  }))
