import type { Address } from '../../ports/channel.ts'
import { peopleKept } from './limits.ts'

type Seen = { readonly user: string; readonly name?: string | undefined }

/** What Teams told us of people while this process lives: how it calls them (`29:…`), by account. Forgets whoever was longest silent. */
export const createPeople = () => {
  const seen = new Map<string, Seen>()
  return {
    learn: (account: string, { user, name }: Seen): void => {
      const before = seen.get(account)
      seen.delete(account)
      seen.set(account, { user, name: name ?? before?.name })
      const [oldest] = seen.keys()
      if (seen.size > peopleKept && oldest !== undefined) seen.delete(oldest)
    },
    find: (account: string): Seen | undefined => seen.get(account),
  }
}
export type People = ReturnType<typeof createPeople>

/** How Teams calls somebody: as it told us, as their own address says, or in the way that it derives from the object id. */
export const userOf = (account: string, objectId: string, people: People, address: Address): string => {
  const own = address['account'] === account ? address['user'] : undefined
  return own ?? people.find(account)?.user ?? `8:orgid:${objectId}`
}
