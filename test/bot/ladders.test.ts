import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { timeOf } from '../../src/domain/calendar.ts'
import { climbOn } from '../../src/domain/ladder.ts'
import type { Programme } from '../../src/domain/programme.ts'
import type { TimerKind } from '../../src/domain/timer.ts'
import { inWorld } from '../in-world.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { programme as shipped } from '../world.ts'
import type { World } from './deliveries.ts'
import { click, openRequest, personaOf } from './deliveries.ts'

let world: World
let policy: Programme = shipped
inWorld((opened) => (world = opened), { programme: () => policy })
beforeEach(() => {
  policy = shipped
})

const play = (persona: string) => personaOf(world, persona)
const rungs = (kind: TimerKind, subject: string) => world.read((session) => session.timers.of(kind, subject))
const ahead = async (kind: TimerKind, subject: string) =>
  (await rungs(kind, subject)).filter(({ isFired }) => !isFired)
const owners = async () =>
  (await rungs('review-reminds', 'CRT-1')).filter(({ occurrence }) => occurrence.includes(' owner '))
const setZone = (zone: string) =>
  world.answer(click('dana', `zone-${zone}`, 'settings.save', {}, { zone, digestAt: '09:30' }))
const reminded = async () =>
  (await world.read((session) => session.journal.of('CRT-1', 200))).filter(
    ({ type, data }) => type === 'review-reminded' && data['who'] === 'owner',
  ).length

/** Certified on 2026-11-24 for two years; its review is open, and its first rung has been. */
const inReview = async () => {
  await register(play('dana'), 'Team leave calendar')
  await classifyAs(play('dana'), 'low')
  await certify(play('dana'))
  await world.until('2028-10-26T12:00:00.000Z')
  await world.until('2028-11-10T12:00:00.000Z')
}

describe('a ladder that somebody is on', () => {
  it('moves with them to another zone: the same rungs, at their hour there', async () => {
    await inReview()
    const before = await owners()
    expect(before.filter(({ isFired }) => isFired)).toHaveLength(1)
    await setZone('Asia/Tokyo')

    const after = await owners()
    expect(after.map(({ occurrence, isFired }) => [occurrence, isFired])).toEqual(
      before.map(({ occurrence, isFired }) => [occurrence, isFired]),
    )
    for (const { due } of after.filter(({ isFired }) => !isFired))
      expect(timeOf(due, 'Asia/Tokyo')).toBe('09:30')
    for (const { due } of before.filter(({ isFired }) => !isFired))
      expect(timeOf(due, 'Europe/Berlin')).toBe('09:30')
  })

  it('loses no rung whose hour has passed where they are now', async () => {
    await inReview()
    // Friday: the rung a week before the end is on this day, at 09:30 in Berlin; in Tokyo that was at half past one.
    const next = (await owners()).find(({ occurrence }) => occurrence.endsWith('owner -7'))
    expect(next?.due).toBe('2028-11-17T08:30:00.000Z')
    await world.until('2028-11-17T06:00:00.000Z')
    const count = await reminded()
    await setZone('Asia/Tokyo')
    await world.until('2028-11-17T06:05:00.000Z')
    expect(await reminded()).toBe(count + 1)
    await world.until('2028-11-17T12:00:00.000Z')
    expect(await reminded()).toBe(count + 1)
  })
})

describe('a ladder of somebody else’s', () => {
  it('has its rungs at the hour of whoever helps, where they are by the next night', async () => {
    await world.remind.plan()
    await openRequest(world)
    await play('priya').says('approve CRT-1')
    await world.stand()
    await world.until('2027-10-12T12:00:00.000Z')
    const helps = async () =>
      (await ahead('review-reminds', 'CRT-1')).filter(({ occurrence }) => occurrence.includes(' deputy '))
    const before = await helps()
    expect(before.map(({ due }) => timeOf(due, 'Europe/London'))).toEqual(before.map(() => '09:30'))
    await world.answer(
      click('ben', 'zone-ben', 'settings.save', {}, { zone: 'Asia/Tokyo', digestAt: '09:30' }),
    )
    await world.until('2027-10-13T12:00:00.000Z')

    const after = await helps()
    expect(after.map(({ occurrence }) => occurrence)).toEqual(before.map(({ occurrence }) => occurrence))
    expect(after.length).toBeGreaterThan(0)
    expect(after.map(({ due }) => timeOf(due, 'Asia/Tokyo'))).toEqual(after.map(() => '09:30'))
  })
})

describe('a policy that was read anew', () => {
  it('plans every review by its rungs; what has been is not said again', async () => {
    await inReview()
    const count = await reminded()
    policy = {
      ...shipped,
      reminders: { ...shipped.reminders, review: { ...shipped.reminders.review, rungs: [-14, -3, 1] } },
    }
    await world.remind.plan()

    expect(
      (await owners())
        .filter(({ occurrence, isFired }) => !isFired && !occurrence.includes('warning'))
        .map(({ occurrence }) => occurrence.split(' ')[2]),
    ).toEqual(['-3', '1'])
    await world.until('2028-11-20T12:00:00.000Z')
    expect(await reminded()).toBe(count)
    await world.until('2028-11-22T12:00:00.000Z')
    expect(await reminded()).toBe(count + 1)
  })

  it('plans conditions and offers, too, and touches nothing that stands as it should', async () => {
    const { id, rev } = await openRequest(world)
    const values = { condition1: 'Name a second contact', day1: '2026-12-22', reason: 'Only one.' }
    await world.answer(
      click('priya', 'condition-1', 'approval.approve-on-conditions', { approval: id, rev }, values),
    )
    await world.stand()
    await play('dana').says('hand over AST-1 to Jonas Weber')
    const before = [await ahead('condition-reminds', 'CRT-1'), await ahead('hand-over-reminds', 'AST-1')]
    expect(before.every((some) => some.length > 0)).toBe(true)
    await world.remind.plan()
    expect([await ahead('condition-reminds', 'CRT-1'), await ahead('hand-over-reminds', 'AST-1')]).toEqual(
      before,
    )

    policy = {
      ...shipped,
      reminders: { ...shipped.reminders, conditions: { rungs: [-3] }, handOvers: { rungs: [] } },
    }
    await world.remind.plan()
    expect(
      (await ahead('condition-reminds', 'CRT-1')).map(({ occurrence }) => occurrence.split(' ')[2]),
    ).toEqual(['-3'])
    expect(await ahead('hand-over-reminds', 'AST-1')).toEqual([])
  })

  it('plans what was there before, too: what has been is not said again, and nothing is lost', async () => {
    await register(play('dana'), 'Parking spaces', { in_use: 'yes' })
    const due = '2027-02-22'
    const steps = async () => (await ahead('existing-asks', 'CRT-1')).map(({ due: at }) => at.slice(0, 10))
    const said = async () =>
      (await world.read((session) => session.journal.of('CRT-1', 100)))
        .map(({ type, at }) => `${type} ${at.slice(0, 10)}`)
        .filter((line) => /reminded|overdue/.test(line))
        .toReversed()
    const retime = (remindDays: readonly number[], lateDays: number) => {
      policy = { ...shipped, existing: { ...shipped.existing, remindDays, lateDays } }
      return world.remind.plan()
    }
    expect(await steps()).toEqual(['2027-01-23', '2027-02-15', due, '2027-03-08'])
    await world.remind.plan()
    expect(await steps()).toEqual(['2027-01-23', '2027-02-15', due, '2027-03-08'])

    await world.until('2027-01-24T12:00:00.000Z')
    await retime([30, 20, 7], 21)
    expect(await steps()).toEqual(['2027-02-02', '2027-02-15', due, '2027-03-15'])
    await world.until('2027-02-03T12:00:00.000Z')
    // Nothing of it is made up for where it would have been on a day that has passed.
    await retime([25, 7], 14)
    expect(await steps()).toEqual(['2027-02-15', due, '2027-03-08'])
    for (const at of ['2027-02-16', '2027-02-23', '2027-03-09']) await world.until(`${at}T12:00:00.000Z`)
    await retime([25, 7], 40)
    await world.until('2027-05-01T12:00:00.000Z')

    expect(await said()).toEqual([
      'existing-reminded 2027-01-24',
      'existing-reminded 2027-02-03',
      'existing-reminded 2027-02-16',
      `existing-overdue 2027-02-23`,
      'existing-overdue 2027-03-09',
    ])
  })
})

describe('rungs that are planned anew', () => {
  it('come once each, however often and whereto they move', () => {
    const hour = (at: number): string => new Date(Date.UTC(2027, 0, 1, at)).toISOString()
    const days = [10, 20, 30, 40]
    fc.assert(
      fc.property(
        fc.array(fc.record({ wait: fc.nat(14), shift: fc.integer({ min: -12, max: 14 }) }), {
          maxLength: 20,
        }),
        (moves) => {
          let at = 0
          let shift = 0
          let waiting = days.map((day) => ({ occurrence: String(day), due: hour(day) }))
          const fired: string[] = []
          const fire = (): void => {
            fired.push(...waiting.filter(({ due }) => due <= hour(at)).map(({ occurrence }) => occurrence))
            waiting = waiting.filter(({ due }) => due > hour(at))
          }
          for (const move of moves) {
            at += move.wait
            fire()
            shift = move.shift
            const wanted = days.map((day) => ({ occurrence: String(day), due: hour(day + shift) }))
            waiting = climbOn(wanted, waiting, hour(at)).filter(
              ({ occurrence }) => !fired.includes(occurrence),
            )
          }
          at = 1000
          fire()
          expect(fired.toSorted()).toEqual(days.map(String))
        },
      ),
    )
  })
})
