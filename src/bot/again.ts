import { candidates } from '../actions/approval/deciders.ts'
import { pressOf } from '../actions/open.ts'
import { waitingSeats } from '../domain/approval.ts'
import type { Person } from '../domain/person.ts'
import type { Ref } from '../domain/ref.ts'
import { mostReaders } from '../ports/card.ts'
import type { Session } from '../ports/store.ts'

/** How a card is shown again, and the accounts for whom the platform may do so by itself. JSON, so that the inbox can keep it. */
export type Again = {
  readonly verb: string
  readonly data: Readonly<Record<string, string | number>>
  readonly accounts: readonly string[]
}

/**
 * The press that shows the same card as it is by then; null for one that is shown once. In a channel the awareness post turns into the
 * request itself for those who can decide on it.
 */
export const againOf = async (
  session: Session,
  ref: Ref,
  reader: Person | undefined,
  platform: string,
  now: string,
): Promise<Again | null> => {
  const isPost = ref.show === 'post'
  const press = pressOf(isPost ? { show: 'request', approval: ref.approval } : ref)
  if (!press) return null
  const readers = isPost ? await deciders(session, ref.approval, now) : reader ? [reader] : []
  const accounts = (await session.people.accountsOf(readers.map((person) => person.id)))
    .map(({ account }) => account)
    .filter((account) => account.startsWith(`${platform}:`))
  return { ...press, accounts: accounts.slice(0, mostReaders) }
}

const deciders = async (session: Session, id: string, now: string): Promise<readonly Person[]> => {
  const approval = await session.approvals.find(id)
  if (!approval) return []
  const found = new Map<string, Person>()
  for (const seat of waitingSeats(approval))
    for (const { person } of await candidates(session, approval, seat, now)) found.set(person.id, person)
  return [...found.values()]
}
