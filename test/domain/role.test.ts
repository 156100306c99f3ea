import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { join } from '../../src/domain/membership.ts'
import type { Deed, Person } from '../../src/domain/person.ts'
import { can, holds, holdsFor } from '../../src/domain/person.ts'
import { roles, tiers } from '../../src/domain/programme.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { confirmRole, endRoles, grant, hasEnded, lapseRequest, revoke } from '../../src/domain/role.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'
import { draft } from './draft.ts'

const amara = person('amara', 'admin')
const kenji = person('kenji', 'admin')
const admins = [amara, kenji]
const wish = { role: 'steward', until: '', upTo: '' } as const
const days = (count: number) => contextAt(count * 24 * 60)

const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.message
    throw thrown
  }
  return ''
}

describe('the admin role', () => {
  it('is given up by nobody alone, whoever linked which accounts', () => {
    const linked = { ...amara, joined: ['kenji'] }

    expect(refusal(() => revoke(amara, 'admin', amara, 2))).toContain('This is your own admin role.')
    expect(refusal(() => revoke(kenji, 'admin', linked, 2))).toContain('This is your own admin role.')
    expect(revoke(kenji, 'admin', amara, 2).next.roles).toEqual([])
  })

  it('of the last one says that somebody else has to get it first', () => {
    expect(refusal(() => revoke(amara, 'admin', amara, 1))).toContain('is the last administrator')
  })
})

describe('a steward or an administrator', () => {
  const asked = grant(person('ben'), wish, amara, admins, contextAt()).next
  const id = asked.requests[0]?.id ?? ''

  it('is asked for by one administrator and confirmed by another, for a year', () => {
    expect(asked.roles).toEqual([])
    const given = confirmRole(asked, id, kenji, amara, days(1)).next

    expect(given.roles).toEqual(['steward'])
    expect(given.terms[0]?.until?.slice(0, 10)).toBe('2027-11-24')
  })

  it.each([
    ['the one who asked', amara, asked, 'another administrator'],
    ['the one concerned', person('ben', 'admin'), { ...asked, roles: ['admin' as const] }, 'your own role'],
    ['somebody without the admin role', person('olga', 'steward'), asked, 'needs the admin role'],
  ])('is not confirmed by %s', (_who, by, who, words) => {
    expect(refusal(() => confirmRole(who, id, by, amara, contextAt()))).toContain(words)
  })

  it('is not confirmed after a week, nor where whoever asked lost the admin role', () => {
    expect(refusal(() => confirmRole(asked, id, kenji, amara, days(7)))).toContain('too old')
    expect(refusal(() => confirmRole(asked, id, kenji, person('amara'), contextAt()))).toContain(
      'no administrator',
    )
    expect(lapseRequest(asked, id).events).toMatchObject([{ type: 'role-request-closed', state: 'lapsed' }])
  })

  it('is granted at once where no second administrator could confirm', () => {
    expect(grant(person('ben'), wish, amara, [amara], contextAt()).next.roles).toEqual(['steward'])
    expect(grant(kenji, wish, amara, admins, contextAt()).next.roles).toEqual(['admin', 'steward'])
  })

  it('is not held for more than a year at a time', () => {
    const long = { ...wish, until: '2028-01-01' }

    expect(refusal(() => grant(person('ben'), long, amara, [amara], contextAt()))).toContain(
      'renewed every year',
    )
    expect(
      refusal(() => grant(person('ben'), { ...wish, until: '2026-11-24' }, amara, [amara], contextAt())),
    ).toContain('has passed')
  })

  it('is renewed when it ends soon, and not before', () => {
    const held = grant(person('ben'), wish, amara, [amara], contextAt()).next

    expect(refusal(() => grant(held, wish, amara, [amara], days(100)))).toContain('holds that role already')
    expect(grant(held, wish, amara, [amara], days(340)).next.terms).toMatchObject([
      { until: expect.stringContaining('2028-10-30') as unknown },
    ])
  })
})

describe('a role that is bounded', () => {
  const sides = { there: 'Slack', here: 'Teams' }
  const low = {
    ...person('ben', 'steward'),
    terms: [{ role: 'steward' as const, until: null, upTo: 'low' as const, unit: null }],
  }

  it.each([
    [low, 'low', true],
    [low, 'moderate', false],
    [low, undefined, false],
    [person('ben', 'steward'), undefined, true],
    [person('ben'), 'low', false],
  ] as const)('counts for its tiers alone', (who, tier, counts) => {
    expect(holdsFor(who, 'steward', { tier, unit: null })).toBe(counts)
  })

  it('ends on its day, and what is joined keeps the widest', () => {
    const until = addDays(contextAt().now, 1)
    const short = {
      ...person('one', 'steward'),
      terms: [{ role: 'steward' as const, until, upTo: null, unit: null }],
    }

    expect(hasEnded(short, until)).toBe(true)
    expect(endRoles(short, 2, until).next.roles).toEqual([])
    const both = join(short, low, sides).person.next
    expect(endRoles(both, 2, until).next.terms).toEqual(low.terms)
    expect(holdsFor(endRoles(both, 2, until).next, 'steward', { tier: 'moderate', unit: null })).toBe(false)
    expect(join(short, person('two', 'steward'), sides).person.next.terms).toEqual([])
  })
})

describe('whatever administrators do', () => {
  const everyWish = (made: ReturnType<typeof draft>): readonly Deed[] => [
    { deed: 'role.change' },
    { deed: 'channel.set' },
    { deed: 'rollout.set' },
    ...(
      ['certification.see', 'trail.see', 'certification.edit', 'condition.accept', 'sample.look'] as const
    ).map((deed) => ({ deed, certification: made.certification })),
  ]

  it('taking a role away never allows more', () => {
    fc.assert(
      fc.property(fc.subarray([...roles]), fc.constantFrom(...roles), (held, role) => {
        const before = person('priya', ...held)
        const after = holds(before, role) ? revoke(before, role, amara, 3).next : before
        for (const deed of everyWish(draft('olga')))
          expect(can(after, deed) && !can(before, deed)).toBe(false)
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('somebody is an administrator, through grants, words of a second one, revocations and ends', () => {
    const names = ['amara', 'kenji', 'ben', 'priya'] as const
    const move = fc.record({
      what: fc.constantFrom('grant', 'confirm', 'revoke', 'end'),
      whom: fc.constantFrom(...names),
      by: fc.constantFrom(...names),
      role: fc.constantFrom('admin', 'steward', 'auditor'),
      upTo: fc.constantFrom('' as const, ...tiers),
      after: fc.nat({ max: 200 }),
    })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const people = new Map<string, Person>(names.map((id) => [id, person(id)]))
        people.set('amara', {
          ...amara,
          terms: [{ role: 'admin', until: days(300).now, upTo: null, unit: null }],
        })
        let at = 0
        for (const { what, whom, by, role, upTo, after } of moves) {
          at += after
          const one = people.get(whom)
          const actor = people.get(by)
          if (!one || !actor) throw new Error('nobody of that name')
          const holders = [...people.values()].filter((some) => holds(some, 'admin'))
          const id = one.requests.find((request) => request.state === 'asked')?.id ?? ''
          const asker = people.get(one.requests.find((request) => request.id === id)?.by ?? '')
          const context = days(at)
          try {
            const moved = {
              grant: () => grant(one, { role, until: '', upTo }, actor, holders, context),
              confirm: () => confirmRole(one, id, actor, asker, context),
              revoke: () => revoke(one, role, actor, holders.length),
              end: () => endRoles(one, holders.length, context.now),
            }[what]()
            people.set(whom, moved.next)
          } catch (thrown) {
            if (!(thrown instanceof Refusal)) throw thrown
          }
          expect([...people.values()].some((some) => holds(some, 'admin'))).toBe(true)
        }
      }),
      { seed: 2, numRuns: 300 },
    )
  })
})
