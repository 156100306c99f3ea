import type { Event } from './event.ts'
import { approvalMatter } from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'

type To =
  | { readonly role: Role; readonly except: readonly string[] }
  | { readonly channel: 'stewards' }
  | { readonly copies: true }

const copies = { copies: true } as const

/** Who is told that a request waits for a decision, or that nobody can decide on it. */
export const approvalNotices = <Notice>(
  event: Extract<Event, { type: 'approval-requested' | 'approval-unmanned' | 'review-opened' }>,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  switch (event.type) {
    case 'approval-requested':
      return [
        ...event.roles.map((role) =>
          owe(
            { role, except: event.except },
            { show: 'request', approval: event.approval },
            approvalMatter(event.approval),
          ),
        ),
        ...(event.stage === 0
          ? [
              owe(
                { channel: 'stewards' },
                { show: 'post', approval: event.approval },
                approvalMatter(event.approval),
              ),
            ]
          : [owe(copies, { show: 'post', approval: event.approval }, approvalMatter(event.approval))]),
      ]
    case 'approval-unmanned':
      return [
        owe(
          { role: 'admin', except: [] },
          { show: 'unmanned', approval: event.approval, role: event.role },
          `unmanned:${event.approval}:${event.role}`,
        ),
      ]
    case 'review-opened':
      // Old cards say what is different now.
      return event.replaces === undefined
        ? []
        : [owe(copies, { show: 'request', approval: event.replaces }, approvalMatter(event.replaces))]
    default:
      event satisfies never
      return []
  }
}
