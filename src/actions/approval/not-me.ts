import { z } from 'zod'
import { action, noInputs } from '../action.ts'
import { approvalOf, certificationOf } from '../load.ts'
import { entitledNames } from './decide.ts'
import { permitRequest } from './deciders.ts'

/** The approver would rather not; everybody else who can decide has been asked already. */
export const passOn = action('approval.not-me', {
  carries: z.strictObject({ approval: z.string() }),
  asks: noInputs,
  run: async (scope, { approval: id }) => {
    const { session, person, context } = scope
    const approval = await approvalOf(session, id)
    await permitRequest(
      { session, person, now: context.now },
      approval,
      await certificationOf(session, approval.certification),
    )
    const others = (await entitledNames(scope, approval)).filter((name) => name !== scope.person.name.body)
    return {
      ref: {
        show: 'line',
        title: 'You may leave this one',
        sentence:
          others.length > 0
            ? `${others.join(', ')} can decide it too and ${others.length === 1 ? 'has' : 'have'} been asked. It stays in your inbox until somebody does.`
            : 'Nobody else can decide it at the moment. Please tell an administrator, so that somebody is given the role.',
        tone: others.length > 0 ? 'default' : 'warning',
        ways: [{ title: 'Show the request', what: 'request', id, part: '' }],
      },
      as: 'new',
    }
  },
})
