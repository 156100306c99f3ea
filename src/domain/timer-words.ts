import type { TimerKind } from './timer.ts'

/** Timers of which somebody hears, as that is called: "draft that stands still". */
export const toldTimers: { readonly [K in TimerKind]?: string } = {
  'draft-asks': 'question about a draft that stands still',
  'window-opens': 'review that opens',
  'review-reminds': 'review that is due',
  'condition-reminds': 'condition that is due',
  'step-reminds': 'step that waits for a word',
  'hand-over-reminds': 'offer that waits for an answer',
  'owner-sought-asks': 'solution whose owner is looked for',
  'sample-due': 'sample to look at',
  'settling-due': 'answer to settle',
  'stop-untold': 'word that users of a stopped solution know',
  'waiver-reminds': 'waiver that ends',
  'role-ends-soon': 'role that ends',
  'role-ends': 'role that has ended',
  expires: 'certificate that runs out',
  'condition-due': 'condition that nobody met in time',
  'check-due': 'look at owner, runbook and access',
  'draft-lapses': 'draft that lapses',
  'waiver-ends': 'waiver that has ended',
  'waiver-expires': 'suspension after a waiver',
  'existing-asks': 'solution from before Assay that is not certified',
  'approval-expires': 'request that nobody decided in time',
}
