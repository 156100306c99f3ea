import { comeBack } from '../../domain/delegation.ts'
import { action, noInputs, nothing } from '../action.ts'
import { waitingOn } from '../approval/deciders.ts'
import { keep } from '../load.ts'

/** Ends it: nobody decides in one's place any more. */
export const comeHome = action('away.end', {
  carries: nothing,
  asks: noInputs,
  words: ['back', 'i am back', "i'm back"],
  help: 'you are back: nobody decides for you any more',
  roles: ['steward', 'security', 'data_protection', 'board'],
  run: async (scope) => {
    const { session, person } = scope
    await keep(session.people, comeBack(person, await waitingOn(session, person)), scope)
    return {
      ref: {
        show: 'line',
        title: 'Welcome back',
        sentence: 'Nobody decides in your place any more. What was decided meanwhile stands.',
        tone: 'good',
        ways: [{ title: 'Show my inbox', what: 'home', id: '', part: '' }],
      },
    }
  },
})
