import type { Ref } from './ref.ts'
import { rolloutMatter } from './rollout.ts'
import type { RolloutEvent } from './rollout-event.ts'

type To = { readonly role: 'admin'; readonly except: readonly string[] } | { readonly copies: true }

/** Who is asked to whom reminders go, and whose cards show it. */
export const rolloutNotices = <Notice>(
  event: RolloutEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const ref: Ref = { show: 'rollout' }
  return event.type === 'rollout-asked'
    ? [owe({ role: 'admin', except: [] }, ref, rolloutMatter)]
    : [owe({ copies: true }, ref, rolloutMatter)]
}
