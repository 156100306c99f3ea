import { z } from 'zod'
import type { Approval } from '../../domain/approval.ts'
import { voters } from '../../domain/approval.ts'
import { join as joinPersons } from '../../domain/membership.ts'
import type { Person } from '../../domain/person.ts'
import { isAmong, isSelf } from '../../domain/person.ts'
import { roles } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Link } from '../../ports/store.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { keep, most } from '../load.ts'
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
      const joined = joinPersons(maker, scope.person)
      await keep(session.people, joined.other, scope)
      await keep(session.people, joined.person, scope)
      await session.people.moveAccounts(scope.person.id, maker.id)
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

/** While a request is open, its makers and deciders have to stay distinct persons: two that took part in it are not joined. */
const refuseWhatIsOpen = async ({ session }: Scope, one: Person, other: Person): Promise<void> => {
  const open = await session.approvals.waitingFor(roles, most)
  const took = (approval: Approval): readonly string[] => [...approval.makers, ...voters(approval)]
  const both = open.find((approval) => isAmong(one, took(approval)) && isAmong(other, took(approval)))
  if (both)
    throw new Refusal(
      'wrong-state',
      `Both accounts took part in ${both.certification}, which is being decided. Link them once that is done.`,
    )
}
