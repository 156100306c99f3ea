import {
  approvalMatter,
  handOverMatter,
  certificationMatter,
  revocationMatter,
  settlingMatter,
} from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'
import type { StandingEvent } from './standing-event.ts'
import { usersNotices } from './users-notice.ts'

type To =
  | { readonly person: string }
  | { readonly role: Role; readonly except: readonly string[] }
  | { readonly copies: true }

/** Who is told of an answer to settle, of a request that changed under its approvers, and of a certificate that stopped or goes on. */
export const standingNotices = <Notice>(
  event: StandingEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const { certification, asset, developer, owner } = event
  const copies = { copies: true } as const
  const makers = [...new Set([developer, owner])]
  const matter = certificationMatter(certification)
  const now: Ref = { show: 'certification', certification }
  const standing = owe(copies, now, matter)
  const toMakers = (ref: Ref): readonly Notice[] => makers.map((person) => owe({ person }, ref, matter))
  const toUsers = (users: readonly string[]): readonly Notice[] =>
    usersNotices({ certification, asset, users }, owe)
  switch (event.type) {
    case 'settling-asked':
    case 'settling-reminded': {
      const { question } = event
      const to = { role: 'steward', except: makers } as const
      return [owe(to, { show: 'settle', certification, question }, settlingMatter(certification, question))]
    }
    case 'settling-closed': {
      const { question } = event
      const of = settlingMatter(certification, question)
      return [owe(copies, { show: 'settle', certification, question }, of)]
    }
    case 'answer-settled': {
      const ref: Ref = { show: 'settle', certification, question: event.question }
      const of = settlingMatter(certification, event.question)
      return [owe(copies, ref, of), ...makers.map((person) => owe({ person }, ref, of)), standing]
    }
    case 'certification-edited':
      return [
        ...event.voters.map((person) =>
          owe({ person }, { show: 'request', approval: event.approval }, approvalMatter(event.approval)),
        ),
        ...makers.filter((person) => person !== event.by).map((person) => owe({ person }, now, matter)),
        standing,
      ]
    case 'renewal-withdrawn':
    case 'recertification-started':
      return [standing, ...toMakers(now)]
    case 'validity-ended':
      return [...toMakers(now), standing, ...toUsers(event.users)]
    case 'certification-suspended':
      return [...toMakers({ show: 'outcome', certification }), ...toUsers(event.users)]
    case 'certification-retired':
      return [
        standing,
        // Whoever was asked to find an owner for it need not any more.
        owe(copies, { show: 'hand-over', asset }, handOverMatter(asset)),
        ...toMakers({ show: 'outcome', certification }),
        ...toUsers(event.users),
      ]
    case 'certification-lifted':
      // What has run out or come due meanwhile says so by itself.
      return [
        ...(event.to === 'expired' || event.to === 'review_due' ? [] : toMakers(now)),
        ...toUsers(event.users),
      ]
    case 'revocation-asked': {
      const ref: Ref = { show: 'revocation', certification, revocation: event.revocation }
      const except = [...makers, event.by]
      return (['steward', 'board'] as const).map((role) =>
        owe({ role, except }, ref, revocationMatter(certification)),
      )
    }
    case 'revocation-declined': {
      const ref: Ref = { show: 'revocation', certification, revocation: event.revocation }
      const of = revocationMatter(certification)
      return [owe(copies, ref, of), owe({ person: event.asked }, ref, of)]
    }
    case 'certification-revoked': {
      const ref: Ref = { show: 'revocation', certification, revocation: event.revocation }
      const of = revocationMatter(certification)
      return [
        owe(copies, ref, of),
        owe({ person: event.by }, ref, of),
        ...toMakers({ show: 'outcome', certification }),
        ...toUsers(event.users),
      ]
    }
    case 'stop-told':
      return [standing]
    case 'stop-unconfirmed': {
      const ref: Ref = { show: 'outcome', certification }
      return [owe({ person: owner }, ref, matter), owe({ role: 'steward', except: makers }, ref, matter)]
    }
    default:
      event satisfies never
      return []
  }
}
