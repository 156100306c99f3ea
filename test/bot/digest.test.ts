import { describe, expect, it } from 'vitest'
import { createBringIn } from '../../src/bot/bring-in.ts'
import { contextOf } from '../../src/bot/context.ts'
import { oweDigest } from '../../src/bot/digest.ts'
import { consider } from '../../src/bot/govern.ts'
import { nobodyYet } from '../../src/domain/brought-in.ts'
import { inWorld } from '../in-world.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { certify, classifyAs, register } from '../journey.ts'
import type { World } from './deliveries.ts'
import { openRequest, personaOf } from './deliveries.ts'

let world: World
inWorld((opened) => (world = opened), { digests: true })

const play = (persona: string) => personaOf(world, persona)
/** The digests that somebody has ever got, as they stand now, the newest last; one that gave way to a newer is a line. */
const digestsOf = (persona: string) =>
  play(persona)
    .cards()
    .map(({ card }) => wordsOf(card))
    .filter((words) => words.includes('Your digest'))
const latest = (persona: string) => digestsOf(persona).at(-1) ?? ''
const given = (persona: string) =>
  world.read(async (session) => {
    const person = await session.people.byAccount(`web:${persona}`)
    return (await session.posted.of(`digest:${person?.id}`)).map(({ at }) => at.slice(0, 16))
  })
/** Looks at what is due every quarter of an hour; gives the moments at which somebody got a digest. */
const walk = async (persona: string, until: string, minutes = 15): Promise<readonly string[]> => {
  const moments = new Set<string>(await given(persona))
  const before = new Set(moments)
  while (world.clock.now() < until) {
    await world.until(new Date(Date.parse(world.clock.now()) + minutes * 60_000).toISOString())
    for (const at of await given(persona)) moments.add(at)
  }
  return [...moments].filter((at) => !before.has(at))
}
/** On the quarter of an hour, so that walking shows when something came. */
const begin = () => world.until('2026-11-24T12:00:00.000Z')

describe('the daily digest', () => {
  it('comes at the hour of each person, with a button on each line, and its card stays', async () => {
    await play('priya').says('hello')
    await openRequest(world)
    await begin()

    expect(await walk('priya', '2026-11-25T16:00:00.000Z')).toEqual(['2026-11-25T08:30'])
    expect(latest('priya')).toContain('1 thing needs you')
    expect(latest('priya')).toContain('CRT-1 · Stock count')
    expect(wordsOf(await play('priya').press('Decide'))).toContain('Approve')
    expect(latest('priya')).toContain('CRT-1 · Stock count')
  })

  it('folds up when the next one comes, and not on a morning that has nothing to say', async () => {
    await play('priya').says('hello')
    await play('ben').says('hello')
    await openRequest(world)
    await begin()
    await walk('priya', '2026-11-25T16:00:00.000Z')
    await walk('priya', '2026-11-26T16:00:00.000Z')
    expect(digestsOf('priya')).toHaveLength(1)

    await play('ben').says('approve CRT-1')
    await world.until('2026-11-27T16:00:00.000Z')

    expect(await given('priya')).toEqual(['2026-11-26T08:30'])
    expect(digestsOf('priya')).toHaveLength(1)
  })

  it('is not sent to somebody whom nothing needs', async () => {
    await play('kenji').says('hello')
    await begin()

    expect(await walk('kenji', '2026-11-30T16:00:00.000Z', 60)).toEqual([])
  })

  it('of many whom nothing needs is passed over, and each waits for the next one', async () => {
    for (const persona of ['jonas', 'priya', 'sofia', 'tomas']) {
      await play(persona).says('hello')
      await world.read(async (session) => {
        const person = await session.people.byAccount(`web:${persona}`)
        if (!person) throw new Error(`nobody is called ${persona}`)
        await session.people.save(
          { ...person, rev: person.rev + 1, zone: 'Europe/Berlin', roles: [] },
          [{ type: 'settings-changed', subject: person.id, person: person.id }],
          contextOf(world.world, 'system', 'command'),
        )
      })
    }
    await register(play('dana'), 'Visitor list')
    await begin()

    expect(await walk('dana', '2026-11-26T09:00:00.000Z')).toEqual(['2026-11-25T08:30', '2026-11-26T08:30'])
    for (const persona of ['jonas', 'priya', 'sofia', 'tomas']) {
      const id = (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''
      const turns = await world.read((session) => session.timers.of('digest', id))
      expect(turns.map(({ occurrence, isFired }) => [occurrence, isFired])).toEqual([
        ['2026-11-26', true],
        ['2026-11-27', false],
      ])
      expect(await given(persona)).toEqual([])
    }
  })

  it('names a check of owner, runbook and access on each day until somebody had a look', async () => {
    await register(play('dana'), 'Team leave calendar')
    await classifyAs(play('dana'), 'low')
    await certify(play('dana'))
    await world.until('2027-11-26T08:45:00.000Z')
    await world.until('2027-11-29T08:45:00.000Z')
    await world.until('2027-11-30T08:45:00.000Z')

    expect(latest('dana')).toContain('Tuesday 30 November')
    expect(latest('dana')).toContain('Has its owner, runbook and access to look at')
  })

  it('shows seven lines, counts the others, and leads to all of them', async () => {
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'])
      await register(play('dana'), `${name} list`)
    await begin()
    await walk('dana', '2026-11-25T09:00:00.000Z', 60)

    expect(latest('dana')).toContain('9 things need you, the most urgent first')
    expect(latest('dana')).toContain('And 2 more in your inbox.')
    const card = play('dana').card()
    expect(titlesOf(card).filter((title) => title === 'Answer')).toHaveLength(7)
    expect(titlesOf(card)).toContain('Settings')
  })

  it('takes the place of the one of the day before', async () => {
    await register(play('dana'), 'Visitor list')
    await begin()
    await walk('dana', '2026-11-26T09:00:00.000Z', 60)

    expect(digestsOf('dana')).toHaveLength(1)
    expect(latest('dana')).toContain('Thursday 26 November')
    expect(
      play('dana')
        .cards()
        .filter(({ card }) => wordsOf(card).includes('There is a newer card below')),
    ).not.toEqual([])
  })

  it('does not come on a weekend or a holiday', async () => {
    await world.until('2026-12-23T12:00:00.000Z')
    await register(play('dana'), 'Visitor list')
    await world.until('2026-12-23T12:15:00.000Z')

    // 25 December is a Friday and a holiday, 26 and 27 a weekend.
    const given = await walk('dana', '2026-12-28T12:00:00.000Z', 30)
    expect(given.map((at) => at.slice(0, 10))).toEqual(['2026-12-24', '2026-12-28'])
  })

  it('keeps the hour when clocks change', async () => {
    await world.until('2027-03-26T10:00:00.000Z')
    await register(play('dana'), 'Visitor list')

    // On Sunday 28 March summer time begins in Berlin.
    expect(await walk('dana', '2027-03-30T12:00:00.000Z', 30)).toEqual([
      '2027-03-29T07:30',
      '2027-03-30T07:30',
    ])
  })

  it('comes late, and once, after hours in which nothing ran', async () => {
    await register(play('dana'), 'Visitor list')
    await begin()
    await world.until('2026-11-25T08:29:00.000Z')
    await world.until('2026-11-25T11:30:00.000Z')
    await world.until('2026-11-25T11:30:01.000Z')

    expect(await given('dana')).toEqual(['2026-11-25T11:30'])
    expect(await walk('dana', '2026-11-26T07:00:00.000Z', 60)).toEqual([])
  })

  it('is left out where only the evening is left, and comes the next morning', async () => {
    await register(play('dana'), 'Visitor list')
    await begin()
    await world.until('2026-11-25T08:29:00.000Z')
    await world.until('2026-11-25T18:00:00.000Z')

    expect(await given('dana')).toEqual(['2026-11-24T12:00'])
    await world.until('2026-11-26T08:30:00.000Z')
    expect(await given('dana')).toEqual(['2026-11-26T08:30'])
  })

  it('is one a day, whatever somebody makes of their hour', async () => {
    await register(play('dana'), 'Visitor list')
    await begin()
    await world.until('2026-11-25T08:30:00.000Z')
    await play('dana').says('settings')
    await play('dana').press('Save', { digestAt: '11:00' })

    expect(await walk('dana', '2026-11-26T12:00:00.000Z')).toEqual(['2026-11-26T10:00'])
  })

  it('says on the first day back what changed meanwhile, and does not come while somebody is away', async () => {
    await register(play('dana'), 'Visitor list')
    await begin()
    await play('dana').says('away from 2026-11-25 to 2026-11-29 delegate Jonas Weber')
    await play('priya').says('hello')
    expect(await walk('dana', '2026-11-29T20:00:00.000Z', 60)).toEqual([])
    await world.until('2026-11-30T08:30:00.000Z')

    expect(latest('dana')).toContain(
      'You were away from Wednesday 25 November to Sunday 29 November. Nothing of yours changed meanwhile.',
    )
    await world.until('2026-12-01T08:30:00.000Z')
    expect(latest('dana')).not.toContain('You were away')
  })
})

describe('somebody whom nobody can reach', () => {
  const amara = async () => wordsOf(await play('amara').says('deliveries'))

  it('gets no digest after they left, and one once they are back', async () => {
    await register(play('dana'), 'Visitor list')
    await begin()
    world.channel.setThere('dana', false)
    await world.until('2026-11-25T02:00:00.000Z')
    const before = await given('dana')

    expect(await walk('dana', '2026-12-01T20:00:00.000Z', 60)).toEqual([])
    expect(await given('dana')).toEqual(before)
    expect(await amara()).not.toContain('Dana Lindqvist')

    world.channel.setThere('dana', true)
    await play('dana').says('inbox')
    expect(await walk('dana', '2026-12-02T12:00:00.000Z', 30)).toEqual(['2026-12-02T08:30'])
  })

  it('is reminded of nothing meanwhile', async () => {
    await register(play('dana'), 'Visitor list')
    world.channel.setThere('dana', false)
    await world.until('2026-11-25T02:00:00.000Z')
    await world.until('2026-11-27T12:00:00.000Z')

    const rows = await world.read(async (session) => {
      const person = await session.people.byAccount('web:dana')
      return session.reminders.of([person?.id ?? ''], 50)
    })
    expect(rows.map(({ kind, decisions }) => [kind, decisions.at(-1)?.outcome])).toEqual([
      ['draft', 'suppressed'],
    ])
    expect(await amara()).not.toContain('Dana Lindqvist')
  })

  it('nor whoever stands for what nobody owns', async () => {
    const desk = createBringIn({ store: world.store, world: world.world })
    const found = await desk.look(
      'name,purpose,kind,platform,owner,days\nVisitor list,Who comes today,form,sharepoint,Nobody known,30\n',
      90,
    )
    await desk.apply(found)
    await play('priya').says('hello')
    for (let week = 0; week < 8; week += 1) await world.forward(7)

    const nobody = await world.read(async (session) => ({
      timers: await session.timers.of('digest', nobodyYet),
      reminders: await session.reminders.of([nobodyYet], 50),
      cards: await session.posted.of(`digest:${nobodyYet}`),
    }))
    expect(nobody).toEqual({ timers: [], reminders: [], cards: [] })
    expect(await amara()).not.toContain('nobody owns')
    const context = contextOf(world.world, 'system', 'clock')
    const wakes = await world.read(async (session) => {
      const reminder = { kind: 'missed', occurrence: 'once', due: null, blocks: true } as const
      await consider(session, context, { matter: 'm', ref: { show: 'home' }, reminder }, nobodyYet)
      await oweDigest(session, context, { subject: nobodyYet, occurrence: '2027-01-20' })
      return [session.hasOwed(), (await session.reminders.of([nobodyYet], 50)).length]
    })
    expect(wakes).toEqual([false, 0])
  })
})
