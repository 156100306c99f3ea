import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRemind } from '../../src/bot/remind.ts'
import type { TimerKind } from '../../src/domain/timer.ts'
import { wordsOf } from '../card-reader.ts'
import { person } from '../store/things.ts'
import { openWorld } from '../world.ts'
import type { Ticking } from './ticking.ts'
import { doneIn, missedIn, openTicking, table } from './ticking.ts'

const hour = 3_600_000
/** A kind that only these tests have. */
const kindOf = (kind: string) => kind as TimerKind
/** A Friday evening; on Sunday the clocks of Berlin change. */
const start = Date.parse('2026-03-27T18:00:00.000Z')
const planned = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31']
/** Two minutes past 02:30 in Berlin on the last of the planned days, when everything planned has fallen due. */
const end = Date.parse('2026-03-31T00:32:00.000Z')

let folder: string
let time: number
let assay: Ticking
const file = () => join(folder, 'assay.db')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-recurring-'))
  time = start
  assay = await openTicking(file(), () => time)
  await assay.plan()
  await assay.put({ ...person('P1', 'Ana'), zone: 'Europe/Berlin', digestAt: '02:30' })
})
afterEach(async () => {
  await assay.close()
  await rm(folder, { recursive: true, force: true })
})

/** Looks at what is due every quarter of an hour. */
const runUntil = async (until: number): Promise<void> => {
  for (; time < until; time += hour / 4) await assay.tick()
  time = until
  await assay.tick()
}

describe('the same messages, on the days on which clocks change', () => {
  it('with nothing in the way', async () => {
    await runUntil(end)

    expect(doneIn(file()).get('paper P1')).toEqual(planned)
    // The last one and the next: a row for each day would never end.
    const rows = await assay.store.transact((session) => session.timers.of(kindOf('paper'), 'P1'))
    expect(rows.map(({ occurrence, isFired }) => [occurrence, isFired])).toEqual([
      ['2026-03-31', true],
      ['2026-04-01', false],
    ])
  })

  it('with three hours of downtime over an occurrence', async () => {
    await runUntil(Date.parse('2026-03-29T00:00:00.000Z'))
    time += 3 * hour
    await runUntil(end)

    expect(doneIn(file()).get('paper P1')).toEqual(planned)
  })

  it('with ticks that come twice at once', async () => {
    for (; time <= end; time += hour) await Promise.all([assay.tick(), assay.tick()])
    await runUntil(end)

    expect(doneIn(file()).get('paper P1')).toEqual(planned)
  })

  it('with a clock that is put back, and one that is put forward', async () => {
    await runUntil(Date.parse('2026-03-28T03:00:00.000Z'))
    time -= 5 * hour
    await runUntil(Date.parse('2026-03-28T12:00:00.000Z'))
    time += 7 * hour
    await assay.tick()
    time -= 7 * hour
    await runUntil(end)

    expect(doneIn(file()).get('paper P1')).toEqual(planned)
  })

  it('with a clock that is put back while Assay is down', async () => {
    await runUntil(Date.parse('2026-03-29T03:00:00.000Z'))
    await assay.close()
    time -= 30 * hour
    assay = await openTicking(file(), () => time)
    await assay.plan()
    await runUntil(end)

    expect(doneIn(file()).get('paper P1')).toEqual(planned)
  })

  it('with a crash between carrying out and the commit', async () => {
    await runUntil(Date.parse('2026-03-29T00:45:00.000Z'))
    time = Date.parse('2026-03-29T01:00:00.000Z')
    await assay.crash(2)
    expect(doneIn(file()).get('paper P1')).toEqual(planned.slice(0, 1))
    await runUntil(end)

    expect(doneIn(file()).get('paper P1')).toEqual(planned)
  })

  it('but one for all that passed in days of downtime, where the entry says so', async () => {
    time = end
    await assay.tick()

    expect(doneIn(file()).get('paper P1')).toEqual(planned.slice(-1))
    expect(doneIn(file()).get('letter P1')).toEqual(planned)
  })
})

describe('what was missed', () => {
  it('is written down and not made up for', async () => {
    // Monday, Thursday and Friday at half past midnight in Cairo: the first passes unseen, the second is seen in time.
    time = Date.parse('2026-03-30T12:00:00.000Z')
    await assay.tick()
    expect(doneIn(file()).get('rounds programme')).toBeUndefined()
    expect(missedIn(file())).toBe(1)

    await runUntil(Date.parse('2026-04-02T00:00:00.000Z'))

    expect(doneIn(file()).get('rounds programme')).toEqual(['2026-04-02'])
    expect(missedIn(file())).toBe(1)
  })

  it('is told to administrators and stewards, and to the operator', async () => {
    const world = await openWorld()
    try {
      const remind = createRemind({
        ...world,
        onFault: (fault) => (world.faults.push(fault), 'E-TEST'),
        wake: world.deliver.wake,
        table,
        carry: async () => undefined,
      })
      await remind.plan()
      world.clock.forward('2026-11-27T10:00:00.000Z')

      await remind.tick()
      await world.deliver.settled()

      for (const told of ['priya', 'amara']) {
        const words = wordsOf(world.player(told).card())
        expect(words).toContain('Something did not happen')
        expect(words).toContain(
          'The weekly round was due on 2026-11-27, 00:30 (Africa/Cairo), and Assay was not running then.',
        )
      }
      expect(world.faults.map(String)).toEqual(['Error: 2 occurrences were missed'])
      world.faults.length = 0
    } finally {
      await world.close()
    }
  })

  it('goes on with the next one where one cannot be carried out', async () => {
    const world = await openWorld()
    try {
      const remind = createRemind({
        ...world,
        onFault: (fault) => (world.faults.push(fault), 'E-TEST'),
        wake: () => undefined,
        carry: async () => {
          throw new Error('the tidying broke')
        },
      })
      await remind.plan()
      world.clock.forward('2026-11-25T10:00:00.000Z')

      await remind.tick()
      await remind.tick()

      expect(world.faults.map(String)).toEqual(['Error: the tidying broke'])
      expect(await world.read((session) => session.timers.of('sweep', 'programme'))).toEqual([
        {
          kind: 'sweep',
          subject: 'programme',
          occurrence: '2026-11-25',
          due: '2026-11-25T03:17:00.000Z',
          isFired: true,
        },
        {
          kind: 'sweep',
          subject: 'programme',
          occurrence: '2026-11-26',
          due: '2026-11-26T03:17:00.000Z',
          isFired: false,
        },
      ])
    } finally {
      await world.close()
    }
  })
})

describe('the nightly tidying', () => {
  it('forgets deliveries after a week', async () => {
    const world = await openWorld()
    try {
      await world.remind.plan()
      await world.read((session) =>
        session.inbox.record('old', 'web:dana', { said: 'hello' }, world.clock.now()),
      )
      const isKept = () => world.read((session) => session.inbox.answered('old'))
      const before = await isKept()

      await world.forward(6)
      const meanwhile = await isKept()
      await world.forward(2)

      expect([before === undefined, meanwhile === undefined]).toEqual([false, false])
      expect(await isKept()).toBeUndefined()
    } finally {
      await world.close()
    }
  })
})
