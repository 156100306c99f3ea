import type { Event } from './event.ts'
import type { Ref } from './ref.ts'

type LinkedEvent = Extract<Event, { readonly type: 'accounts-linked' }>
type To = { readonly person: string; readonly on: string }

/** Whoever made the code hears where they made it that it was used: it might not have been they who used it. */
export const linkedNotice = <Notice>(
  { person, other, there, here }: LinkedEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): Notice =>
  owe(
    { person, on: there },
    {
      show: 'line',
      title: 'Your accounts were linked',
      sentence: `Somebody typed your code in ${here}: that account is you from now on, with your work and your roles. If that was not you, tell an administrator at once.`,
      tone: 'warning',
      ways: [],
    },
    `linked:${person}:${other}`,
  )
