import type { Event } from './event.ts'
import { certificationMatter, refusingMatter, waiverMatter } from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'
import { roleWords } from './role-words.ts'
import { usersNotices } from './users-notice.ts'

type WaiverEvent = Extract<
  Event,
  {
    readonly type:
      | 'waiver-asked'
      | 'waiver-unmanned'
      | 'waiver-reseated'
      | 'waiver-maker-added'
      | 'waiver-agreed'
      | 'waiver-granted'
      | 'waiver-refused'
      | 'waiver-undone'
      | 'waiver-settled'
      | 'waiver-lapsed'
      | 'waiver-closed'
      | 'waiver-reminded'
      | 'waiver-ended'
      | 'waiver-expired'
  }
>
type To =
  | { readonly person: string }
  | { readonly role: Role; readonly except: readonly string[] }
  | { readonly copies: true }

/** Who is asked about a waiver, and who hears what became of it. */
export const waiverNotices = <Notice>(
  event: WaiverEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const { certification, developer, owner } = event
  const ref: Ref = { show: 'waiver', certification, waiver: event.waiver }
  const matter = waiverMatter(certification, event.waiver)
  const copies = { copies: true } as const
  const to = (people: readonly (string | null)[]): readonly Notice[] =>
    [...new Set(people)].flatMap((person) => (person === null ? [] : [owe({ person }, ref, matter)]))
  /** The result and the steps say what blocks, and what waives it. */
  const standing = owe(copies, { show: 'certification', certification }, certificationMatter(certification))
  /** Nothing is left to decide: a form that is open shows so as well. */
  const closed = [owe(copies, ref, matter), owe(copies, ref, refusingMatter(certification, event.waiver))]
  switch (event.type) {
    case 'waiver-asked':
      return [
        owe(copies, ref, matter),
        ...event.roles.map((role) => owe({ role, except: event.except }, ref, matter)),
        ...to([event.agrees]),
        standing,
      ]
    case 'waiver-unmanned':
      return [
        owe(
          { role: 'admin', except: [] },
          {
            show: 'line',
            title: 'Nobody can decide',
            sentence: `A waiver for ${certification} waits for the ${roleWords(event.role)} role, and nobody who may decide holds it. Please give somebody the role; their inbox shows it then.`,
            tone: 'warning',
            ways: [],
          },
          `unmanned:${certification}:${event.ask}:${event.role}`,
        ),
      ]
    case 'waiver-reseated': {
      const isMoved = event.roles.length > 0 || event.short.length > 0
      return [
        owe(copies, ref, matter),
        ...event.roles.map((role) => owe({ role, except: event.except }, ref, matter)),
        ...to(isMoved ? [event.asked] : []),
      ]
    }
    case 'waiver-maker-added':
      return [owe(copies, ref, matter), ...to(event.agrees ? [event.person] : [])]
    case 'waiver-agreed':
    // What was decided can be taken back for a minute: it is told, and forms close, once it stands.
    case 'waiver-granted':
    case 'waiver-refused':
    case 'waiver-undone':
      return [owe(copies, ref, matter)]
    case 'waiver-settled':
      return [
        ...closed,
        ...to(event.verdict === 'granted' ? [event.asked, developer, owner] : [event.asked]),
        standing,
      ]
    case 'waiver-lapsed':
      return [...closed, ...to([event.asked]), standing]
    case 'waiver-closed':
      return [...closed, standing]
    case 'waiver-reminded':
      return to([developer, owner])
    case 'waiver-ended':
      return [owe(copies, ref, matter), ...to([developer, owner]), standing]
    case 'waiver-expired':
      return [
        owe(copies, ref, matter),
        ...[...new Set([developer, owner])].map((person) =>
          event.suspended
            ? owe({ person }, { show: 'outcome', certification }, certificationMatter(certification))
            : owe({ person }, ref, matter),
        ),
        ...usersNotices(event, owe),
        standing,
      ]
    default:
      event satisfies never
      return []
  }
}
