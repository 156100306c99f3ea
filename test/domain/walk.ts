import fc from 'fast-check'
import { cast } from './cast.ts'
import type { Command } from './commands.ts'
import type { Profile } from './profiles.ts'

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
export const diligent: readonly Command[] = Array.from({ length: 30 }, (_, index): readonly Command[] => [
  { do: 'work', step: index, how: 'good' },
  { do: 'vouch', step: index, who: 3, how: 'confirm' },
  { do: 'vouch', step: index, who: 3, how: 'confirm' },
  { do: 'vouch', step: index, who: 1, how: 'confirm' },
  { do: 'vouch', step: index, who: 5, how: 'confirm' },
]).flat()

/** A walk as chance gives it; `ahead` is one that begins where everything was done and submitted. */
export const walk = fc.record({
  owner: fc.constantFrom('dana' as const, 'olga' as const),
  profile: fc.constantFrom<Profile[]>('low', 'moderate', 'personal', 'unknown', 'high', 'high'),
  ahead: fc.boolean(),
  commands: fc.array(command, { maxLength: 40 }),
})
