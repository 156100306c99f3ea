import { z } from 'zod'
import { edit as open } from '../../domain/edit.ts'
import { action, noInputs } from '../action.ts'
import { saveDecided } from '../approval/decide.ts'
import { approvalOf, editable, referenceIn } from '../load.ts'
import { notOpenAnyMore } from '../not-open.ts'

/** Opens what approvers look at for a change; typed, it asks first. What they decided is void, and they hear of it. */
export const edit = action('certification.edit', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  words: ['edit'],
  help: 'change something while approvers look at it: edit CRT-12',
  typed: async (rest, scope) => {
    const read = referenceIn(rest, 'edit')
    const certification = await editable(scope, read.reference)
    return certification.state === 'in_review'
      ? { show: 'edit', certification: certification.id }
      : notOpenAnyMore(certification)
  },
  run: async (scope, { certification: id }) => {
    const certification = await editable(scope, id)
    const request =
      certification.approval === null ? undefined : await approvalOf(scope.session, certification.approval)
    if (!request || certification.state !== 'in_review')
      return { ref: { show: 'certification', certification: id } }
    await saveDecided(scope, open(certification, request, scope.person.id, scope.context))
    return { ref: { show: 'steps', certification: id } }
  },
})
