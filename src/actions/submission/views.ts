import { currentStage, isFilled } from '../../domain/approval.ts'
import type { Certification } from '../../domain/certification.ts'
import { contactOf, makers } from '../../domain/certification.ts'
import { appealUntil } from '../../domain/appeal.ts'
import { hypercareOf, hypercarePhase, lastGoLiveDay, mayGoLive } from '../../domain/go-live.ts'
import { awaitsLook } from '../../domain/sample.ts'
import { tierOf } from '../../domain/registration.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import { can, isAmong, reachOf } from '../../domain/person.ts'
import { candidates, deciderName } from '../approval/deciders.ts'
import { seatWords, stageLine } from '../approval/seats.ts'
import { offersPack } from '../evidence-pack/offer-pack.ts'
import { headed } from '../headed.ts'
import {
  assetOf,
  certificationOf,
  eachOf,
  holdersOf,
  nameOf,
  namesOf,
  permit,
  questionName,
} from '../load.ts'
import type { Look } from '../look.ts'
import { answersSoFar, firstOpenPage } from '../risk/pages.ts'
import { questionsView, resultView } from '../risk/views.ts'
import { stepsView } from '../steps/views.ts'
import { waiverLines } from '../waiver/views.ts'
import { mayAskWaiver } from '../../domain/waiver-request.ts'

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
    case 'review_due':
      return outcomeView(look, id)
  }
}

export const submittedView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  if (certification.state !== 'submitted' && certification.state !== 'in_review')
    return certificationView(look, id)
  const request =
    certification.approval === null ? undefined : await look.session.approvals.find(certification.approval)
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
    held: open === undefined,
    canWithdraw: isAmong(look.person, makers(certification)),
  }
}

const outcomes = [
  'changes_requested',
  'rejected',
  'withdrawn',
  'suspended',
  'expired',
  'revoked',
  'retired',
  'review_due',
] as const
type Outcome = ViewOf<'outcome'>['outcome']

/** Where the way back leads over a steward. */
const needsSteward: readonly Outcome[] = ['suspended', 'expired', 'revoked', 'review_due']

const isOutcome = (state: string): state is (typeof outcomes)[number] => outcomes.some((one) => one === state)

/** Where a certification stopped, and the way on. A request that ran out stands there too: its certification is in preparation again. */
export const outcomeView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const ranOut = certification.state === 'preparing' && (await lastRequestExpired(look, certification))
  const outcome: Outcome | undefined = ranOut
    ? 'request_expired'
    : isOutcome(certification.state)
      ? certification.state
      : undefined
  if (!outcome) return certificationView(look, id)
  const decided = outcome === 'changes_requested' || outcome === 'rejected' ? certification.decision : null
  const failed = outcome === 'suspended' ? certification.sample?.looked : undefined
  const found = failed?.found ?? null
  const by = found === null ? decided?.by.at(-1) : failed?.by
  const until = appealUntil(certification, look.programme)
  return {
    kind: 'outcome',
    ...(await headed(look, certification)),
    outcome,
    who: by === undefined ? '' : await nameOf(look.session, by),
    reason: found?.body ?? decided?.reason?.body ?? '',
    at: certification.since,
    validUntil: certification.validUntil,
    stewards: needsSteward.includes(outcome)
      ? (
          await holdersOf(
            look.session,
            { role: 'steward', except: makers(certification) },
            reachOf(certification),
          )
        ).map((person) => person.name.body)
      : [],
    appealUntil: until !== null && until >= look.now ? until : null,
    mayProve: await offersPack(look, certification),
    waiver: outcome === 'suspended' ? waiverThatEnded(look, certification) : null,
    hasConditions:
      outcome === 'suspended' && certification.conditions.some((condition) => condition.state === 'missed'),
    mine: isAmong(look.person, makers(certification)),
  }
}

/** The waiver whose end suspended it. */
const waiverThatEnded = (look: Look, certification: Certification): ViewOf<'outcome'>['waiver'] => {
  const waiver = certification.waivers.find((one) => one.id === certification.stopped?.waiver)
  return waiver
    ? {
        question: questionName(look.programme, waiver.question),
        id: waiver.id,
        mayAsk:
          can(look.person, { deed: 'waiver.ask', certification }) &&
          mayAskWaiver(certification, waiver.question, look),
      }
    : null
}

const lastRequestExpired = async (look: Look, certification: Certification): Promise<boolean> =>
  certification.approval !== null &&
  (await look.session.approvals.find(certification.approval))?.state === 'expired'

export const certificateView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const { validFrom, validUntil, verify } = certification
  if (validFrom === null || validUntil === null || verify === null || certification.decision === null)
    return certificationView(look, id)
  const asset = await assetOf(look.session, certification.asset)
  return {
    kind: 'certificate',
    ...(await headed(look, certification)),
    tier: tierOf(certification),
    version: asset.version,
    validFrom,
    validUntil,
    conditions: conditionsOf(certification),
    waived: await waiverLines(look, certification),
    goLive: await goLiveOf(look, certification),
    approvedBy: await namesOf(look.session, certification.decision.by),
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
