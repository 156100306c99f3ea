import { grantWaiver as grant } from '../../domain/waiver-decision.ts'
import { action, noInputs } from '../action.ts'
import { decideWaiver, readWaiver, waiverCarries } from './decide-waiver.ts'

/** Says yes to a waiver: as the owner whose word it needs, or as one who decides. */
export const grantWaiver = action('waiver.grant', {
  carries: waiverCarries,
  asks: noInputs,
  words: ['waiver grant', 'grant waiver'],
  help: 'grant a waiver: waiver grant CRT-12',
  roles: ['steward', 'board'],
  typed: async (rest, scope) => {
    const read = await readWaiver(rest, scope, 'waiver grant')
    return 'show' in read ? read : { carries: read.carries, asks: {} }
  },
  run: (scope, carries) =>
    decideWaiver(scope, carries, (certification, seen, names) =>
      grant(certification, seen, scope.person, names, scope.context),
    ),
})
