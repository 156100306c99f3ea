import type { Certification, CertificationState } from './certification.ts'
import type { Context } from './context.ts'
import { Refusal } from './refusal.ts'

/** Where a certification can be in force: a renewal is while it is decided, if its time has not passed. */
const live = [
  'certified',
  'conditionally_certified',
  'review_due',
  'recertifying',
  'submitted',
  'in_review',
  'changes_requested',
] as const

/**
 * Which move leads from where to where: the transition table of the programme, as data, so that a test walks it whole.
 * A move that is not here is impossible, whatever arrives.
 */
export const transitions = {
  register: { from: [null], to: ['draft'] },
  classify: { from: ['draft'], to: ['classified'] },
  // On a renewal it keeps to `recertifying`, as do all that lead a first certification to classified, preparing or withdrawn.
  'change answers': {
    from: ['classified', 'preparing', 'changes_requested', 'recertifying'],
    to: ['classified', 'recertifying'],
  },
  settle: {
    from: [
      'classified',
      'preparing',
      'submitted',
      'in_review',
      'changes_requested',
      'certified',
      'conditionally_certified',
      'review_due',
      'recertifying',
    ],
    to: [
      'classified',
      'preparing',
      'changes_requested',
      'certified',
      'conditionally_certified',
      'review_due',
      'recertifying',
    ],
  },
  start: { from: ['classified'], to: ['preparing'] },
  'answer step': {
    from: ['preparing', 'changes_requested', 'recertifying'],
    to: ['preparing', 'changes_requested', 'recertifying'],
  },
  'set tier': {
    from: [
      'draft',
      'classified',
      'preparing',
      'submitted',
      'in_review',
      'changes_requested',
      'certified',
      'conditionally_certified',
      'review_due',
      'recertifying',
    ],
    to: ['draft', 'classified', 'preparing', 'recertifying'],
  },
  submit: { from: ['preparing', 'changes_requested', 'recertifying'], to: ['submitted'] },
  'decide low': { from: ['submitted'], to: ['certified'] },
  'open review': { from: ['submitted'], to: ['in_review'] },
  edit: { from: ['in_review'], to: ['preparing', 'recertifying'] },
  approve: { from: ['in_review'], to: ['in_review'] },
  'approve last stage': { from: ['in_review'], to: ['certified'] },
  'approve with conditions': { from: ['in_review'], to: ['conditionally_certified'] },
  'request changes': { from: ['in_review'], to: ['changes_requested'] },
  reject: { from: ['in_review'], to: ['rejected'] },
  undo: {
    from: ['certified', 'conditionally_certified', 'changes_requested', 'rejected'],
    to: ['in_review'],
  },
  appeal: { from: ['rejected'], to: ['in_review'] },
  'request expired': { from: ['in_review'], to: ['preparing', 'recertifying'] },
  'evidence condition': {
    from: ['conditionally_certified', 'suspended'],
    to: ['conditionally_certified', 'suspended'],
  },
  'go live': { from: ['conditionally_certified'], to: ['conditionally_certified'] },
  'condition met': { from: ['conditionally_certified'], to: ['conditionally_certified', 'certified'] },
  'condition missed': { from: ['conditionally_certified'], to: ['suspended'] },
  'ask waiver': {
    from: [
      'classified',
      'preparing',
      'changes_requested',
      'certified',
      'conditionally_certified',
      'review_due',
      'recertifying',
      'suspended',
    ],
    to: [
      'classified',
      'preparing',
      'changes_requested',
      'certified',
      'conditionally_certified',
      'review_due',
      'recertifying',
      'suspended',
    ],
  },
  'decide waiver': {
    from: [
      'classified',
      'preparing',
      'submitted',
      'in_review',
      'changes_requested',
      'certified',
      'conditionally_certified',
      'review_due',
      'recertifying',
      'suspended',
    ],
    to: [
      'classified',
      'preparing',
      'submitted',
      'in_review',
      'changes_requested',
      'certified',
      'conditionally_certified',
      'review_due',
      'recertifying',
      'suspended',
    ],
  },
  'waiver expires': {
    from: [
      'certified',
      'conditionally_certified',
      'review_due',
      'recertifying',
      'preparing',
      'submitted',
      'in_review',
      'changes_requested',
    ],
    to: ['suspended', 'recertifying', 'preparing', 'submitted', 'in_review', 'changes_requested'],
  },
  'waiver lifts': {
    from: ['suspended', 'recertifying', 'preparing', 'submitted', 'in_review', 'changes_requested'],
    to: [
      'certified',
      'conditionally_certified',
      'review_due',
      'recertifying',
      'preparing',
      'submitted',
      'in_review',
      'changes_requested',
    ],
  },
  'sample failed': { from: ['certified'], to: ['recertifying', 'suspended'] },
  'window opens': { from: ['certified'], to: ['review_due'] },
  'material change': {
    from: ['certified', 'conditionally_certified', 'review_due'],
    to: ['recertifying'],
  },
  'change not certified': { from: ['recertifying'], to: ['suspended'] },
  'confirm no change': { from: ['review_due'], to: ['review_due', 'certified'] },
  recertify: { from: ['review_due', 'expired', 'suspended'], to: ['recertifying'] },
  expire: { from: ['review_due', 'recertifying'], to: ['expired'] },
  'validity ends': {
    from: ['submitted', 'in_review', 'changes_requested'],
    to: ['submitted', 'in_review', 'changes_requested'],
  },
  suspend: { from: live, to: ['suspended'] },
  lift: {
    from: ['suspended'],
    to: ['certified', 'conditionally_certified', 'review_due', 'recertifying', 'expired'],
  },
  revoke: { from: [...live, 'suspended'], to: ['revoked'] },
  retire: {
    from: [
      ...live,
      'draft',
      'classified',
      'preparing',
      'rejected',
      'suspended',
      'expired',
      'revoked',
      'withdrawn',
    ],
    to: ['retired'],
  },
  withdraw: {
    from: ['draft', 'classified', 'preparing', 'submitted', 'in_review', 'changes_requested'],
    to: ['withdrawn', 'recertifying'],
  },
  lapse: { from: ['draft', 'classified', 'preparing'], to: ['withdrawn'] },
} as const satisfies Record<
  string,
  { readonly from: readonly (CertificationState | null)[]; readonly to: readonly CertificationState[] }
>
export type Move = keyof typeof transitions

/** How a state reads in a sentence about a certification. */
export const stateWords: Readonly<Record<CertificationState, string>> = {
  draft: 'a draft',
  classified: 'classified',
  preparing: 'in preparation',
  submitted: 'submitted',
  in_review: 'in review',
  changes_requested: 'waiting for changes',
  certified: 'certified',
  conditionally_certified: 'certified on conditions',
  rejected: 'rejected',
  review_due: 'due for review',
  recertifying: 'being recertified',
  suspended: 'suspended',
  expired: 'expired',
  revoked: 'revoked',
  retired: 'retired',
  withdrawn: 'withdrawn',
}

/** Refuses a move that the table does not have from where the certification stands. */
export const allow = (move: Move, certification: Certification): void => {
  const from: readonly (CertificationState | null)[] = transitions[move].from
  if (from.includes(certification.state)) return
  throw new Refusal(
    'wrong-state',
    `${certification.id} is ${stateWords[certification.state]} now, so this is no longer open. Nothing was changed.`,
  )
}

/** Makes the next version of a certification. Throws a fault where the table does not lead to that state: our mistake, not the person's. */
export const step = (
  move: Move,
  certification: Certification,
  to: CertificationState,
  context: Context,
  change: Partial<Certification> = {},
): Certification => {
  allow(move, certification)
  const reachable: readonly CertificationState[] = transitions[move].to
  if (!reachable.includes(to)) throw new Error(`the move "${move}" does not lead to ${to}`)
  return {
    ...certification,
    ...change,
    state: to,
    rev: certification.rev + 1,
    since: to === certification.state ? certification.since : context.now,
  }
}
