import { z } from 'zod'
import { giveBack as giveItBack, take as takeOn } from '../../domain/deadline.ts'
import { entitle } from '../../domain/entitlement.ts'
import { action, noInputs } from '../action.ts'
import { approvalOf, certificationOf, keep } from '../load.ts'
import { namesFor, readDecision, requestFor } from './decide.ts'
import { permitRequest } from './deciders.ts'
import { withTakers } from './takers.ts'

const carries = z.strictObject({ approval: z.string() })
const roles = ['steward', 'security', 'data_protection', 'board'] as const

/** Takes a request on: everybody sees who has it, and nobody else is reminded meanwhile. It stays open to all who can decide. */
export const take = action('approval.take', {
  carries,
  asks: noInputs,
  words: ['take'],
  help: 'take a request on, so that nobody else is reminded of it: take CRT-12',
  roles,
  typed: async (rest, scope) => {
    const read = await readDecision(rest, scope, 'take')
    return 'show' in read ? read : { carries: { approval: read.carries.approval }, asks: {} }
  },
  run: async (scope, { approval: id }) => {
    const { session, context, person } = scope
    const { approval: request, certification } = await requestFor(scope, id)
    const approval = await withTakers(session, request, context.now)
    const takers = (approval.clock?.taken ?? []).map((one) => one.person)
    const names = await namesFor(scope, approval, takers)
    const { seat } = entitle(approval, person, names, context.now)
    await keep(session.approvals, takeOn(approval, certification, person, seat, names.nameOf, context), scope)
    return { ref: { show: 'request', approval: id } }
  },
})

/** Gives it back: whoever can decide is reminded again. */
export const giveBack = action('approval.give-back', {
  carries,
  asks: noInputs,
  words: ['give back'],
  help: 'give back a request that you took on: give back CRT-12',
  roles,
  typed: async (rest, scope) => {
    const read = await readDecision(rest, scope, 'give back')
    return 'show' in read ? read : { carries: { approval: read.carries.approval }, asks: {} }
  },
  run: async (scope, { approval: id }) => {
    const { session, context, person } = scope
    const approval = await withTakers(session, await approvalOf(session, id), context.now)
    const certification = await certificationOf(session, approval.certification)
    await permitRequest({ session, person, now: context.now }, approval, certification)
    const takers = (approval.clock?.taken ?? []).map((one) => one.person)
    const { nameOf } = await namesFor(scope, approval, takers)
    await keep(session.approvals, giveItBack(approval, certification, person, nameOf), scope)
    return { ref: { show: 'request', approval: id } }
  },
})
