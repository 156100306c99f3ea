import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Verdict } from '../../src/domain/approval.ts'
import type { Role } from '../../src/domain/programme.ts'
import { memoryChannel } from '../memory-channel.ts'
import { openWorld } from '../world.ts'
import { openRequest, personaOf } from './deliveries.ts'
import type { State, Walk } from './walk.ts'
import type { Command } from './walk-commands.ts'
import { accounts, openWalk } from './walk.ts'
import { carryOut, twins, verdicts } from './walk-commands.ts'
import { check, decidedOnce, staysFinal } from './walk-rules.ts'

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

/** Seats for which the board is asked in the place of another role. */
const boardSeats = ({ approvals }: State, id: string): number =>
  (approvals.find((one) => one.id === id)?.stages ?? [])
    .flatMap((stage) => stage.seats)
    .filter((seat) => seat.asked === 'board').length

const play = async (walk: Walk, given: Command, reached: Set<string>): Promise<void> => {
  const before = await walk.state()
  const open = before.approvals.find((one) => one.state === 'open')
  const might = given.do === 'revoke' && open ? await walk.offered(open.id) : undefined
  const pressed = await carryOut(walk, given)
  const after = await walk.state()
  check(before, after, pressed, walk.accountOf)
  if (might && open && given.do === 'revoke') {
    const more = [...(await walk.offered(open.id))].filter((account) => !might.has(account))
    // Nobody is allowed more, least of all whoever lost the role; where nobody is left to decide, the board is asked instead.
    expect(more).not.toContain(walk.accountOf(walk.of(given.who)))
    if (more.length > 0) expect(boardSeats(after, open.id)).toBeGreaterThan(boardSeats(before, open.id))
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
