import type { Certification } from '../../domain/certification.ts'
import { makers } from '../../domain/certification.ts'
import { awaitsAnswer, isAttestable } from '../../domain/campaign-review.ts'
import { lapsed } from '../../domain/lapsed-step.ts'
import { agreedBy, awaitsSecond, noWord } from '../../domain/no-change.ts'
import type { PeriodicReview } from '../../domain/periodic-review.ts'
import { can, isAmong, isSelf, reachOf } from '../../domain/person.ts'
import { tierOf } from '../../domain/registration.ts'
import type { ViewOf } from '../../domain/view.ts'
import { certifiedVersion } from '../../domain/submission.ts'
import { deciderNames } from '../approval/deciders.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import {
  answerLabel,
  assetOf,
  certificationOf,
  holdersOf,
  nameOf,
  permit,
  personOf,
  questionName,
} from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { questionFields } from './second-no-change.ts'

const driversOf = (look: Look, { assessment }: Certification): ViewOf<'review'>['drivers'] =>
  (assessment?.drivers ?? []).slice(0, 3).map(({ question, option }) => ({
    question: questionName(look.programme, question),
    answer: answerLabel(look.programme, question, option),
  }))

/** What counts as a change: at high risk another owner does too. */
const changesOf = (look: Look, certification: Certification): readonly string[] => [
  ...look.programme.reviews.changes,
  ...(tierOf(certification) === 'high' ? ['another owner'] : []),
]

/** The review of a certificate: what counts as a change, and whether there was one; undefined where none is due. */
export const reviewOf = async (
  look: Look,
  certification: Certification,
): Promise<ViewOf<'review'> | undefined> => {
  const open = await look.session.reviews.openOf(certification.id)
  const isEarly = isAttestable(certification, open, look.now)
  if (certification.state !== 'review_due' && !isEarly) return undefined
  const { confirmation, validFrom, validUntil, inForceUntil } = certification
  const developer = await personOf(look.session, certification.developer)
  const asset = await assetOf(look.session, certification.asset)
  const stewards = await holdersOf(
    look.session,
    { role: 'steward', except: makers(certification) },
    reachOf(certification),
  )
  const isWaiting = awaitsSecond(certification)
  return {
    kind: 'review',
    ...(await headed(look, certification)),
    tier: tierOf(certification),
    validUntil: validUntil ?? look.now,
    inForceUntil,
    certifiedAt: certification.decision?.at ?? validFrom ?? certification.createdAt,
    certifiedBy: await deciderNames(look.session, certification),
    version: certifiedVersion(certification),
    drivers: driversOf(look, certification),
    changes: changesOf(look, certification),
    asked: await askedIn(look, open),
    isEarly,
    lapsed: (isEarly ? [] : lapsed(certification, developer, look)).map(({ title, why }) => ({ title, why })),
    stage: confirmation === null ? 'due' : isWaiting ? 'waiting' : 'questioned',
    who: confirmation ? await nameOf(look.session, confirmation.second?.by ?? confirmation.by) : '',
    reason: confirmation?.second?.reason?.body ?? '',
    stewards: stewards.map((person) => person.name.body),
    due: agreedBy(certification, look),
    owner: await nameOf(look.session, certification.owner),
    mine: isSelf(look.person, certification.owner),
    built: isSelf(look.person, certification.developer),
    mayConfirm:
      !isWaiting &&
      can(look.person, { deed: 'certification.confirm', certification }) &&
      (isEarly || noWord(certification, developer, look) === undefined),
    mayChange: can(look.person, { deed: 'certification.edit', certification }),
    mayRetire: can(look.person, { deed: 'certification.retire', certification }),
    asset: asset.id,
  }
}

/** The campaign whose answer is awaited, the latest of several. */
const askedIn = async (
  { session }: Look,
  review: PeriodicReview | undefined,
): Promise<ViewOf<'review'>['asked']> => {
  if (!awaitsAnswer(review)) return null
  const part = review.campaigns.findLast(({ answer }) => answer === 'open')
  const campaign = part && (await session.campaigns.find(part.id))
  if (!campaign) return null
  return {
    name: campaign.name.body,
    why: campaign.why.body,
    by: await nameOf(session, campaign.by),
    due: review.due,
  }
}

/** What a steward is asked about: the owner's word that nothing has changed. */
export const noChangeView = async (look: Look, id: string): Promise<ViewOf<'no-change'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const { confirmation } = certification
  const isAsked = awaitsSecond(certification)
  const may = isAsked && can(look.person, { deed: 'certification.agree', certification })
  const second = confirmation?.second
  const stage = isAsked
    ? ('asked' as const)
    : second
      ? second.reason === null
        ? ('agreed' as const)
        : ('questioned' as const)
      : ('over' as const)
  const { form, subject } = forms.noChange(id)
  return {
    kind: 'no-change',
    ...(await headed(look, certification)),
    word: confirmation?.id ?? '',
    tier: tierOf(certification),
    owner: await nameOf(look.session, confirmation?.by ?? certification.owner),
    validUntil: certification.validUntil ?? look.now,
    drivers: driversOf(look, certification),
    changes: changesOf(look, certification),
    stage,
    due: agreedBy(certification, look),
    who: second ? await nameOf(look.session, second.by) : '',
    reason: second?.reason?.body ?? '',
    may,
    mine: isAmong(look.person, makers(certification)),
    sentence: look.fault.sentence,
    fields: may
      ? ask(
          look,
          questionFields.map(({ required: _required, ...field }) => ({ ...field, optional: true })),
          await typed(look, form, subject),
        )
      : [],
  }
}
