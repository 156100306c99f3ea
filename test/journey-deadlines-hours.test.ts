import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { click, openRequest, personaOf } from './bot/deliveries.ts'
import { wordsOf } from './card-reader.ts'
import { openWorld, programme } from './world.ts'

let world: Awaited<ReturnType<typeof openWorld>>
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await world.close()
})

const play = (persona: string) => personaOf(world, persona)
/** Moves the clock to an instant, and lets everything happen that falls due. */
const until = async (instant: string) => {
  world.clock.forward(instant)
  await world.forward(0)
}
const cardsOf = (persona: string): number => play(persona).cards().length
/** The rungs that have come, as the journal tells. */
const rungsOf = async (id = 'APR-1') =>
  (await world.read((session) => session.journal.of(id, 100)))
    .flatMap(({ type, data }) => (type === 'approval-climbed' ? [data['rung']] : []))
    .reverse()

describe('what waits for the recipient’s own hours', () => {
  it('is not sent once the request was decided, or its time began anew', async () => {
    const { id, rev } = await openRequest(world)
    for (const steward of ['priya', 'ben'])
      await world.answer(
        click(
          steward,
          `hours-${steward}`,
          'settings.save',
          {},
          {
            zone: 'UTC',
            quietFrom: '18:00',
            quietTo: '12:00',
            digestAt: '12:00',
            reach: 'last',
          },
        ),
      )
    const before = ['priya', 'ben'].map(cardsOf)
    await until('2026-11-25T09:00:00.000Z')
    expect(await rungsOf()).toEqual(['nudge'])
    expect(['priya', 'ben'].map(cardsOf)).toEqual(before)

    await world.answer(click('priya', 'approve-2', 'approval.approve', { approval: id, rev }))
    await world.stand()
    await until('2026-11-25T14:00:00.000Z')

    expect(['priya', 'ben'].map(cardsOf)).toEqual(before)
  })
})

describe('away', () => {
  const say = async (line: string) => wordsOf(await play('ben').says(line))

  it.each([
    [
      'a past day',
      'away from 2026-11-20 to 2026-11-27 delegate Priya Nair',
      'The earliest first day is 2026-11-24, today.',
    ],
    [
      'longer than allowed',
      'away from 2026-11-25 to 2027-11-25 delegate Priya Nair',
      'the latest last day is',
    ],
    [
      'an end before the beginning',
      'away from 2026-11-27 to 2026-11-25 delegate Priya Nair',
      'The earliest last day is 2026-11-27.',
    ],
    [
      'oneself',
      'away from 2026-11-25 to 2026-11-27 delegate Ben Okafor',
      'somebody else than yourself. Priya Nair could, for example.',
    ],
    ['nobody whom we know', 'away from 2026-11-25 to 2026-11-27 delegate Zoe', 'I do not know "Zoe".'],
  ])('with %s says the nearest that is possible', async (_name, line, sentence) => {
    expect(await say(line)).toContain(sentence)
  })

  it('with somebody who left says who could', async () => {
    await world.store.transact(async (session) => {
      const sofia = await session.people.byAccount('web:sofia')
      if (!sofia) throw new Error('there is no Sofia')
      await session.people.save(
        {
          ...sofia,
          rev: sofia.rev + 1,
          left: { at: world.clock.now(), roles: [], terms: [], lead: false, assets: [], back: null },
        },
        [{ type: 'settings-changed', subject: sofia.id, person: sofia.id }],
        { now: world.clock.now(), actor: 'system', platform: 'clock', programme },
      )
    })

    expect(await say('away from 2026-11-25 to 2026-11-27 delegate Sofia Marino')).toContain(
      'cannot be reached any more. Please choose somebody who is there. Priya Nair could, for example.',
    )
  })
})
