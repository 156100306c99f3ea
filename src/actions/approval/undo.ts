import { undo as takeBack } from '../../domain/undo.ts'
import { action, noInputs } from '../action.ts'
import { approvalOf, certificationOf } from '../load.ts'
import { approvalCarries, namesFor, readDecision, saveDecided } from './decide.ts'
import { permitRequest } from './deciders.ts'

/** Takes one's own decision back, while nobody was told of it: the request is open again. */
export const undo = action('approval.undo', {
  carries: approvalCarries,
  asks: noInputs,
  words: ['undo'],
  help: 'take back what you have just decided: undo CRT-12',
  roles: ['steward', 'security', 'data_protection', 'board'],
  typed: async (rest, scope) => {
    const read = await readDecision(rest, scope, 'undo')
    return 'show' in read ? read : { carries: read.carries, asks: {} }
  },
  run: async (scope, { approval: id, rev }) => {
    const { session, context, person } = scope
    const approval = await approvalOf(session, id)
    const certification = await certificationOf(session, approval.certification)
    await permitRequest({ session, person, now: context.now }, approval, certification)
    const names = await namesFor(scope, approval, [certification.developer])
    const undone = takeBack(approval, certification, person, rev, names, context)
    await saveDecided(scope, undone)
    return { ref: { show: 'request', approval: id } }
  },
})
