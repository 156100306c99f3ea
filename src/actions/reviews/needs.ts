import type { Certification } from '../../domain/certification.ts'
import { isAsked, isAttestable } from '../../domain/campaign-review.ts'
import { can } from '../../domain/person.ts'
import type { Need } from '../conversation/need.ts'
import { need } from '../conversation/need.ts'
import { eachOf } from '../load.ts'
import type { Look } from '../look.ts'

/** What is to be looked at of one's own outside of a renewal: owner, runbook and access, or what a campaign asks. */
export const checkNeeds = async (look: Look, mine: readonly Certification[]): Promise<readonly Need[]> => {
  const own = new Map(
    mine
      .filter((certification) => can(look.person, { deed: 'certification.confirm', certification }))
      .map((certification) => [certification.id, certification]),
  )
  const open = await look.session.reviews.openAmong([...own.keys()])
  const some = await eachOf(open, async (review) => {
    const { subject, due, kind } = review
    const certification = own.get(subject)
    if (!certification) throw new Error(`${subject} was not asked for`)
    if (isAsked(review) && isAttestable(certification, review, look.now))
      return [
        await need(look, certification, 'waits to hear whether anything has changed', due, {
          title: 'Answer',
          what: 'review',
          id: subject,
          part: '',
        }),
      ]
    if (kind !== 'check') return []
    return [
      await need(look, certification, 'has its owner, runbook and access to look at', due, {
        title: 'Have a look',
        what: 'check',
        id: subject,
        part: '',
      }),
    ]
  })
  return some.flat()
}
