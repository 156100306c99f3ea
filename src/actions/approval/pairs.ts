import type { Approval } from '../../domain/approval.ts'
import type { Context } from '../../domain/context.ts'
import type { Person } from '../../domain/person.ts'
import { selves } from '../../domain/person.ts'
import type { Reciprocity } from '../../domain/reciprocity.ts'
import { reciprocity } from '../../domain/reciprocity.ts'
import type { Session } from '../../ports/store.ts'
import { most, standing } from '../load.ts'

export type Pair = Reciprocity & { readonly maker: Person }

/** The makers of what is asked about with whom the person keeps approving each other's work. */
export const pairsOf = async (
  session: Session,
  approval: Approval,
  person: Person,
  at: Pick<Context, 'now' | 'programme'>,
): Promise<readonly Pair[]> => {
  const found = new Map<string, Pair>()
  for (const id of approval.makers) {
    const maker = await standing(session, id)
    if (!maker || maker.id === person.id || found.has(maker.id)) continue
    const both = [
      ...(await session.certifications.of(selves(person), most)),
      ...(await session.certifications.of(selves(maker), most)),
    ]
    const certifications = [...new Map(both.map((one) => [one.id, one])).values()]
    const pair = reciprocity(person, maker, certifications, at)
    if (pair) found.set(maker.id, { ...pair, maker })
  }
  return [...found.values()]
}
