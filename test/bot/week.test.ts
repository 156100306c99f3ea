import { describe, expect, it } from 'vitest'
import { wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import type { World } from './deliveries.ts'
import { openRequest, personaOf } from './deliveries.ts'

let world: World
inWorld((opened) => (world = opened), { digests: true })

const play = (persona: string) => personaOf(world, persona)
const weeksOf = (persona: string) =>
  play(persona)
    .cards()
    .map(({ card }) => wordsOf(card).replaceAll(/\s+/g, ' '))
    .filter((words) => words.includes('The week in figures'))

/** The figures of a week, opened whenever. */
const weekOf = async (persona: string, day: string): Promise<string> =>
  JSON.stringify(
    await world.answer({
      key: `week-of-${persona}-${day}`,
      account: `web:${persona}`,
      address: { channel: 'web', conversation: persona },
      place: 'personal',
      kind: 'click',
      verb: 'card.open',
      data: { what: 'week', id: day, part: '' },
      values: {},
    }),
  )

describe('the week in figures', () => {
  it('comes to each steward on Monday at their hour, and names no developer', async () => {
    for (const persona of ['priya', 'ben']) await play(persona).says('hello')
    await openRequest(world)
    await openRequest(world, 'Visitor list', 2)
    await play('priya').press('Approve')
    await world.stand()
    await world.until('2026-11-30T08:29:00.000Z')
    expect(weeksOf('priya')).toEqual([])
    await world.until('2026-11-30T08:30:00.000Z')

    const [week = ''] = weeksOf('priya')
    expect(week).toContain('1 request is open.')
    expect(week).toContain('Waits longest: CRT-1')
    expect(week).toContain('Asked for: 2 (the week before 0)')
    expect(week).toContain('Decided: 1 (the week before 0)')
    expect(week).toContain('Decided in time: 100 % (the week before none to decide)')
    expect(week).not.toContain('Dana')
    expect(weeksOf('ben')).toEqual([])
    await world.until('2026-11-30T09:30:00.000Z')
    expect(weeksOf('ben')).toHaveLength(1)
    expect(weeksOf('dana')).toEqual([])
    await world.until('2026-12-04T12:00:00.000Z')
    expect(await weekOf('priya', '2026-11-30')).toContain('Asked for: 2 (the week before 0)')
    await world.until('2026-12-07T12:00:00.000Z')
    expect(weeksOf('priya').at(-1)).toContain('Asked for: 0 (the week before 2)')
    expect(weeksOf('priya')).toHaveLength(1)
  })

  it('is not sent where nothing happened', async () => {
    await play('priya').says('hello')
    await world.until('2026-11-30T12:00:00.000Z')

    expect(weeksOf('priya')).toEqual([])
  })

  it('goes to the steward channel instead, where there is one', async () => {
    await world.inStewardChannel('amara').says('use this channel for stewards')
    await world.remind.plan()
    await play('priya').says('hello')
    await openRequest(world)
    await world.until('2026-11-30T12:00:00.000Z')

    expect(weeksOf('priya')).toEqual([])
    const posts = world
      .inStewardChannel('priya')
      .cards()
      .map(({ card }) => wordsOf(card).replaceAll(/\s+/g, ' '))
    expect(posts.filter((words) => words.includes('The week in figures'))).toHaveLength(1)
  })

  it('comes the next morning where only the evening of Monday is left', async () => {
    await play('priya').says('hello')
    await world.until('2027-12-25T12:00:00.000Z')
    await openRequest(world)
    await world.until('2027-12-27T18:00:00.000Z')
    expect(weeksOf('priya')).toEqual([])
    await world.until('2027-12-28T08:30:00.000Z')

    expect(weeksOf('priya')).toHaveLength(1)
  })

  it('is for stewards', async () => {
    await openRequest(world)
    const answer = await world.answer({
      key: 'peek-00001',
      account: 'web:dana',
      address: { channel: 'web', conversation: 'dana' },
      place: 'personal',
      kind: 'click',
      verb: 'card.open',
      data: { what: 'week', id: '2026-11-30', part: '' },
      values: {},
    })

    expect(JSON.stringify(answer)).toContain('is for stewards')
  })
})
