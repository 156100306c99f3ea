import type { Users } from './event-about.ts'
import { usersMatter } from './matter.ts'
import type { Ref } from './ref.ts'

type To = { readonly person: string } | { readonly copies: true }

/** Whoever uses it hears that it stopped or goes on, and what it looks like now; a card of it that they have shows that at once. */
export const usersNotices = <Notice>(
  { certification, asset, users }: Users & { readonly certification: string; readonly asset: string },
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const ref: Ref = { show: 'asset', asset }
  const matter = usersMatter(certification)
  return users.length === 0
    ? []
    : [...users.map((person) => owe({ person }, ref, matter)), owe({ copies: true }, ref, matter)]
}
