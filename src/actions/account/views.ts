import { Refusal } from '../../domain/refusal.ts'
import type { ViewOf } from '../../domain/view.ts'
import type { Look } from '../look.ts'
import { platformName } from './code.ts'

/** Asks whoever typed a code whether they mean it: what is joined stays joined. */
export const linkView = async (look: Look, id: string): Promise<ViewOf<'link'>> => {
  const found = await look.session.links.find(id)
  const maker = found && (await look.session.people.byAccount(found.account))
  const mine = await look.session.people.accounts(look.person.id)
  if (!found || !maker || !mine.some((one) => one.account === found.claimedBy))
    throw new Refusal(
      'unknown-thing',
      'This code is used or too old. Type link on the other side for a new one.',
    )
  return {
    kind: 'link',
    link: id,
    name: maker.name.body,
    there: platformName(found.account),
    here: platformName(found.claimedBy ?? ''),
  }
}
