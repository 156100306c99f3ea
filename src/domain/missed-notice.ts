import type { Event } from './event.ts'
import type { Ref } from './ref.ts'

type MissedEvent = Extract<Event, { readonly type: 'occurrences-missed' }>
type To = { readonly role: 'admin' | 'steward'; readonly except: readonly string[] }

/** Who is told that something did not happen: those who run Assay and those who run the programme. */
export const missedNotices = <Notice>(
  { kind, person, what, latest, count, when }: MissedEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  // Of one person it stands in the journal: with thousands of them nobody could read it.
  if (person !== null) return []
  const times = count === 1 ? '' : ` It is the last of ${count}.`
  const ref: Ref = {
    show: 'line',
    title: 'Something did not happen',
    sentence: `${what.charAt(0).toUpperCase()}${what.slice(1)} was due on ${when}, and Assay was not running then.${times} It is not made up for; the next one comes as planned.`,
    tone: 'warning',
    ways: [],
  }
  return (['admin', 'steward'] as const).map((role) =>
    owe({ role, except: [] }, ref, `missed:${kind}:${latest}`),
  )
}
