import type { TimerKind } from './timer.ts'

/** Timers that only remind somebody, as the reminder is called: "draft that stands still". */
export const remindingTimers: { readonly [K in TimerKind]?: string } = {
  'draft-asks': 'question about a draft that stands still',
  'window-opens': 'review that opens',
  'review-reminds': 'review that is due',
  'condition-reminds': 'condition that is due',
  'hand-over-reminds': 'offer that waits for an answer',
  'sample-due': 'sample to look at',
  'settling-due': 'answer to settle',
  'stop-untold': 'word that users of a stopped solution know',
  'waiver-reminds': 'waiver that ends',
  'role-ends-soon': 'role that ends',
}
