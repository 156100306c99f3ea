import { describe, expect, it } from 'vitest'
import { laterDay } from '../../src/domain/calendar.ts'
import type { Tier } from '../../src/domain/programme.ts'
import { tiers } from '../../src/domain/programme.ts'
import { obstacle } from '../../src/domain/submission.ts'
import { blocking } from '../../src/domain/waiver.ts'
import { programme } from './context.ts'
import {
  ask,
  blocked,
  dana,
  grant,
  nobody,
  olga,
  on,
  people,
  priya,
  refuse,
  rhea,
  said,
  settled,
  today,
} from './waiver-cast.ts'

describe('how long a waiver may last', () => {
  it.each([
    ['low', 180, 2],
    ['moderate', 90, 2],
    ['high', 30, 1],
  ] as const)('at %s: %i days, made longer %i times', (tier, days, extensions) => {
    const approver = tier === 'high' ? rhea : priya
    const context = on(0)
    const last = laterDay(today(context), days)
    expect(said(() => ask(blocked(tier), laterDay(last, 1), context))).toContain(
      `The nearest possible day is ${last}.`,
    )
    let certification = grant(ask(blocked(tier), last, context), approver, context)
    for (let round = 1; round <= extensions; round += 1) {
      const until = laterDay(certification.waivers[0]?.until ?? '', days)
      expect(said(() => ask(certification, laterDay(until, 1), on(round)))).toContain(`${days} days at most`)
      certification = grant(ask(certification, until, on(round)), approver, on(round))
      expect(certification.waivers[0]?.until).toBe(until)
    }
    expect(said(() => ask(certification, laterDay(last, 400), on(5)))).toContain('as often as the programme')
  })

  it('is not for a block that the programme never waives', () => {
    const context = on(0)
    const never = { ...programme.waivers, never: ['connectors'] }
    const strict = { ...context, programme: { ...programme, waivers: never } }

    expect(said(() => ask(blocked('low'), '2026-12-04', strict))).toContain('The programme never waives')
    expect(obstacle(blocked('low'), strict)?.message).not.toContain('waiver')
    expect(obstacle(blocked('low'), context)?.message).toContain('ask for a waiver: waiver CRT-1')
  })

  it('lifts the block up to its last day, and no longer', () => {
    const certification = grant(ask(blocked('moderate'), '2026-12-04', on(0)), priya, on(0))

    expect(blocking(certification, on(10))).toEqual([])
    expect(obstacle(certification, on(10))?.code).not.toBe('blocked')
    expect(blocking(certification, on(11))).toHaveLength(1)
    expect(obstacle(certification, on(11))?.code).toBe('blocked')
  })
})

describe('who grants a waiver', () => {
  const may: readonly (readonly [Tier, string, boolean])[] = [
    ['low', 'priya', true],
    ['low', 'small', true],
    ['low', 'rhea', false],
    ['moderate', 'priya', true],
    ['moderate', 'small', false],
    ['moderate', 'rhea', false],
    ['high', 'priya', false],
    ['high', 'rhea', true],
    ...tiers.flatMap((tier) => ['dana', 'olga', 'twin'].map((id) => [tier, id, false] as const)),
    ...tiers.map((tier) => [tier, 'nobody', true] as const),
  ]
  it.each(may)('at %s %s: %s', (tier, id, expected) => {
    const by = people.find((one) => one.id === id) ?? nobody
    const asked = ask(blocked(tier, 'olga'), '2026-12-10', on(0), olga)
    const answer = said(() => grant(asked, by, on(0)))

    expect(answer === 'done').toBe(expected)
    if (!expected) expect(answer).toMatch(/so someone else decides|needs the .* role/)
  })

  it('needs the owner where the developer asks at moderate, and only then', () => {
    for (const tier of tiers) {
      const asked = ask(blocked(tier, 'olga'), '2026-12-10', on(0), dana)
      const voted = grant(asked, tier === 'high' ? rhea : priya, on(0))
      expect(voted.waivers[0]?.state).toBe(tier === 'moderate' ? 'asked' : 'granted')
      if (tier === 'moderate') expect(grant(voted, olga, on(0)).waivers[0]?.state).toBe('granted')
    }
  })

  it('is refused by the word of one, whose reason is kept', () => {
    const asked = ask(blocked('moderate', 'olga'), '2026-12-10', on(0), dana)
    const refused = settled(refuse(asked, olga, on(0)), on(0)).next

    expect(refused.waivers[0]).toMatchObject({
      state: 'refused',
      asks: [{ state: 'rejected', refusal: { by: 'olga', reason: { body: 'No.' } } }],
    })
    expect(said(() => grant(refused, priya, on(0)))).toContain('olga refused it already')
  })
})
