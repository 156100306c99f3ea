import type { Certification } from '../../domain/certification.ts'
import { agreedBy, awaitsSecond } from '../../domain/no-change.ts'
import { can, isSelf } from '../../domain/person.ts'
import type { Person } from '../../domain/person.ts'
import { isRevocable } from '../../domain/revocation.ts'
import { isWaiting } from '../../domain/settlement.ts'
import { openSettlements } from '../../domain/settling.ts'
import { awaitsWord, toldBy } from '../../domain/stop.ts'
import { transitions } from '../../domain/transition.ts'
import type { Need } from '../conversation/need.ts'
import { need } from '../conversation/need.ts'
import { eachOf, questionName } from '../load.ts'
import type { Look } from '../look.ts'

/** Answers to settle, and what somebody wants lowered or revoked: for whoever can say a word. */
export const standingNeeds = async (
  look: Look,
  asked: readonly Certification[],
): Promise<readonly Need[]> => {
  if (look.person.roles.length === 0) return []
  return (
    await eachOf(asked, async (certification) => [
      ...(await toSettle(look, certification)),
      ...(await toAgree(look, certification)),
      ...(await toSecond(look, certification)),
    ])
  ).flat()
}

const toSettle = (look: Look, certification: Certification): Promise<readonly Need[]> =>
  eachOf(
    openSettlements(certification).filter(
      ({ question }) =>
        isWaiting(certification, question) && can(look.person, { deed: 'answer.settle', certification }),
    ),
    ({ question, due }) =>
      need(look, certification, `has an answer to settle: ${questionName(look.programme, question)}`, due, {
        title: 'Settle',
        what: 'settle',
        id: certification.id,
        part: question,
      }),
  )

const toSecond = async (look: Look, certification: Certification): Promise<readonly Need[]> =>
  awaitsSecond(certification) && can(look.person, { deed: 'certification.agree', certification })
    ? [
        await need(
          look,
          certification,
          'needs your word that nothing has changed',
          agreedBy(certification, look),
          { title: 'Have a look', what: 'no-change', id: certification.id, part: '' },
        ),
      ]
    : []

const toAgree = async (look: Look, certification: Certification): Promise<readonly Need[]> => {
  const { lowering, revocation } = certification
  const isFor = (person: Person, by: string, deed: 'tier.second' | 'certification.revoke'): boolean =>
    !isSelf(person, by) && can(person, { deed, certification })
  return [
    ...(lowering &&
    transitions['set tier'].from.some((from) => from === certification.state) &&
    isFor(look.person, lowering.by, 'tier.second')
      ? [
          await need(look, certification, `has a lower tier asked for: ${lowering.tier} risk`, null, {
            title: 'Have a look',
            what: 'tier-change',
            id: certification.id,
            part: lowering.id,
          }),
        ]
      : []),
    ...(revocation?.second === null &&
    isRevocable(certification, look.now) &&
    isFor(look.person, revocation.by, 'certification.revoke')
      ? [
          await need(look, certification, 'shall be revoked, if a second person agrees', null, {
            title: 'Have a look',
            what: 'revocation',
            id: certification.id,
            part: revocation.id,
          }),
        ]
      : []),
  ]
}

/** What one's own that stopped asks for. */
export const stoppedNeeds = async (look: Look, certification: Certification): Promise<readonly Need[]> => {
  const way = (title: string) => ({ title, what: 'outcome', id: certification.id, part: '' })
  if (awaitsWord(certification) && isSelf(look.person, certification.owner))
    return [
      await need(
        look,
        certification,
        'stopped: tell the people who use it',
        toldBy(certification, look.programme),
        way('Have a look'),
      ),
    ]
  return certification.state === 'revoked'
    ? []
    : [await need(look, certification, 'does not count at the moment', null, way('Have a look'))]
}
