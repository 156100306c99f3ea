import type { Event } from './event.ts'
import { certificationMatter, stepMatter } from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'

type StepEvent = Extract<
  Event,
  { readonly type: 'step-asked' | 'step-passed' | 'step-refused' | 'step-declined' }
>
type To =
  | { readonly person: string }
  | { readonly role: Role; readonly except: readonly string[] }
  | { readonly copies: true }

/** Who is asked to vouch for a step, and who is told what they said. */
export const stepNotices = <Notice>(
  event: StepEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const { certification, step, developer, owner } = event
  const confirm: Ref = { show: 'confirm', certification, step }
  const matter = stepMatter(certification, step)
  const copies = { copies: true } as const
  if (event.type === 'step-asked') {
    const to: To =
      'person' in event.of ? { person: event.of.person } : { role: event.of.role, except: [developer, owner] }
    return [owe(to, confirm, matter)]
  }
  // What the developer passes alone is on the card in their hands already.
  const isTold = event.type !== 'step-passed' && event.by !== developer
  return [
    owe(copies, confirm, matter),
    // Under the step's own matter: a form of another step, which the developer may be filling in, stays.
    ...(isTold
      ? [owe({ person: developer }, { show: 'step-word', certification, step, person: event.by }, matter)]
      : []),
    owe(copies, { show: 'certification', certification }, certificationMatter(certification)),
  ]
}
