import type { Certification } from '../../domain/certification.ts'
import { makers } from '../../domain/certification.ts'
import { isAmong } from '../../domain/person.ts'
import type { Session } from '../../ports/store.ts'
import { standing } from '../load.ts'

/** Who is known to use what is certified: whoever chose it instead of building it again, its makers aside. */
export const usersOf = async (session: Session, certification: Certification): Promise<readonly string[]> => {
  const users = new Set<string>()
  for (const id of await session.journal.actorsOf(certification.asset, 'asset-reused')) {
    const person = await standing(session, id)
    if (person && !isAmong(person, makers(certification))) users.add(person.id)
  }
  return [...users]
}
