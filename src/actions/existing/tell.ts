import { isUncertified } from '../../domain/brought-in.ts'
import type { Context } from '../../domain/context.ts'
import { tellOwner } from '../../domain/existing.ts'
import type { Person } from '../../domain/person.ts'
import { isSelf, selves } from '../../domain/person.ts'
import type { Session } from '../../ports/store.ts'
import { keep, most } from '../load.ts'

/** What a list brought in of somebody's, and is still to be certified: assets by their ids. */
export const broughtInOf = async (session: Session, person: Person): Promise<readonly string[]> =>
  (await session.certifications.of(selves(person), most))
    .filter((one) => isUncertified(one) && isSelf(person, one.owner))
    .map(({ asset }) => asset)

/** Tells an owner in one card what of theirs came into the register. */
export const tellBroughtIn = async (
  session: Session,
  context: Context,
  person: Person,
  assets: readonly string[],
): Promise<void> => {
  await keep(session.people, tellOwner(person, assets), { context })
}
