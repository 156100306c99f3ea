import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import { makers } from '../../domain/certification.ts'
import { holdForReview, openReview } from '../../domain/review.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Role } from '../../domain/programme.ts'
import { roles } from '../../domain/programme.ts'
import { tierOf } from '../../domain/registration.ts'
import { decideLow, submit as freeze } from '../../domain/submission.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { assetOf, certificationOf, factsOf, holdersOf, keep, permit, readReference } from '../load.ts'
import { most } from '../load.ts'

/** Freezes the content and sends it on its way: low is decided at once, moderate goes to its approvers, high waits in review. */
export const submit = action('certification.submit', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  words: ['submit'],
  help: 'send a finished certification on: submit CRT-12',
  typed: async (rest) => {
    const read = readReference(rest)
    if (!read)
      throw new Refusal(
        'unknown-thing',
        'Which one? Type submit and its reference, for example submit CRT-12.',
      )
    return { carries: { certification: read.reference }, asks: {} }
  },
  run: async (scope, { certification: id }) => {
    const certification = await certificationOf(scope.session, id)
    await permit(scope, 'certification.submit', certification)
    const asset = await assetOf(scope.session, certification.asset)
    const submitted = await keep(
      scope.session.certifications,
      freeze(certification, asset, scope.person.id, scope.context),
      scope,
    )
    switch (tierOf(submitted)) {
      case 'low':
        await keep(
          scope.session.certifications,
          decideLow(submitted, await isFirst(scope, submitted), scope.context),
          scope,
        )
        break
      case 'moderate':
        await askApprovers(scope, submitted)
        break
      case 'high':
        await keep(scope.session.certifications, holdForReview(submitted, scope.context), scope)
        break
    }
    return { ref: { show: 'certification', certification: id } }
  },
})

/** Whether the developer has had nothing certified before. */
const isFirst = async (scope: Scope, certification: Certification): Promise<boolean> =>
  (await scope.session.certifications.of([certification.developer], most)).every(
    (one) =>
      one.id === certification.id || one.developer !== certification.developer || one.validFrom === null,
  )

const askApprovers = async (scope: Scope, certification: Certification): Promise<void> => {
  const { session, context } = scope
  const asset = await assetOf(session, certification.asset)
  const counts = new Map<Role, number>()
  for (const role of roles) counts.set(role, (await holdersOf(session, role, makers(certification))).length)
  const opened = openReview(
    certification,
    await session.reference('APR'),
    factsOf(certification, asset),
    (role) => counts.get(role) ?? 0,
    context,
  )
  await session.approvals.save(opened.approval, opened.events, context)
  await keep(session.certifications, opened.certification, scope)
}
