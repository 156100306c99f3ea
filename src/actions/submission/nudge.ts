import { z } from 'zod'
import { nudge as askOnceMore, whomToAsk } from '../../domain/deadline.ts'
import type { Certification } from '../../domain/certification.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { openSeats } from '../approval/climb.ts'
import { certificationOf, keep, permit, referenceIn, requestAbout } from '../load.ts'
import { notOpenAnyMore } from '../not-open.ts'

/** The request that approvers decide on now. */
const requestOf = async ({ session }: Pick<Scope, 'session'>, certification: Certification) =>
  certification.state === 'in_review' ? requestAbout(session, certification) : undefined

/** Asks the approvers once more, on the developer's word: after half of their time, and once a day. */
export const nudge = action('approval.nudge', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  words: ['nudge'],
  help: 'ask the approvers once more, after half of their time: nudge CRT-12',
  typed: async (rest, scope) => {
    const read = referenceIn(rest, 'nudge')
    const certification = await certificationOf(scope.session, read.reference)
    await permit(scope, 'certification.edit', certification)
    return (await requestOf(scope, certification)) === undefined
      ? notOpenAnyMore(certification, 'so it does not wait for approvers')
      : { carries: { certification: certification.id }, asks: {} }
  },
  run: async (scope, { certification: id }) => {
    const { session, context, person } = scope
    const certification = await certificationOf(session, id)
    await permit(scope, 'certification.edit', certification)
    const request = await requestOf(scope, certification)
    if (!request) return { ref: notOpenAnyMore(certification, 'so it does not wait for approvers') }
    const seats = await openSeats(session, request, context.now)
    const people = request.clock === null ? [] : whomToAsk('nudge', request.clock, seats, [])
    await keep(session.approvals, askOnceMore(request, certification, person, people, context), scope)
    return { ref: { show: 'submitted', certification: id } }
  },
})
