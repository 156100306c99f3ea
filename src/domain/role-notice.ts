import type { Event } from './event.ts'
import { roleEndMatter, roleRequestMatter } from './matter.ts'
import type { Ref } from './ref.ts'

type RoleEvent = Extract<
  Event,
  { readonly type: 'role-requested' | 'role-request-closed' | 'role-end-reminded' | 'role-ended' }
>
type To =
  | { readonly person: string }
  | { readonly role: 'admin'; readonly except: readonly string[] }
  | { readonly copies: true }

/** Who is told of a role that is asked for, or that comes to its end. */
export const roleNotices = <Notice>(
  event: RoleEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const admins = { role: 'admin', except: [] } as const
  const copies = { copies: true } as const
  const end = roleEndMatter(event.person, event.role)
  const ending: Ref = { show: 'role-end', person: event.person, role: event.role }
  switch (event.type) {
    case 'role-requested': {
      const ref: Ref = { show: 'role-request', person: event.person, request: event.request }
      return [owe({ ...admins, except: [event.by, event.person] }, ref, roleRequestMatter(event.request))]
    }
    case 'role-request-closed': {
      const ref: Ref = { show: 'role-request', person: event.person, request: event.request }
      const matter = roleRequestMatter(event.request)
      return [owe(copies, ref, matter), owe({ person: event.by }, ref, matter)]
    }
    case 'role-end-reminded':
      return [owe(admins, ending, end)]
    case 'role-ended':
      return [owe(copies, ending, end), owe({ person: event.person }, ending, end)]
    default:
      event satisfies never
      return []
  }
}
