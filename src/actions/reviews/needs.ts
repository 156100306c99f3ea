import type { Certification } from '../../domain/certification.ts'
import { can } from '../../domain/person.ts'
import type { Need } from '../conversation/need.ts'
import { need } from '../conversation/need.ts'
import { eachOf } from '../load.ts'
import type { Look } from '../look.ts'

/** Whether owner, runbook and access of one's own are right. */
export const checkNeeds = async (look: Look, mine: readonly Certification[]): Promise<readonly Need[]> => {
  const own = new Map(
    mine
      .filter((certification) => can(look.person, { deed: 'certification.confirm', certification }))
      .map((certification) => [certification.id, certification]),
  )
  const open = (await look.session.reviews.openAmong([...own.keys()])).filter(({ kind }) => kind === 'check')
  return eachOf(open, ({ subject, due }) => {
    const certification = own.get(subject)
    if (!certification) throw new Error(`${subject} was not asked for`)
    return need(look, certification, 'has its owner, runbook and access to look at', due, {
      title: 'Have a look',
      what: 'check',
      id: subject,
      part: '',
    })
  })
}
