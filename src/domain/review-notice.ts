import { certificationMatter, checkMatter, noChangeMatter } from './matter.ts'
import type { Role, Tier } from './programme.ts'
import type { Ref } from './ref.ts'
import type { ReviewEvent } from './review-event.ts'
import { usersNotices } from './users-notice.ts'

type To =
  | { readonly person: string }
  | { readonly role: Role; readonly except: readonly string[]; readonly tier?: Tier; readonly one?: true }
  | { readonly copies: true }

/** Who is told what came of the review of a certificate. */
export const reviewNotices = <Notice>(
  event: ReviewEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const { certification, developer, owner } = event
  const copies = { copies: true } as const
  const makers = [...new Set([developer, owner])]
  const matter = certificationMatter(certification)
  const now: Ref = { show: 'certification', certification }
  const question: Ref = { show: 'no-change', certification }
  const asked = noChangeMatter(certification)
  switch (event.type) {
    case 'no-change-confirmed':
      return [
        owe(copies, now, matter),
        // The certificate counts meanwhile, so one steward is asked, not all of them.
        owe({ role: 'steward', except: makers, tier: event.tier, one: true }, question, asked),
      ]
    case 'no-change-reasked':
      return [
        owe(copies, question, asked),
        owe({ role: 'steward', except: makers, tier: event.tier, one: true }, question, asked),
      ]
    case 'no-change-questioned':
      return [owe(copies, question, asked), ...makers.map((person) => owe({ person }, now, matter))]
    case 'change-declared':
      return [
        owe(copies, now, matter),
        owe(copies, question, asked),
        ...makers.filter((person) => person !== event.by).map((person) => owe({ person }, now, matter)),
      ]
    case 'check-opened':
      return [owe({ person: owner }, { show: 'check', certification }, checkMatter(certification))]
    case 'check-confirmed':
      return [owe(copies, { show: 'check', certification }, checkMatter(certification))]
    case 'tier-risen':
    case 'review-attested':
      return [owe(copies, now, matter)]
    case 'change-overdue':
      return [
        ...makers.map((person) => owe({ person }, { show: 'outcome', certification }, matter)),
        ...usersNotices(event, owe),
        owe(copies, now, matter),
      ]
    case 'certification-renewed':
      return [
        ...(event.second === null ? [] : [owe(copies, question, asked)]),
        ...makers.map((person) => owe({ person }, { show: 'certificate', certification }, matter)),
      ]
    default:
      event satisfies never
      return []
  }
}
