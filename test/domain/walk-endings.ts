import type { Verdict } from '../../src/domain/approval.ts'
import type { CertificationState } from '../../src/domain/certification.ts'
import type { Command } from './commands.ts'
import type { Profile } from './profiles.ts'
import { diligent } from './walk.ts'

const by = (who: number, verdict: Verdict): Extract<Command, { do: 'vote' }> => ({
  do: 'vote',
  who,
  verdict,
  stale: false,
  seen: 'this',
})
const voted = (verdict: Verdict) => by(2, verdict)

/** Walks that are always taken, so that each far state is reached whatever chance gives. */
export const endings: Command[][] = [
  [voted('approve'), { do: 'window' }, { do: 'expire' }],
  [voted('approve_on_conditions'), { do: 'miss', condition: 'c1' }],
  [
    voted('approve_on_conditions'),
    { do: 'evidence condition', condition: 'c1' },
    { do: 'meet', condition: 'c1', who: 3 },
  ],
  [voted('request_changes'), { do: 'withdraw' }],
  [voted('reject')],
  [{ ...voted('approve'), stale: true }, voted('approve')],
  [voted('approve'), { do: 'revoke', who: 2 }, { do: 'agree', who: 2 }, { do: 'agree', who: 3 }],
  [voted('approve'), { do: 'suspend', who: 2 }, { do: 'revoke', who: 7 }, { do: 'agree', who: 3 }],
  [voted('approve'), { do: 'suspend', who: 2 }, { do: 'lift', who: 2 }, { do: 'window' }, { do: 'retire' }],
  // The way back: changed under its approvers, taken back, decided again.
  [
    voted('approve'),
    { do: 'window' },
    { do: 'recertify' },
    ...diligent,
    { do: 'submit' },
    { do: 'edit' },
    { do: 'lapse' },
    { do: 'submit' },
    { do: 'withdraw' },
    { do: 'classify', profile: 'personal' },
    { do: 'submit' },
    { do: 'validity ends' },
    { do: 'run out' },
    { do: 'submit' },
    voted('approve'),
  ],
  [voted('approve'), { do: 'window' }, { do: 'recertify' }, ...diligent, { do: 'submit' }, voted('reject')],
  [
    voted('approve_on_conditions'),
    { do: 'miss', condition: 'c1' },
    { do: 'lift', who: 3 },
    { do: 'evidence condition', condition: 'c1' },
    { do: 'lift', who: 3 },
    { do: 'meet', condition: 'c1', who: 3 },
  ],
]

/** Priya, then Sam for security and Tomás for data protection, then the two of the board; Ben was the peer reviewer. */
const stages: Command[] = [2, 5, 4, 7].map((who) => by(who, 'approve'))
const reported: Command[] = [
  { do: 'go live', who: 0, inDays: 0 },
  { do: 'evidence condition', condition: 'hypercare' },
]

/** The same for high, whose stages follow one another, each with where it leads. */
export const highEndings: { readonly to: CertificationState; readonly commands: Command[] }[] = [
  {
    to: 'certified',
    commands: [...stages, by(8, 'approve'), ...reported, { do: 'meet', condition: 'hypercare', who: 3 }],
  },
  {
    to: 'review_due',
    commands: [
      ...stages,
      by(8, 'approve_on_conditions'),
      { do: 'evidence condition', condition: 'c1' },
      { do: 'meet', condition: 'c1', who: 3 },
      ...reported,
      { do: 'meet', condition: 'hypercare', who: 3 },
      { do: 'window' },
    ],
  },
  {
    to: 'suspended',
    commands: [
      ...stages,
      by(8, 'approve'),
      { do: 'go live', who: 0, inDays: 20 },
      { do: 'evidence condition', condition: 'hypercare' },
      { do: 'miss', condition: 'hypercare' },
    ],
  },
  {
    to: 'rejected',
    commands: [by(2, 'approve'), by(5, 'request_changes'), { do: 'submit' }, ...stages, by(8, 'reject')],
  },
  // Ben reviewed it as a peer; Priya decides once; conditions are for the last stage; nobody approves unseen.
  {
    to: 'in_review',
    commands: [
      by(3, 'approve'),
      by(2, 'approve_on_conditions'),
      { ...by(2, 'approve'), seen: 'nothing' },
      by(2, 'approve'),
      by(2, 'approve'),
    ],
  },
  {
    to: 'conditionally_certified',
    commands: [
      ...stages,
      by(7, 'approve'),
      { ...by(8, 'approve'), seen: 'other' },
      by(8, 'approve'),
      by(8, 'approve'),
    ],
  },
]

/** Walks that try to take a short cut. */
export const shortCuts: { profile: Profile; ahead: boolean; commands: Command[] }[] = [
  ...(['low', 'moderate', 'high'] as const).map((profile) => ({
    profile,
    ahead: false,
    commands: [
      { do: 'classify', profile },
      { do: 'start' },
      { do: 'submit' },
      voted('approve'),
    ] satisfies Command[],
  })),
  // Ben holds both roles that personal data needs, and may fill one seat only.
  {
    profile: 'personal',
    ahead: true,
    commands: [by(3, 'approve'), by(3, 'approve'), by(0, 'approve'), by(4, 'approve')],
  },
  // What is changed after it was passed has to be passed again.
  {
    profile: 'moderate',
    ahead: true,
    commands: [
      voted('request_changes'),
      ...Array.from({ length: 20 }, (_, index): Command => ({ do: 'work', step: index, how: 'remove' })),
      { do: 'submit' },
      by(3, 'approve'),
    ],
  },
]
