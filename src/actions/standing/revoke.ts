import { z } from 'zod'
import { agreeRevoke, askRevoke, declineRevoke } from '../../domain/revocation.ts'
import { action, noInputs } from '../action.ts'
import { closeRequest } from '../approval/close-request.ts'
import { keep } from '../load.ts'
import { permitted, readStop, stopAsks, stopCarries, stopForm, typedStop } from './stop-form.ts'
import { usersOf } from './users.ts'

/** Asks a second person whether a certificate is revoked. */
export const revoke = action('certification.revoke', {
  carries: stopCarries,
  asks: stopAsks,
  words: ['revoke'],
  help: 'end a certificate for good, with a second person: revoke CRT-12 and why',
  roles: ['steward', 'board'],
  form: stopForm('revoke'),
  typed: typedStop('revoke'),
  run: async (scope, { certification: id }, values) => {
    const { certification, wish } = await readStop(scope, id, 'revoke', values)
    const moved = askRevoke(certification, scope.person, wish.reason, scope.context)
    const { revocation } = await keep(scope.session.certifications, moved, scope)
    return { ref: { show: 'revocation', certification: id, revocation: revocation?.id ?? '' }, as: 'new' }
  },
})

const carries = z.strictObject({ certification: z.string(), revocation: z.string() })

/** The second person agrees. */
export const agreeToRevoke = action('revocation.agree', {
  carries,
  asks: noInputs,
  run: async (scope, { certification: id, revocation }) => {
    const certification = await permitted(scope, id, 'revoke')
    const users = await usersOf(scope.session, certification)
    const moved = agreeRevoke(certification, revocation, scope.person, users, scope.context)
    await closeRequest(scope, certification)
    await keep(scope.session.certifications, moved, scope)
    return { ref: { show: 'revocation', certification: id, revocation } }
  },
})

/** The second person does not agree. */
export const declineToRevoke = action('revocation.decline', {
  carries,
  asks: noInputs,
  run: async (scope, { certification: id, revocation }) => {
    const certification = await permitted(scope, id, 'revoke')
    const moved = declineRevoke(certification, revocation, scope.person, scope.context)
    await keep(scope.session.certifications, moved, scope)
    return { ref: { show: 'revocation', certification: id, revocation } }
  },
})
