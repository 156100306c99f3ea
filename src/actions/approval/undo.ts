import { undo as takeBack } from '../../domain/undo.ts'
import { action, noInputs } from '../action.ts'
import { approvalOf, certificationOf, keep, permit } from '../load.ts'
import { approvalCarries, namesFor, readDecision } from './decide.ts'

/** Takes one's own decision back, within a minute: the request is open again. */
export const undo = action('approval.undo', {
  carries: approvalCarries,
  asks: noInputs,
  words: ['undo'],
  help: 'take your decision back, within a minute: undo CRT-12',
  roles: ['steward', 'security', 'data_protection', 'board'],
  typed: async (rest, scope) => {
    const read = await readDecision(rest, scope, 'undo')
    return 'show' in read ? read : { carries: read.carries, asks: {} }
  },
  run: async (scope, { approval: id, rev }) => {
    const { session, context, person } = scope
    const approval = await approvalOf(session, id)
    const certification = await certificationOf(session, approval.certification)
    await permit(scope, 'certification.see', certification)
    const names = await namesFor(scope, approval, [certification.developer])
    const undone = takeBack(approval, certification, person, rev, names, context)
    await session.approvals.save(undone.approval, undone.events, context)
    if (undone.certification) await keep(session.certifications, undone.certification, scope)
    return { ref: { show: 'request', approval: id } }
  },
})
