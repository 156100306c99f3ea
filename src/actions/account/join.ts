import { z } from 'zod'
import { barred, tookPart } from '../../domain/approval.ts'
import { join as joinPersons } from '../../domain/membership.ts'
import type { Person } from '../../domain/person.ts'
import { isAmong, isSelf, selves } from '../../domain/person.ts'
import { isOver } from '../../domain/certification.ts'
import { roles } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Link } from '../../ports/store.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { reseatJoined, reseatUnited } from '../leaving/reseat.ts'
import { approvalOf, keep } from '../load.ts'
import { platformName } from './code.ts'

/** Two accounts are one person from now on. Pressed by whoever typed the code; the one who made it has shown it to nobody else. */
export const join = action('account.join', {
  carries: z.strictObject({ link: z.string() }),
  asks: noInputs,
  run: async (scope, { link: id }) => {
    const { session } = scope
    const found = await claimed(scope, id)
    const maker = await session.people.byAccount(found.account)
    if (!maker) throw new Error('a code of nobody')
    if (!isSelf(maker, scope.person.id)) {
      await refuseWhatIsOpen(scope, maker, scope.person)
      const joined = joinPersons(maker, scope.person, {
        there: found.account.split(':')[0] ?? '',
        here: platformName(scope.account),
      })
      await keep(session.people, joined.other, scope)
      await keep(session.people, joined.person, scope)
      await session.people.moveAccounts(scope.person.id, maker.id)
      // One person has one part: what the two could decide side by side, or for each other, they cannot any more.
      for (const before of [maker, scope.person])
        await reseatJoined(session, scope.context, { before, after: joined.person.next })
      await reseatUnited(session, scope.context, {
        before: [maker, scope.person],
        after: joined.person.next,
      })
    }
    await session.links.drop(id)
    return {
      ref: {
        show: 'line',
        title: 'Your accounts are linked',
        sentence: `You are one person in ${platformName(found.account)} and ${platformName(scope.account)} now: the same inbox, the same work, the same roles. Type settings to choose where I write to you.`,
        tone: 'good',
        ways: [{ title: 'Show my inbox', what: 'home', id: '', part: '' }],
      },
    }
  },
})

/** The code, if this very account has typed it and it is still good. */
export const claimed = async (
  { session, account, context }: Pick<Scope, 'session' | 'account' | 'context'>,
  id: string,
): Promise<Link> => {
  const found = await session.links.find(id)
  if (!found || found.claimedBy !== account || found.until <= context.now)
    throw new Refusal(
      'wrong-state',
      'This code is used or too old. Type link on the other side for a new one.',
    )
  return found
}

/**
 * Makers, those who vouch and those who decide have to be distinct persons while something is under way: two that took part in the
 * same thing are not joined before it is done. Only that in which both stand is read.
 */
const refuseWhatIsOpen = async ({ session }: Scope, one: Person, other: Person): Promise<void> => {
  const reference =
    (await decidedBy(session, one, other)) ??
    (await vouchedFor(session, one, other)) ??
    (await vouchedFor(session, other, one))
  if (reference !== undefined)
    throw new Refusal(
      'wrong-state',
      `Both accounts took part in ${reference}, which is not done yet. Link them once it is decided.`,
    )
}

/** Something that is being decided in which both took part. */
const decidedBy = async (
  session: Scope['session'],
  one: Person,
  other: Person,
): Promise<string | undefined> => {
  for (const id of await session.approvals.idsWaitingFor(roles, selves(one), selves(other))) {
    const approval = await approvalOf(session, id)
    const took = [...barred(approval), ...tookPart(approval)]
    if (isAmong(one, took) && isAmong(other, took)) return approval.certification
  }
  return undefined
}

/** Something of the one's, not decided yet, for which the other has vouched. */
const vouchedFor = async (
  session: Scope['session'],
  maker: Person,
  other: Person,
): Promise<string | undefined> =>
  (await session.certifications.shared(selves(maker), selves(other))).find(
    (certification) =>
      (certification.decision === null || certification.state === 'changes_requested') &&
      !isOver(certification.state) &&
      certification.steps.some((step) => isSelf(other, step.passedBy)),
  )?.id
