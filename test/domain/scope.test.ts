import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leave } from '../../src/domain/leaving.ts'
import type { Deed, Person } from '../../src/domain/person.ts'
import type { Term } from '../../src/domain/role-term.ts'
import { can, holdsFor, leadsFor, termsOf } from '../../src/domain/person.ts'
import type { Role } from '../../src/domain/programme.ts'
import { roles, tiers } from '../../src/domain/programme.ts'
import { instead } from '../../src/domain/review.ts'
import { endLead, grant, revoke } from '../../src/domain/role.ts'
import { approval, certification, step } from '../store/things.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'

const amara = person('amara', 'admin')
const term = (change: Partial<Term>): Term => ({
  role: 'steward',
  until: null,
  upTo: null,
  unit: null,
  ...change,
})
const steward = (...terms: readonly Term[]): Person => ({ ...person('ben', 'steward'), terms: [...terms] })

describe('a role that is held for a unit', () => {
  it.each([
    [steward(), 'high', 'Finance', true],
    [steward(), undefined, null, true],
    [steward(term({ unit: 'Finance' })), 'high', 'Finance', true],
    [steward(term({ unit: 'Finance' })), 'high', 'finance', true],
    [steward(term({ unit: 'Finance' })), 'high', 'Sales', false],
    [steward(term({ unit: 'Finance' })), 'high', null, false],
    [steward(term({ unit: 'Finance', upTo: 'low' })), 'moderate', 'Finance', false],
    [steward(term({ unit: 'Finance', upTo: 'low' })), 'low', 'Finance', true],
    // One term has to fit both: low in Finance and all in Sales is not all in Finance.
    [steward(term({ unit: 'Finance', upTo: 'low' }), term({ unit: 'Sales' })), 'high', 'Finance', false],
    [steward(term({ unit: 'Finance', upTo: 'low' }), term({ unit: 'Sales' })), 'high', 'Sales', true],
    [person('ben'), 'low', 'Finance', false],
  ] as const)('counts for assets of that unit alone', (who, tier, unit, counts) => {
    expect(holdsFor(who, 'steward', { tier, unit })).toBe(counts)
  })

  it('does not bind a steward lead, whom their tier does', () => {
    const lead = { ...steward(term({ unit: 'Finance', upTo: 'moderate' })), lead: true }

    expect(leadsFor(lead, { tier: 'moderate', unit: 'Sales' })).toBe(true)
    expect(leadsFor(lead, { tier: 'high', unit: 'Finance' })).toBe(false)
    expect(leadsFor({ ...lead, lead: false }, { tier: 'low', unit: 'Finance' })).toBe(false)
    expect(leadsFor({ ...person('x'), lead: true }, { tier: 'low', unit: null })).toBe(false)
  })
})

describe('who is asked where nobody of a role may decide', () => {
  const asked = (role: Role, stewards: number, leads: number, board: number) =>
    instead(role, (one, lead = false) =>
      one === 'board' ? board : one === 'steward' ? (lead ? leads : stewards) : 0,
    )

  it.each([
    ['steward', 1, 1, 2, { asked: null, lead: false }],
    ['steward', 0, 1, 2, { asked: 'steward', lead: true }],
    ['steward', 0, 0, 2, { asked: 'board', lead: false }],
    ['steward', 0, 0, 0, { asked: null, lead: false }],
    ['security', 0, 1, 2, { asked: 'board', lead: false }],
    ['board', 0, 1, 0, { asked: null, lead: false }],
  ] as const)('%s with %i, %i leads and %i of the board', (role, stewards, leads, board, expected) => {
    expect(asked(role, stewards, leads, board)).toEqual(expected)
  })
})

const units = [null, 'Finance', 'Sales'] as const
const aTerm = fc.record({
  role: fc.constantFrom(...roles),
  until: fc.constant(null),
  upTo: fc.constantFrom(null, 'low' as const, 'moderate' as const),
  unit: fc.constantFrom(...units),
})
const aPerson = fc
  .record({
    roles: fc.subarray([...roles]),
    terms: fc.array(aTerm, { maxLength: 4 }),
    lead: fc.boolean(),
  })
  .map((one): Person => ({ ...person('ben'), ...one, lead: one.lead && one.roles.includes('steward') }))

/** Everything that a role may allow, on things of each tier and unit. */
const deeds: readonly Deed[] = tiers.flatMap((tier) =>
  units.flatMap((unit): readonly Deed[] => {
    const made = certification('CRT-1', {
      unit,
      state: 'preparing',
      assessment: {
        tier,
        score: 1,
        band: tier,
        drivers: [],
        blocked: [],
        unknowns: [],
        counterfactual: null,
      },
    })
    const request = approval('APR-1', ['steward', 'board'], { tier, unit })
    return [
      ...(['condition.accept', 'sample.look', 'tier.set', 'tier.second', 'certification.see'] as const).map(
        (deed): Deed => ({ deed, certification: made }),
      ),
      ...roles.map((by): Deed => ({
        deed: 'step.confirm',
        certification: made,
        step: step('s', { by, kind: 'check' }),
      })),
      ...roles.map((role): Deed => ({ deed: 'approval.vote', approval: request, role })),
      { deed: 'approval.vote', approval: request, role: 'steward', lead: true },
      { deed: 'role.change' },
      { deed: 'unit.change' },
      { deed: 'leaver.see' },
    ]
  }),
)
const neverMore = (before: Person, after: Person): void => {
  for (const deed of deeds) expect(can(after, deed) && !can(before, deed), JSON.stringify(deed)).toBe(false)
}

describe('what anybody may', () => {
  it('never grows by taking away a role, the mark of a lead, or by a bound', () => {
    fc.assert(
      fc.property(aPerson, fc.constantFrom(...roles), fc.constantFrom(...units), (who, role, unit) => {
        if (who.roles.includes(role)) neverMore(who, revoke(who, role, amara, 9).next)
        if (who.lead) neverMore(who, endLead(who, amara).next)
        // Every way in which the role is held is bound to the unit as well.
        const held = termsOf(who, role).length > 0 ? termsOf(who, role) : [term({ role })]
        const bound = held.filter((one) => one.unit === null || one.unit === unit)
        if (unit !== null && who.roles.includes(role) && bound.length > 0)
          neverMore(who, {
            ...who,
            terms: [
              ...who.terms.filter((one) => one.role !== role),
              ...bound.map((one) => ({ ...one, unit })),
            ],
          })
      }),
      { seed: 4, numRuns: 400 },
    )
  })

  it('is nothing once somebody left, nor does anybody decide in their place', () => {
    fc.assert(
      fc.property(aPerson, fc.boolean(), (held, isLast) => {
        const who = { ...held, away: { from: '2026-11-20', to: '2026-11-30', delegate: 'cid' } }
        const gone = leave(who, [], isLast ? 1 : 3, contextAt()).next
        for (const deed of deeds) expect(can(gone, deed)).toBe(false)
        const request = approval('APR-1', ['steward'], { tier: 'low' })
        for (const role of roles)
          for (const absent of [gone, { ...gone, away: who.away }])
            expect(
              can(person('cid'), {
                deed: 'approval.vote-for',
                approval: request,
                role,
                absent,
                now: contextAt().now,
              }),
            ).toBe(false)
        // The last administrator has it again when they write, and nothing else.
        expect(gone.roles).toEqual(isLast && held.roles.includes('admin') ? ['admin'] : [])
      }),
      { seed: 5, numRuns: 200 },
    )
  })
})

describe('a steward lead', () => {
  const kenji = person('kenji', 'admin')
  const wish = { role: 'steward', until: '', upTo: '', lead: true } as const

  it('is asked for and confirmed as a steward is, and keeps the bounds that they had', () => {
    const bound = steward(term({ unit: 'Finance', until: '2027-03-01T22:59:59.999Z' }))
    const asked = grant(bound, wish, amara, [amara, kenji], contextAt()).next

    expect(asked.lead).toBe(false)
    expect(asked.requests).toMatchObject([{ lead: true, unit: 'Finance', state: 'asked' }])
    const given = grant(bound, wish, amara, [amara], contextAt()).next
    expect(given.lead).toBe(true)
    expect(given.terms).toEqual(bound.terms)
  })

  it('is none without the steward role, whichever way that goes', () => {
    expect(() => grant(person('x'), { ...wish, role: 'board' }, amara, [amara], contextAt())).toThrow(
      'Only stewards have a lead',
    )
    const lead = { ...steward(), lead: true }
    expect(revoke(lead, 'steward', amara, 2).next.lead).toBe(false)
    expect(endLead(lead, amara).next).toMatchObject({ lead: false, roles: ['steward'] })
  })
})
