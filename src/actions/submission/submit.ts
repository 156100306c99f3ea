import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import { isLive, isRenewal } from '../../domain/certification.ts'
import { reachOf, selves } from '../../domain/person.ts'
import { keptOut, keptOutByAppeal, openReview } from '../../domain/review.ts'
import { tierOf } from '../../domain/registration.ts'
import { transitions } from '../../domain/transition.ts'
import { decideLow, isUnchanged, obstacle, submit as freeze } from '../../domain/submission.ts'
import type { Scope, Shown } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { recordDecision } from '../evidence-pack/record.ts'
import {
  assetOf,
  certificationOf,
  countHolders,
  factsOf,
  keep,
  most,
  permit,
  referenceIn,
  requestAbout,
  standing,
} from '../load.ts'
import { notOpenAnyMore } from '../not-open.ts'
import { usersOf } from '../standing/users.ts'

/** Sends it on its way. What comes back the same as it was when changes were asked for, is asked about first. */
export const submit = action('certification.submit', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  words: ['submit'],
  help: 'send a finished certification on: submit CRT-12',
  typed: async (rest, scope) => {
    const read = referenceIn(rest, 'submit')
    const certification = await certificationOf(scope.session, read.reference)
    await permit(scope, 'certification.submit', certification)
    if (!transitions.submit.from.some((from) => from === certification.state))
      return notOpenAnyMore(certification)
    // The checklist says what is still open, and has the buttons for it.
    return obstacle(certification, scope.context)
      ? { show: 'steps', certification: certification.id }
      : { carries: { certification: certification.id }, asks: {} }
  },
  run: async (scope, { certification: id }) => {
    const certification = await certificationOf(scope.session, id)
    await permit(scope, 'certification.submit', certification)
    const asset = await assetOf(scope.session, certification.asset)
    return certification.state === 'changes_requested' && isUnchanged(certification, asset, scope.context)
      ? { ref: { show: 'submit-unchanged', certification: id } }
      : sendOn(scope, certification)
  },
})

/** Freezes the content and sends it on: low is decided at once, the others go to their approvers. */
export const sendOn = async (scope: Scope, certification: Certification): Promise<Shown> => {
  const asset = await assetOf(scope.session, certification.asset)
  const submitted = await keep(
    scope.session.certifications,
    freeze(certification, asset, scope.person.id, scope.context),
    scope,
  )
  switch (tierOf(submitted)) {
    case 'low': {
      const returns = isRenewal(submitted) && !isLive(submitted, scope.context.now)
      const of = {
        first: await isFirst(scope, submitted),
        users: returns ? await usersOf(scope.session, submitted) : [],
      }
      const decided = await keep(scope.session.certifications, decideLow(submitted, of, scope.context), scope)
      await recordDecision(scope.session, decided, scope.context.now)
      break
    }
    case 'moderate':
    case 'high':
      await askApprovers(scope, submitted)
      break
  }
  return { ref: { show: 'certification', certification: certification.id } }
}

/** Whether the developer has had nothing certified before, under whatever id. */
const isFirst = async ({ session }: Scope, certification: Certification): Promise<boolean> => {
  if (certification.validFrom !== null) return false
  const developer = await standing(session, certification.developer)
  const ids = developer ? selves(developer) : [certification.developer]
  const theirs = await session.certifications.of(ids, most)
  return theirs.every(
    (one) => one.id === certification.id || !ids.includes(one.developer) || one.validFrom === null,
  )
}

const askApprovers = async (scope: Scope, certification: Certification): Promise<void> => {
  const { session, context } = scope
  const asset = await assetOf(session, certification.asset)
  const before = await requestAbout(session, certification)
  const opened = openReview(
    certification,
    await session.reference('APR'),
    factsOf(certification, asset),
    await countHolders(
      session,
      [...keptOut(certification), ...keptOutByAppeal(before)],
      reachOf(certification),
    ),
    context,
    before,
  )
  await session.approvals.save(opened.approval, opened.events, context)
  await keep(session.certifications, opened.certification, scope)
}
