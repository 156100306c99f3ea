import { decline } from '../../domain/vouching.ts'
import { action, noInputs } from '../action.ts'
import { stepCarries, vouch } from './step-scope.ts'

/** The person who was asked says that somebody else should be. */
export const notMe = action('step.decline', {
  carries: stepCarries,
  asks: noInputs,
  run: async (scope, carries) => {
    await vouch(scope, carries, (certification, person) =>
      decline(certification, carries.step, person.id, scope.context),
    )
    return {
      ref: {
        show: 'line',
        title: 'Thank you for saying so',
        sentence: 'The developer is told to ask somebody else. Nothing more is expected of you.',
        tone: 'default',
        ways: [],
      },
    }
  },
})
