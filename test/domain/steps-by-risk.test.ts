import { describe, expect, it } from 'vitest'
import type { Tier } from '../../src/domain/programme.ts'
import { stepsFor, tiers, unknown } from '../../src/domain/programme.ts'
import { asset, byPoints, harmless, programme } from './answers.ts'

describe('the steps', () => {
  const stepsOf = (tier: Tier, answers = harmless, other: Partial<typeof asset> = {}) =>
    stepsFor(programme, { ...asset, ...other, answers, tier }).map((one) => one.id)

  it('of low are few, and take 20 minutes the first time and 6 later', () => {
    const rules = stepsFor(programme, { ...asset, answers: harmless, tier: 'low' })
    const minutes = (kinds: readonly string[]) =>
      rules.filter((one) => kinds.includes(one.phase)).reduce((sum, one) => sum + one.minutes, 0)

    expect(rules.map((one) => one.id)).toEqual(['policy', 'foundations', 'basics', 'contact'])
    expect(minutes(['know', 'describe', 'check', 'run'])).toBe(20)
    expect(minutes(['describe', 'check', 'run'])).toBe(6)
  })

  it('of moderate include what section 5 asks for', () => {
    expect(stepsOf('moderate')).toEqual([
      'policy',
      'foundations',
      'test_and_share',
      'justification',
      'manager',
      'basics',
      'quality',
      'schema_contract',
      'peer_review',
      'contact',
      'runbook',
      'export',
    ])
  })

  it('leave out what does not fit the kind of asset', () => {
    for (const kind of ['report', 'form']) {
      expect(stepsOf('moderate', harmless, { kind })).not.toContain('schema_contract')
      expect(stepsOf('moderate', harmless, { kind })).not.toContain('export')
      expect(stepsOf('high', harmless, { kind })).not.toContain('environments')
    }
  })

  it('ask for data protection where data is personal, confidential or not known', () => {
    for (const answers of [
      { personal: 'contacts' },
      { personal: unknown },
      { data: 'confidential' },
      { data: unknown },
    ])
      expect(stepsOf('moderate', { ...harmless, ...answers })).toContain('data_protection')
    expect(stepsOf('moderate', { ...harmless, data: 'internal' })).not.toContain('data_protection')
  })

  it('ask the owner only where somebody else is owner', () => {
    for (const tier of tiers) {
      expect(stepsOf(tier)).not.toContain('owner')
      expect(stepsOf(tier, harmless, { ownerIsDeveloper: false })).toContain('owner')
    }
  })

  it('of high end in evidence that a named role attests', () => {
    const rules = stepsFor(programme, {
      ...asset,
      answers: byPoints('3 4 1 0 1 2 2 4 2 3 0 0'),
      tier: 'high',
    })
    const by = Object.fromEntries(rules.map((one) => [one.id, one.by.high]))

    expect(by).toMatchObject({
      security_review: 'security',
      privacy_assessment: 'data_protection',
      acceptance_test: 'steward',
      environments: 'it_operations',
      monitoring: 'it_operations',
      drill: 'steward',
    })
    for (const rule of rules) if (rule.kind === 'check') expect(rule.by.high).not.toBe('developer')
  })
})
