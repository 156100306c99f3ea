import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Approval, Verdict } from '../../src/domain/approval.ts'
import type { CertificationState } from '../../src/domain/certification.ts'
import { certificationStates, makers } from '../../src/domain/certification.ts'
import { tierOf } from '../../src/domain/registration.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { asks } from '../../src/domain/step.ts'
import { allow, transitions } from '../../src/domain/transition.ts'
import { cast } from './cast.ts'
import type { Command } from './commands.ts'
import type { World } from './draft.ts'
import { draft } from './draft.ts'
import { play } from './moves.ts'
import type { Profile } from './profiles.ts'

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
const allowed: Readonly<
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

const step = fc.nat({ max: 20 })
const who = fc.nat({ max: cast.length - 1 })
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('classify' as const),
      profile: fc.constantFrom('low', 'moderate', 'personal', 'high', 'blocked', 'unknown'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'start',
        'submit',
        'submit',
        'window',
        'expire',
        'run out',
        'edit',
        'recertify',
        'validity ends',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('miss', 'evidence condition'),
      condition: fc.constantFrom('c1', 'hypercare'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('go live' as const),
      who,
      inDays: fc.integer({ min: -1, max: 40 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('withdraw', 'lapse', 'retire') }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('suspend', 'lift', 'lift', 'revoke', 'agree'), who }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('settle' as const), who, points: fc.constantFrom(0, 2, 4, 9) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('meet' as const),
      condition: fc.constantFrom('c1', 'hypercare'),
      who,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('work' as const),
      step,
      how: fc.constantFrom('good', 'good', 'remove', 'again'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('vouch' as const),
      step,
      who,
      how: fc.constantFrom('confirm', 'confirm', 'refuse', 'decline'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('vote' as const),
      who,
      verdict: fc.constantFrom('approve', 'approve_on_conditions', 'request_changes', 'reject'),
      stale: fc.boolean(),
      seen: fc.constantFrom('this', 'this', 'other', 'nothing'),
    }),
  },
)

/** Everything that a willing developer and their helpers would do, so that walks come to the far states as well. */
const diligent: readonly Command[] = Array.from({ length: 30 }, (_, index): readonly Command[] => [
  { do: 'work', step: index, how: 'good' },
  { do: 'vouch', step: index, who: 3, how: 'confirm' },
  { do: 'vouch', step: index, who: 3, how: 'confirm' },
  { do: 'vouch', step: index, who: 1, how: 'confirm' },
  { do: 'vouch', step: index, who: 5, how: 'confirm' },
]).flat()

const walk = fc.record({
  owner: fc.constantFrom('dana' as const, 'olga' as const),
  profile: fc.constantFrom<Profile[]>('low', 'moderate', 'personal', 'unknown', 'high', 'high'),
  ahead: fc.boolean(),
  commands: fc.array(command, { maxLength: 40 }),
})

const by = (who: number, verdict: Verdict): Extract<Command, { do: 'vote' }> => ({
  do: 'vote',
  who,
  verdict,
  stale: false,
  seen: 'this',
})
const voted = (verdict: Verdict) => by(2, verdict)

/** Walks that are always taken, so that each far state is reached whatever chance gives. */
const endings: Command[][] = [
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
const highEndings: { readonly to: CertificationState; readonly commands: Command[] }[] = [
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
const shortCuts: { profile: Profile; ahead: boolean; commands: Command[] }[] = [
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

const holdsWhatMustHold = (before: World, after: World, given: Command): void => {
  const { certification, approval } = after
  if (before.certification !== certification) {
    expect(allowed[given.do]).toContainEqual([before.certification.state, certification.state])
    expect(certification.rev).toBeGreaterThan(before.certification.rev)
  }
  // A vote on another version than the one that stands never counts.
  if (given.do === 'vote' && given.stale) expect(after).toEqual(before)
  if (given.do === 'vote' && after !== before && before.certification.assessment?.tier === 'high') {
    if (given.verdict.startsWith('approve')) expect(given.seen).toBe('this')
    const isLast = before.approval?.stage === (before.approval?.stages.length ?? 0) - 1
    if (given.verdict === 'approve_on_conditions') expect(isLast).toBe(true)
  }
  holdsWhileItStands(before, after, given)
  for (const step of certification.steps)
    if (step.state === 'passed' && asks(step) === 'evidence') expect(step.evidence).not.toEqual([])

  const decided =
    approval?.stages.flatMap((stage) =>
      stage.seats.flatMap((seat) => seat.votes.map((vote) => ({ ...vote, role: seat.role }))),
    ) ?? []
  expect(new Set(decided.map((vote) => vote.person)).size).toBe(decided.length)
  if (approval?.state === 'open' && tierOf(certification) === 'high') {
    const reviewers = certification.steps
      .filter((one) => one.kind === 'peer_review')
      .map((one) => one.passedBy)
    for (const vote of decided) expect(reviewers).not.toContain(vote.person)
  }
  if (before.approval && approval && before.approval.id === approval.id)
    staysInOrder(before.approval, approval)
  for (const vote of decided) {
    expect(makers(certification)).not.toContain(vote.person)
    expect(cast.find((one) => one.id === vote.person)?.roles).toContain(vote.role)
    expect(vote.hash).toBe(approval?.hash)
  }

  if (certification.state !== 'certified' && certification.state !== 'conditionally_certified') return
  expect(certification.steps.filter((step) => step.state !== 'passed')).toEqual([])
  expect(certification.steps).not.toEqual([])
  expect(certification.assessment?.blocked).toEqual([])
  expect(certification.decision?.hash).toBe(certification.frozen?.hash)
  if (certification.assessment?.tier !== 'low') {
    expect(approval?.state).toBe('approved')
    expect(
      approval?.stages.every((stage) =>
        stage.seats.every(
          (seat) => seat.votes.filter((vote) => vote.verdict.startsWith('approve')).length >= seat.needs,
        ),
      ),
    ).toBe(true)
    expect(approval?.hash).toBe(certification.frozen?.hash)
  }
  if (certification.assessment?.tier !== 'high') return
  // Maker, peer reviewer and every approver are different persons, and the days after it goes live are looked at.
  const reviewers = certification.steps.filter((one) => one.kind === 'peer_review').map((one) => one.passedBy)
  const everybody = [
    ...new Set([...makers(certification), ...reviewers]),
    ...decided.map((vote) => vote.person),
  ]
  expect(new Set(everybody).size).toBe(everybody.length)
  const hypercare = certification.conditions.find((one) => one.id === 'hypercare')
  expect(hypercare).toBeDefined()
  if (certification.state === 'certified') {
    expect(certification.goLive).not.toBeNull()
    expect(certification.conditions.every((one) => one.state === 'met')).toBe(true)
  }
}

/** What is true of a certificate that stopped, comes back or is renewed. */
const holdsWhileItStands = (
  { certification: before }: World,
  { certification, approval }: World,
  given: Command,
): void => {
  const { state, inForceUntil, validFrom, revocation } = certification
  if (['suspended', 'expired', 'revoked', 'retired', 'rejected', 'withdrawn'].includes(state))
    expect(inForceUntil).toBeNull()
  if (validFrom !== null) expect(['draft', 'classified', 'preparing', 'withdrawn']).not.toContain(state)
  // What does not count comes back by a decision, or by whoever lifts it.
  if (before.inForceUntil === null && inForceUntil !== null)
    expect(['submit', 'vote', 'lift']).toContain(given.do)
  if (state === 'in_review') expect(approval?.state).toBe('open')
  if (approval?.state === 'open') expect(state).toBe('in_review')
  const isMaker = (id: string | undefined): boolean => makers(certification).includes(id ?? '')
  if (state === 'revoked') {
    expect(revocation?.second).toBeTruthy()
    expect(revocation?.second).not.toBe(revocation?.by)
    expect([revocation?.by, revocation?.second ?? ''].some(isMaker)).toBe(false)
  }
  if (before === certification || !('who' in given)) return
  const id = cast[given.who]?.id
  if (['settle', 'suspend', 'lift', 'revoke', 'agree'].includes(given.do)) expect(isMaker(id)).toBe(false)
  if (given.do === 'lift') {
    expect(certification.conditions.every((one) => one.state !== 'missed')).toBe(true)
    if (before.assessment?.tier === 'high') expect(id).not.toBe(before.stop?.by)
  }
  if (given.do === 'settle') expect(certification.settlements.some((one) => one.by === id)).toBe(true)
}

/** A request is decided once, stage by stage; its version changes with the stage, and not with each vote. */
const staysInOrder = (before: Approval, after: Approval): void => {
  if (before.state !== 'open') return expect(after).toEqual(before)
  expect(after.rev !== before.rev).toBe(after.stage !== before.stage || after.state !== before.state)
  for (const [index, stage] of after.stages.entries()) {
    if (index < before.stage) expect(stage).toEqual(before.stages[index])
    if (index > before.stage) expect(stage.seats.flatMap((seat) => seat.votes)).toEqual([])
  }
}

describe('a certification, whatever is done to it', () => {
  const reached = new Set<CertificationState>()

  it('moves along the table alone, and is certified only with every step passed and the right persons deciding', () => {
    fc.assert(
      fc.property(walk, ({ owner, profile, ahead, commands }) => {
        let world = draft(owner)
        const all: readonly Command[] = [
          ...(ahead
            ? ([{ do: 'classify', profile }, { do: 'start' }, ...diligent, { do: 'submit' }] as const)
            : []),
          ...commands,
        ]
        for (const [minute, given] of all.entries()) {
          const before = structuredClone(world)
          const after = play(world, given, minute)
          if (after instanceof Refusal) {
            expect(world).toEqual(before)
            expect(after.message).toMatch(/[.?]$/)
            continue
          }
          holdsWhatMustHold(world, after, given)
          world = after
          reached.add(world.certification.state)
        }
      }),
      {
        numRuns: 400,
        examples: [
          ...endings.map((commands) => ({ profile: 'moderate' as const, ahead: true, commands })),
          ...highEndings.map(({ commands }) => ({ profile: 'high' as const, ahead: true, commands })),
          ...shortCuts,
        ].map((taken) => [{ owner: 'dana', ...taken }]),
      },
    )
  })

  it.each(highEndings)('at high, comes stage by stage to $to', ({ to, commands }) => {
    let world = draft('dana')
    const all: Command[] = [
      { do: 'classify', profile: 'high' },
      { do: 'start' },
      ...diligent,
      { do: 'submit' },
      ...commands,
    ]

    for (const [minute, given] of all.entries()) {
      const after = play(world, given, minute)
      if (!(after instanceof Refusal)) world = after
    }

    expect(world.certification.state).toBe(to)
  })

  it('has been to every state that this version leads to', () => {
    expect([...reached].sort()).toEqual(
      [
        'certified',
        'changes_requested',
        'classified',
        'conditionally_certified',
        'draft',
        'expired',
        'in_review',
        'preparing',
        'recertifying',
        'rejected',
        'retired',
        'review_due',
        'revoked',
        'suspended',
        'withdrawn',
      ].sort(),
    )
  })

  it('refuses every move that the table does not have, in a sentence that names it', () => {
    const { certification } = draft('dana')
    for (const [move, { from }] of Object.entries(transitions)) {
      for (const state of certificationStates) {
        const isThere = (from as readonly (CertificationState | null)[]).includes(state)
        const trying = () => allow(move as keyof typeof transitions, { ...certification, state })
        if (isThere) expect(trying).not.toThrow()
        else expect(trying).toThrow(/^CRT-1 is .+\.$/)
      }
    }
  })
})
