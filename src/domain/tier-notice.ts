import type { Event } from './event.ts'
import { certificationMatter, loweringMatter } from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'

type TierEvent = Extract<
  Event,
  { readonly type: 'tier-set' | 'tier-lowering-asked' | 'tier-lowering-declined' }
>
type To =
  | { readonly person: string }
  | { readonly role: Role; readonly except: readonly string[] }
  | { readonly copies: true }

/** Who may be the second person for a lower tier. */
const seconds: readonly Role[] = ['steward', 'security', 'data_protection']

/** Who is told of a tier that was set, and who is asked about a lower one. */
export const tierNotices = <Notice>(
  event: TierEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const { certification, developer, owner } = event
  const matter = loweringMatter(certification)
  const copies = { copies: true } as const
  switch (event.type) {
    case 'tier-set': {
      const ref: Ref = { show: 'tier-change', certification, change: event.ruling }
      return [
        owe(copies, ref, matter),
        ...[...new Set([developer, owner])].map((person) => owe({ person }, ref, matter)),
        ...(event.second === null ? [] : [owe({ person: event.by }, ref, matter)]),
        owe(copies, { show: 'certification', certification }, certificationMatter(certification)),
      ]
    }
    case 'tier-lowering-asked': {
      const ref: Ref = { show: 'tier-change', certification, change: event.lowering }
      return seconds.map((role) => owe({ role, except: [developer, owner, event.by] }, ref, matter))
    }
    case 'tier-lowering-declined': {
      const ref: Ref = { show: 'tier-change', certification, change: event.lowering }
      return [owe(copies, ref, matter), owe({ person: event.asked }, ref, matter)]
    }
    default:
      event satisfies never
      return []
  }
}
