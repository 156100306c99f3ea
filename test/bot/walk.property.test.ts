import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Approval, Seat, Verdict, Vote } from '../../src/domain/approval.ts'
import { dayOf } from '../../src/domain/calendar.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Role } from '../../src/domain/programme.ts'
import { memoryChannel } from '../memory-channel.ts'
import { openWorld } from '../world.ts'
import { openRequest, personaOf } from './deliveries.ts'
import type { Command, Pressed, State, Walk } from './walk.ts'
import { accounts, carryOut, openWalk, twins, verdicts } from './walk.ts'

const tiers = ['moderate', 'personal', 'high'] as const
type Tier = (typeof tiers)[number]

let folder = ''
let now = ''
const template = (tier: Tier): string => join(folder, `${tier}.db`)

/** One file per tier, on which a request of that tier is open and everybody has said hello. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-walk-'))
  for (const tier of tiers) {
    const slack = memoryChannel('slack')
    const world = await openWorld({ file: template(tier), channels: [slack] })
    for (const { on, user, name } of accounts)
      if (on === 'web') await personaOf(world, user).says('hello')
      else await slack.deliver(user, { kind: 'word', key: `hello-${user}`, text: 'hello', name })
    await openRequest(world, 'Stock count', 1, tier)
    now = [now, world.clock.now()].sort().at(-1) ?? ''
    expect(world.faults).toEqual([])
    await world.close()
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Anybody, and the stewards and data protection more often. */
const who = fc.oneof(
  { weight: 2, arbitrary: fc.nat({ max: accounts.length - 1 }) },
  { weight: 1, arbitrary: fc.nat({ max: 2 }) },
)
const roles: readonly Role[] = ['steward', 'steward', 'data_protection', 'security', 'board']
const isRare = fc.integer({ min: 0, max: 4 }).map((one) => one === 0)
const weighted = (weight: number, arbitrary: fc.Arbitrary<Command>) => ({ weight, arbitrary })
const command: fc.Arbitrary<Command> = fc.oneof(
  weighted(
    9,
    fc.record({
      do: fc.constant('vote' as const),
      who,
      verdict: fc.constantFrom('approve' as const, 'approve' as const, ...verdicts),
      back: fc.constantFrom(0, 0, 0, 1),
    }),
  ),
  weighted(3, fc.record({ do: fc.constant('undo' as const), who })),
  weighted(
    4,
    fc.record({
      do: fc.constant('press' as const),
      who,
      pick: fc.nat({ max: 500 }),
      about: fc.constantFrom('decision' as const, 'decision' as const, 'anything' as const),
    }),
  ),
  weighted(3, fc.record({ do: fc.constant('grant' as const), who, role: fc.constantFrom(...roles) })),
  weighted(2, fc.record({ do: fc.constant('revoke' as const), who, role: fc.constantFrom(...roles) })),
  weighted(2, fc.record({ do: fc.constant('link' as const), pair: fc.nat({ max: twins.length - 1 }) })),
  weighted(
    3,
    fc.record({
      do: fc.constant('away' as const),
      who,
      delegate: who,
      first: fc.constantFrom(0, 0, 1),
      days: fc.nat({ max: 3 }),
    }),
  ),
  weighted(1, fc.record({ do: fc.constant('back' as const), who })),
  weighted(
    3,
    fc.record({
      do: fc.constant('developer' as const),
      what: fc.constantFrom('submit' as const, 'submit' as const, 'appeal' as const, 'withdraw' as const),
      second: isRare,
    }),
  ),
  weighted(2, fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 30, 61) })),
  weighted(1, fc.record({ do: fc.constant('days' as const), days: fc.constantFrom(1, 4, 12) })),
  weighted(1, fc.constant({ do: 'restart' as const })),
  weighted(2, fc.constant({ do: 'break' as const })),
)

const [priya, ben, tomas, jonas, , sofia, ines, danaTwo, priyaTwo, benTwo] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const
const vote = (by: number, verdict: Verdict = 'approve') => ({
  do: 'vote' as const,
  who: by,
  verdict,
  back: 0,
})
const undo = (by: number): Command => ({ do: 'undo', who: by })
const grant = (to: number, role: Role): Command => ({ do: 'grant', who: to, role })
const link = (user: (typeof twins)[number]): Command => ({ do: 'link', pair: twins.indexOf(user) })
const away = (absent: number, delegate: number, first = 0): Command => ({
  do: 'away',
  who: absent,
  delegate,
  first,
  days: 3,
})
const developer = (what: 'withdraw' | 'submit' | 'appeal'): Command => ({
  do: 'developer',
  what,
  second: false,
})

/** Walks that are always taken: to each end, and up to each wall. */
const always: [Tier, Command[]][] = [
  [
    'moderate',
    [vote(priya), undo(priya), { ...vote(ben), back: 1 }, away(ben, jonas), vote(ines), vote(jonas)],
  ],
  ['moderate', [away(ben, jonas), { do: 'revoke', who: ben, role: 'steward' }, vote(jonas)]],
  ['moderate', [{ do: 'revoke', who: jonas, role: 'board' }, vote(jonas)]],
  ['personal', [grant(danaTwo, 'steward'), vote(danaTwo), link('dana'), vote(tomas)]],
  ['moderate', [away(ben, jonas, 1), vote(jonas), vote(priya), undo(priya), vote(priya, 'reject')]],
  [
    'moderate',
    [vote(priya), undo(ben), undo(priya), vote(ben, 'reject'), developer('appeal'), vote(ben), vote(priya)],
  ],
  [
    'moderate',
    [
      away(ben, jonas),
      vote(jonas),
      undo(ben),
      undo(jonas),
      vote(jonas, 'request_changes'),
      developer('submit'),
      vote(priya),
    ],
  ],
  ['moderate', [vote(tomas), developer('withdraw'), vote(priya), developer('submit')]],
  ['moderate', [grant(danaTwo, 'steward'), link('dana'), vote(danaTwo), away(danaTwo, jonas), vote(jonas)]],
  [
    'moderate',
    [
      away(ben, danaTwo),
      link('dana'),
      vote(danaTwo),
      { do: 'break' },
      vote(priya),
      { do: 'restart' },
      vote(priya),
    ],
  ],
  [
    'moderate',
    [{ do: 'revoke', who: ben, role: 'steward' }, vote(ben), vote(priya, 'approve_on_conditions')],
  ],
  [
    'personal',
    [vote(tomas), { do: 'days', days: 12 }, vote(priya), developer('submit'), vote(priya), vote(tomas)],
  ],
  [
    'personal',
    [
      grant(priyaTwo, 'data_protection'),
      link('priya'),
      vote(priya),
      vote(priyaTwo),
      away(ben, priya),
      vote(priya),
      vote(tomas),
    ],
  ],

  [
    'personal',
    [
      grant(benTwo, 'steward'),
      grant(ben, 'data_protection'),
      vote(benTwo),
      link('ben'),
      vote(ben),
      vote(tomas),
    ],
  ],
  ['personal', [away(ben, jonas), vote(jonas), vote(ben), away(tomas, jonas), vote(jonas), vote(tomas)]],
  ['high', [vote(ben), vote(priya), vote(sofia), vote(tomas), vote(ines), vote(jonas), vote(jonas)]],
]

const selves = ({ id, joined }: Person): readonly string[] => [id, ...joined]
const isOneOf = (person: Person, ids: readonly string[]): boolean =>
  selves(person).some((id) => ids.includes(id))
const votesIn = ({ stages }: Approval): readonly (Vote & { readonly seat: Seat })[] =>
  stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes.map((vote) => ({ ...vote, seat }))))

/** The rules of who may decide, written down a second time and in other words than the program's. */
const mayHaveVoted = (before: State, approval: Approval, vote: Vote & { seat: Seat }): string => {
  const voter = [...before.people.values()].find((person) => person.id === vote.person)
  if (!voter) return 'nobody known'
  const makers = [before.certification.developer, before.certification.owner]
  const reviewers = before.certification.steps.flatMap((step) =>
    approval.tier === 'high' && step.kind === 'peer_review' && step.passedBy ? [step.passedBy] : [],
  )
  const earlier = votesIn(approval).flatMap(({ person, behalf }) => [person, behalf ?? ''])
  const appealed = before.approvals.find((one) => one.id === approval.appeals)
  const overruled = appealed ? votesIn(appealed).map(({ person }) => person) : []
  const barred = [...makers, ...reviewers, ...earlier, ...overruled]
  if (isOneOf(voter, barred)) return 'a maker, a reviewer or somebody who has decided'
  const role = vote.seat.asked ?? vote.seat.role
  if (vote.behalf === null) return voter.roles.includes(role) ? '' : `no ${role}`
  const absent = [...before.people.values()].find((person) => person.id === vote.behalf)
  if (!absent?.away) return 'in the place of somebody who is there'
  const today = dayOf(before.now, absent.zone)
  if (!isOneOf(voter, [absent.away.delegate])) return 'delegate of nobody'
  if (today < absent.away.from || today > absent.away.to) return 'on another day'
  if (isOneOf(absent, barred)) return 'in the place of a maker, or of somebody who has decided'
  return absent.roles.includes(role) ? '' : `for somebody without ${role}`
}

/** The person that an id stands for by now. */
const standing = (state: State, id: string): string =>
  [...state.people.values()].find((person) => isOneOf(person, [id]))?.id ?? id

const isFinal = (state: Approval['state']): boolean => state !== 'open'

/** What has to hold of every step, whatever it was. */
const check = (
  before: State,
  after: State,
  pressed: readonly Pressed[],
  accountOf: Walk['accountOf'],
): void => {
  for (const { said } of pressed) expect(said).not.toBe('')
  if (pressed.some(({ said }) => said.includes('went wrong on my side')) && pressed.length === 1)
    expect(after.rows).toBe(before.rows)
  for (const approval of after.approvals) {
    const earlier = before.approvals.find((one) => one.id === approval.id)
    if (!earlier) {
      expect(votesIn(approval)).toEqual([])
      expect(approval.hash).toBe(after.certification.frozen?.hash)
      continue
    }
    expect(approval.hash).toBe(earlier.hash)
    const known = votesIn(earlier).map((vote) => `${vote.person} ${vote.at}`)
    for (const vote of votesIn(approval)) {
      if (known.includes(`${vote.person} ${vote.at}`)) continue
      const press = pressed.findLast(({ button }) => button?.data['approval'] === approval.id)
      expect(earlier.state).toBe('open')
      // The account that pressed is whose vote it is, on the content that this account's button was shown with.
      expect(before.people.get(accountOf(press?.by ?? accountOfNobody))?.id).toBe(vote.person)
      expect(mayHaveVoted(before, earlier, vote)).toBe('')
      expect(press?.button?.hash).toBe(approval.hash)
      expect(press?.button?.data['rev']).toBe(earlier.rev)
      expect(vote.hash).toBe(before.certification.frozen?.hash)
    }
    if (isFinal(earlier.state) && approval.state !== earlier.state) {
      // Only taking it back, within a minute and by the one who decided, opens it again.
      expect(approval.state).toBe('open')
      const last = votesIn(earlier).find((vote) => vote.at === earlier.closedAt)
      const by = pressed.findLast(({ button }) => button?.verb === 'approval.undo')?.by
      expect(
        isOneOf(before.people.get(accountOf(by ?? accountOfNobody)) ?? nobody, [last?.person ?? '']),
      ).toBe(true)
      expect(Date.parse(after.now) - Date.parse(last?.at ?? '')).toBeLessThan(61_000)
    }
  }
  for (const approval of after.approvals.filter((one) => one.state === 'open')) {
    // Whoever turns out to be one person by linking accounts has not made it, or decided on it, twice.
    const took = votesIn(approval).flatMap(({ person, behalf }) =>
      behalf === null ? [person] : [person, behalf],
    )
    const persons = [...new Set([...approval.makers, ...took])].map((id) => standing(after, id))
    expect(new Set(persons).size).toBe(
      new Set([...approval.makers.map((id) => standing(after, id)), ...took]).size,
    )
  }
  const { state, decision, approval: on } = after.certification
  expect(after.approvals.some((one) => one.state === 'open')).toBe(state === 'in_review')
  if (state === 'certified' || state === 'conditionally_certified') {
    const approved = after.approvals.find((one) => one.id === on)
    expect(approved?.state).toBe('approved')
    expect(decision?.hash).toBe(approved?.hash)
    for (const stage of approved?.stages ?? [])
      for (const seat of stage.seats)
        expect(
          seat.votes.filter(({ verdict }) => verdict.startsWith('approve')).length,
        ).toBeGreaterThanOrEqual(seat.needs)
  }
}
const accountOfNobody = { on: 'web', user: 'nobody', name: 'Nobody' } as const
const nobody = { id: 'nobody', joined: [] as string[] } as unknown as Person

/** Every closing of a request has its entry, and each but the last was taken back. */
const decidedOnce = async (walk: Walk, { approvals }: State): Promise<void> => {
  for (const { id, state, stages } of approvals) {
    const types = (await walk.journal(id)).map((entry) => entry.type)
    const count = (type: string): number => types.filter((one) => one === type).length
    expect(count('approval-closed') - count('approval-reopened')).toBe(state === 'open' ? 0 : 1)
    const votes = stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes)).length
    expect(count('approval-voted') - count('approval-reopened')).toBe(votes)
  }
}

/** Once nothing can be taken back any more, whoever presses whatever is told so, and nothing moves. */
const staysFinal = async (walk: Walk, reached: Set<string>): Promise<void> => {
  await walk.pass(61)
  const state = await walk.state()
  const closed = state.approvals.filter((one) => one.state !== 'open').map((one) => one.id)
  const isOver = state.certification.state === 'withdrawn'
  const buttons = walk
    .shown()
    .filter(
      ({ verb, data }) =>
        (verb.startsWith('approval.') && closed.includes(String(data['approval']))) ||
        (isOver && /^(certification|steps|questions|step|tier)\./.test(verb)),
    )
  for (const [index, button] of buttons.slice(-10).entries()) {
    const { said } = await walk.press(walk.of(index * 3), button)
    expect(said).toMatch(/[A-Z].*[.?]/)
    expect((await walk.state()).rows).toBe(state.rows)
    reached.add('a click on what is final')
  }
}

describe('the whole bot, whoever presses what and whenever it breaks off', () => {
  const reached = new Set<string>()

  it('decides once, by distinct persons who may, on what they saw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...tiers),
        fc.array(command, { minLength: 8, maxLength: 26 }),
        async (tier, commands) => {
          const file = join(folder, 'walk.db')
          for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true })
          await cp(template(tier), file)
          const walk = await openWalk(file, now)
          try {
            for (const given of commands) await play(walk, given, reached)
            await decidedOnce(walk, await walk.state())
            await staysFinal(walk, reached)
          } finally {
            const faults = await walk.close()
            expect(faults.filter((fault) => !fault.includes('broken off'))).toEqual([])
          }
        },
      ),
      { numRuns: 30, examples: always },
    )
  }, 120_000)

  it('has been where it matters', () => {
    expect([...reached].sort()).toEqual([...wanted].sort())
  })
})

const wanted = [
  'approved',
  'rejected',
  'changes_requested',
  'withdrawn',
  'expired',
  'undone',
  'in the place of another',
  'linked',
  'a role taken away',
  'broken off',
  'a click on what is final',
]

const play = async (walk: Walk, given: Command, reached: Set<string>): Promise<void> => {
  const before = await walk.state()
  const open = before.approvals.find((one) => one.state === 'open')
  const might = given.do === 'revoke' && open ? await walk.offered(open.id) : undefined
  const pressed = await carryOut(walk, given)
  const after = await walk.state()
  check(before, after, pressed, walk.accountOf)
  if (might && open) {
    for (const account of await walk.offered(open.id)) expect(might).toContain(account)
    reached.add('a role taken away')
  }
  for (const { state, stages } of after.approvals) {
    if (state !== 'open') reached.add(state)
    if (stages.some((stage) => stage.seats.some((seat) => seat.votes.some((vote) => vote.behalf !== null))))
      reached.add('in the place of another')
  }
  if (pressed.some(({ said }) => said.includes('went wrong'))) reached.add('broken off')
  if ([...after.people.values()].some((person) => person.joined.length > 0)) reached.add('linked')
  if (before.approvals.some((one, index) => one.state !== 'open' && after.approvals[index]?.state === 'open'))
    reached.add('undone')
}
