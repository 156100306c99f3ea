import type { Event } from './event.ts'
import { approvalMatter, certificationMatter, decidingMatter } from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'

type To =
  | { readonly role: Role; readonly except: readonly string[] }
  | { readonly channel: 'stewards' }
  | { readonly copies: true }

const copies = { copies: true } as const

/** States of a request that an approver's word has closed. */
const undoable: readonly string[] = ['approved', 'rejected', 'changes_requested']

/** Nothing is left to decide: forms that are open show so as well. */
export const formNotices = <Notice>(
  approval: string,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => [owe(copies, { show: 'request', approval }, decidingMatter(approval))]

/** Who is told that a request waits for a decision, or that nobody can decide on it. */
export const approvalNotices = <Notice>(
  event: Extract<
    Event,
    {
      type:
        | 'approval-requested'
        | 'approval-unmanned'
        | 'approval-voted'
        | 'approval-closed'
        | 'approval-reopened'
        | 'review-opened'
    }
  >,
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
    case 'approval-voted':
      return [
        owe(copies, { show: 'request', approval: event.approval }, approvalMatter(event.approval)),
        // What decided it is told once it can no longer be undone.
        ...(event.closes
          ? []
          : [
              owe(
                copies,
                { show: 'certification', certification: event.certification },
                certificationMatter(event.certification),
              ),
            ]),
      ]
    case 'approval-closed':
    case 'approval-reopened':
      return [
        owe(copies, { show: 'request', approval: event.approval }, approvalMatter(event.approval)),
        // What an approver decided can be taken back for a minute: forms stay open until it stands.
        ...(event.type === 'approval-closed' && !undoable.includes(event.state)
          ? formNotices(event.approval, owe)
          : []),
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
