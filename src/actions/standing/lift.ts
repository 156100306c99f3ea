import type { Certification } from '../../domain/certification.ts'
import { lift as letGoOn } from '../../domain/stop.ts'
import { stateWords } from '../../domain/transition.ts'
import { action } from '../action.ts'
import { keep } from '../load.ts'
import { readStop, stopAsks, stopCarries, stopForm, typedStop } from './stop-form.ts'

/** Lets a suspended certificate go on as it was, with a reason. */
export const lift = action('certification.lift', {
  carries: stopCarries,
  asks: stopAsks,
  words: ['lift'],
  help: 'let a suspended certificate go on: lift CRT-12 and why',
  roles: ['steward'],
  form: stopForm('lift'),
  typed: typedStop('lift'),
  run: async (scope, { certification: id }, values) => {
    const { certification, wish } = await readStop(scope, id, 'lift', values)
    const lifted = await keep(
      scope.session.certifications,
      letGoOn(certification, wish, scope.context),
      scope,
    )
    return {
      ref: {
        show: 'line',
        title: 'The suspension is lifted',
        sentence: `${id} is ${stateWords[lifted.state]}. ${follows(lifted)} Owner, developer and the people who are known to use it are told.`,
        tone: lifted.state === 'expired' ? 'warning' : 'good',
        ways: [{ title: 'Show it', what: 'certification', id, part: '' }],
      },
    }
  },
})

/** What it means for whoever relies on it. */
const follows = ({ state }: Certification): string => {
  switch (state) {
    case 'expired':
      return 'Its time ran out meanwhile, so nobody should rely on it until it is certified again.'
    case 'review_due':
      return 'It counts again, and its owner is asked whether anything has changed.'
    case 'recertifying':
      return 'It counts again while its renewal goes on.'
    default:
      return 'It counts again, until the day that it had.'
  }
}
