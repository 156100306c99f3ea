import type { CertificationState } from '../../src/domain/certification.ts'
import { certificationStates } from '../../src/domain/certification.ts'
import type { Command } from './commands.ts'

/** Where a certificate may be in force, a renewal on its way through review too. */
const live = [
  'certified',
  'conditionally_certified',
  'review_due',
  'recertifying',
  'submitted',
  'in_review',
  'changes_requested',
] as const
const stays = (...states: readonly CertificationState[]) => states.map((one) => [one, one] as const)
const leads = (states: readonly CertificationState[], ...to: readonly CertificationState[]) =>
  states.flatMap((from) => to.map((one) => [from, one] as const))

/** The programme's own table, written down a second time: from where each command may lead, and where to. */
export const allowed: Readonly<
  Record<Command['do'], readonly (readonly [CertificationState, CertificationState])[]>
> = {
  classify: [
    ['draft', 'classified'],
    ['classified', 'classified'],
    ['preparing', 'classified'],
    ['changes_requested', 'classified'],
    ['changes_requested', 'recertifying'],
    ['recertifying', 'recertifying'],
  ],
  start: [['classified', 'preparing']],
  work: stays('preparing', 'changes_requested', 'recertifying'),
  vouch: stays('preparing', 'changes_requested', 'recertifying'),
  // Submitting goes on by itself: low is decided, the others are opened for review.
  submit: leads(['preparing', 'changes_requested', 'recertifying'], 'certified', 'in_review'),
  vote: [
    ['in_review', 'in_review'],
    ['in_review', 'certified'],
    ['in_review', 'conditionally_certified'],
    ['in_review', 'changes_requested'],
    ['in_review', 'rejected'],
  ],
  withdraw: [
    ...leads(
      ['draft', 'classified', 'preparing', 'submitted', 'in_review', 'changes_requested'],
      'withdrawn',
    ),
    ...leads(['submitted', 'in_review', 'changes_requested'], 'recertifying'),
  ],
  lapse: (['draft', 'classified', 'preparing'] as const).map((from) => [from, 'withdrawn'] as const),
  'run out': leads(['in_review'], 'preparing', 'recertifying'),
  edit: leads(['in_review'], 'preparing', 'recertifying'),
  settle: [
    ...stays('classified', 'preparing', 'changes_requested', 'recertifying'),
    ...stays('certified', 'conditionally_certified', 'review_due'),
    ...leads(['submitted', 'in_review'], 'preparing', 'recertifying'),
    ...leads(['certified', 'conditionally_certified', 'review_due'], 'recertifying'),
  ],
  recertify: leads(['review_due', 'expired', 'suspended'], 'recertifying'),
  'validity ends': stays('submitted', 'in_review', 'changes_requested'),
  suspend: leads(live, 'suspended'),
  lift: leads(['suspended'], 'certified', 'conditionally_certified', 'review_due', 'recertifying', 'expired'),
  // Asking for it changes nothing else; agreeing does.
  revoke: stays(...live, 'suspended'),
  agree: leads([...live, 'suspended'], 'revoked'),
  retire: leads(
    certificationStates.filter((state) => state !== 'retired'),
    'retired',
  ),
  window: [['certified', 'review_due']],
  expire: leads(['review_due', 'recertifying'], 'expired'),
  'evidence condition': stays('conditionally_certified', 'suspended'),
  meet: [
    ['conditionally_certified', 'conditionally_certified'],
    ['conditionally_certified', 'certified'],
  ],
  'go live': [['conditionally_certified', 'conditionally_certified']],
  miss: [['conditionally_certified', 'suspended']],
}
