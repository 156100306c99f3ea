import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CertificationState } from '../../src/domain/certification.ts'
import { certificationStates } from '../../src/domain/certification.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { allow, transitions } from '../../src/domain/transition.ts'
import type { Command } from './commands.ts'
import { draft } from './draft.ts'
import { play } from './moves.ts'
import { diligent, walk } from './walk.ts'
import { endings, highEndings, shortCuts } from './walk-endings.ts'
import { holdsWhatMustHold } from './walk-rules.ts'

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
