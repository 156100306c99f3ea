import { describe, expect, it } from 'vitest'
import type { Facts } from '../../src/domain/programme.ts'
import { roles, tiers, unknown } from '../../src/domain/programme.ts'
import { load, shipped } from './policy-file.ts'

const programme = load(shipped)

/** Every text of the policy with its path. */
const textsOf = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`))
}

const { hash: _, ...readable } = programme
const texts = textsOf(readable).filter(([path]) => !path.endsWith('.source'))

describe('the shipped policy', () => {
  it('asks the twelve questions of the programme on pages of 5, 5 and 2', () => {
    expect(programme.questions.map((one) => one.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(programme.pages.map((one) => one.questions.length)).toEqual([5, 5, 2])
    expect(programme.pages.flatMap((one) => one.questions)).toEqual(programme.questions.map((one) => one.id))
  })

  it('can be scored up to 42, in bands of 9 and 18', () => {
    const most = programme.questions.reduce(
      (sum, one) => sum + Math.max(...one.options.map((option) => option.points)),
      0,
    )

    expect(most).toBe(42)
    expect(programme.bands).toEqual({ moderate: 9, high: 18 })
  })

  it('keeps the cadences of the programme', () => {
    const rows = tiers.map((tier) => programme.cadences[tier])

    expect(rows.map((one) => one.validityMonths)).toEqual([24, 12, 12])
    expect(rows.map((one) => one.windowDays)).toEqual([30, 45, 60])
    expect(rows.map((one) => one.graceDays)).toEqual([30, 14, 0])
    expect(rows.map((one) => one.approvalWorkingDays)).toEqual([0, 2, 4])
    expect(programme.sampling.percent).toBe(10)
    expect(programme.conditions).toEqual({ mostDays: 30, most: 3 })
    expect(programme.draft).toEqual({ askAfterDays: 2, lapseAfterDays: 30 })
    expect(programme.decisions).toEqual({
      undoSeconds: 60,
      appealWorkingDays: 10,
      mostAwayDays: 60,
      reciprocalApprovals: 3,
      reciprocalMonths: 12,
      settleWorkingDays: 2,
      confirmWorkingDays: 1,
      renewalWorkingDays: 15,
    })
    expect(programme.quietHours).toEqual({ from: '18:00', to: '09:00' })
  })

  it('writes out what is decided where the policy leaves it open', () => {
    const [, section = ''] = /^(decisions:\n(?: +.*\n)+)/m.exec(shipped) ?? []
    expect(section).toContain('undo_seconds')

    expect(load(shipped.replace(section, '')).decisions).toEqual(programme.decisions)
    expect(load(shipped.replace('  undo_seconds: 60\n', '')).decisions).toEqual(programme.decisions)
  })

  it('teaches five micro-certifications, each with five questions and a reason at every answer', () => {
    expect(programme.microCertifications.map((one) => one.title)).toEqual([
      'Foundations',
      'Data protection',
      'Test and share',
      'Critical assets',
      'Incident lead',
    ])
    for (const skill of programme.microCertifications) {
      expect(skill.questions).toHaveLength(5)
      expect(skill.passPercent).toBe(80)
      expect(skill.validMonths).toBe(12)
      expect(skill.brief.length).toBeGreaterThanOrEqual(3)
      for (const { options } of skill.questions) {
        expect(options.length).toBeGreaterThanOrEqual(3)
        expect(options.filter((one) => one.right)).toHaveLength(1)
      }
    }
  })

  it('does not give the right answer away by its length', () => {
    const all = programme.microCertifications.flatMap((one) => one.questions)
    const longest = all.filter(({ options }) => {
      const right = options.find((one) => one.right)?.text.length ?? 0
      return options.every((one) => one.right || one.text.length < right)
    })

    expect(longest.length).toBeLessThan(all.length * 0.6)
  })

  it('is asked of existing roles only, and nobody decides low', () => {
    expect(programme.stages.low).toEqual([])
    for (const tier of tiers)
      for (const stage of programme.stages[tier])
        for (const seat of stage.seats) expect(roles).toContain(seat.role)
  })

  it('is written in plain text throughout', () => {
    const odd =
      /^\s|\s$|[\n\r\t]|\s{2,}|\$\{|[*_`#]$|^[*#>-] |\*\*|\[[^\]]*\]\(|!$|[\p{Extended_Pictographic}]/u

    expect(texts.length).toBeGreaterThan(500)
    expect(texts.filter(([, text]) => odd.test(text))).toEqual([])
  })
})

describe('who decides', () => {
  const facts = (answers: Readonly<Record<string, string>>, tier: Facts['tier']): Facts => ({
    answers: {
      ...Object.fromEntries(programme.questions.map((one) => [one.id, one.options[0]?.id ?? ''])),
      ...answers,
    },
    tier,
    kind: 'app',
    platform: 'power_apps',
    ownerIsDeveloper: true,
  })
  const seatsOf = (known: Facts) =>
    programme.stages[known.tier]
      .filter((stage) => stage.when?.holds(known) ?? true)
      .map((stage) => stage.seats.filter((seat) => seat.when?.holds(known) ?? true).map((seat) => seat.role))

  it('moderate is decided by a steward, and by data protection beside them where data is personal', () => {
    expect(seatsOf(facts({}, 'moderate'))).toEqual([['steward']])
    expect(seatsOf(facts({ personal: 'contacts' }, 'moderate'))).toEqual([['steward', 'data_protection']])
    expect(seatsOf(facts({ personal: unknown }, 'moderate'))).toEqual([['steward', 'data_protection']])
  })

  it('high is decided by a steward, then by security and data protection', () => {
    expect(seatsOf(facts({ rules: 'regulated' }, 'high'))).toEqual([
      ['steward'],
      ['security', 'data_protection'],
    ])
  })

  it.each([
    ['data', 'restricted'],
    ['failure', 'harm'],
    ['writes', 'payments'],
    ['automation', 'decides'],
    ['access', 'admin'],
  ])('high goes to two of the board where %s is %s', (question, option) => {
    const known = facts({ [question]: option }, 'high')

    expect(seatsOf(known)).toEqual([['steward'], ['security', 'data_protection'], ['board']])
    expect(programme.stages.high.at(-1)?.seats[0]?.rule).toEqual({ kind: 'quorum', n: 2 })
  })
})
