import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { walk } from '../calendar/oracle.ts'
import { person } from '../store/things.ts'
import type { Ticking } from './ticking.ts'
import { doneIn, missedIn, openTicking } from './ticking.ts'

/** Shortly before the clocks change in Berlin (29 March 2026) and Cairo (24 April 2026). */
const start = Date.parse('2026-03-24T12:00:00.000Z')
const minute = 60_000
const zones = ['Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kathmandu', 'Africa/Cairo']
const hours = ['00:30', '02:30', '09:30', '23:45']

let folder: string
let runs = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-recurring-'))
  await (await openTicking(join(folder, 'empty.db'), () => start)).close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const freshFile = async (): Promise<string> => {
  runs += 1
  const file = join(folder, `${runs}.db`)
  await copyFile(join(folder, 'empty.db'), file)
  return file
}

type Days = readonly { readonly key: string; readonly due: number }[]
const plans = new Map<string, Days>()

/** Every day on which a wall clock shows a time, with the instant, over half a year: what the plan has to come to. */
const planOf = (zone: string, at: string): Days => {
  const known = plans.get(`${zone} ${at}`)
  if (known) return known
  const [hour = 0, minutes = 0] = at.split(':').map(Number)
  const days: { key: string; due: number }[] = []
  walk(zone, start, start + 200 * 1440 * minute, new Set([hour * 60 + minutes]), (day, _, due) =>
    days.push({ key: day.text, due }),
  )
  plans.set(`${zone} ${at}`, days)
  return days
}

type Happening =
  | { readonly kind: 'pass' | 'jump'; readonly minutes: number; readonly nth: number }
  | { readonly kind: 'tick' | 'both' | 'overtaken' | 'replan'; readonly nth: number }
  | { readonly kind: 'crash'; readonly nth: number; readonly at: number }

/** What the operator hears: of the crash itself, and of what was missed. */
const isExpected = (fault: string): boolean => /ends before the commit|occurrences were missed/.test(fault)

const nth = fc.integer({ min: 0, max: 1 })
const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant('pass'), minutes: fc.integer({ min: 1, max: 3000 }), nth }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('jump'),
        minutes: fc.integer({ min: -4000, max: 1500 }),
        nth,
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constantFrom('tick', 'both', 'overtaken', 'replan'), nth }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('crash'), nth, at: fc.integer({ min: 1, max: 8 }) }),
    },
  ),
  { minLength: 5, maxLength: 30 },
)

/** Two processes on one file. A gate holds one up before its second transaction: it has read what is due, and comes late. */
const openTwo = async (file: string) => {
  let time = start
  const ahead = [0, 0]
  const gates: (Promise<void> | undefined)[] = [undefined, undefined]
  const open = (index: number) =>
    openTicking(
      file,
      () => time + (ahead[index] ?? 0),
      async (transaction) => {
        if (transaction === 2) await gates[index]
      },
    )
  const processes: readonly [Ticking, Ticking] = [await open(0), await open(1)]
  const one = (index: number): Ticking => processes[index === 0 ? 0 : 1]
  let latest = time
  const ticked = (index: number): void => {
    latest = Math.max(latest, Date.parse(one(index).now()))
  }
  const happen = async (what: Happening): Promise<void> => {
    const mine = one(what.nth)
    const other = one(1 - what.nth)
    switch (what.kind) {
      case 'pass':
        time += what.minutes * minute
        return
      case 'jump':
        ahead[what.nth] = (ahead[what.nth] ?? 0) + what.minutes * minute
        return
      case 'tick':
        await mine.tick()
        return ticked(what.nth)
      case 'both':
        await Promise.all([mine.tick(), other.tick(), mine.tick()])
        ticked(0)
        return ticked(1)
      case 'overtaken': {
        let release = (): void => undefined
        gates[what.nth] = new Promise((resolve) => (release = resolve))
        const late = mine.tick()
        await other.tick()
        release()
        await late
        gates[what.nth] = undefined
        ticked(0)
        return ticked(1)
      }
      case 'replan':
        return mine.plan()
      case 'crash':
        ticked(what.nth)
        await mine.crash(what.at)
        // Whoever starts it again also looks at what is due, by the clock of the machine as it is then.
        await mine.tick()
        return ticked(what.nth)
      default:
        what satisfies never
    }
  }
  return {
    happen,
    pass: (minutes: number) => (time += minutes * minute),
    /** Both look at what is due, the machines' clocks being right again and past whatever they showed. */
    settle: async (): Promise<number> => {
      ahead.fill(0)
      time = Math.max(time, latest) + 1440 * minute
      for (const index of [0, 1]) {
        await one(index).tick()
        ticked(index)
      }
      return latest
    },
    processes,
    close: async () => {
      for (const each of processes) await each.close()
    },
  }
}

describe('what recurs, with two processes on one file, whatever happens to them', () => {
  const digest = planOf('Europe/Berlin', '02:30')
  const rounds = planOf('Africa/Cairo', '00:30').filter(({ key }) =>
    [1, 4, 5].includes(new Date(key).getUTCDay()),
  )

  it('is carried out as planned, and never twice', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (all) => {
        const file = await freshFile()
        const two = await openTwo(file)
        await two.processes[0].plan()
        await two.processes[0].put({ ...person('P1', 'Ana'), zone: 'Europe/Berlin', digestAt: '02:30' })

        for (const each of all) await two.happen(each)
        const until = await two.settle()

        const done = doneIn(file)
        const due = (plan: typeof digest) => plan.filter((day) => day.due <= until).map((day) => day.key)
        // All of them, in order.
        expect(done.get('letter P1')).toEqual(due(digest))
        // Merged ones, but each at most once, in order, and the latest in any case.
        const digests = done.get('paper P1') ?? []
        expect(digests).toEqual([...new Set(digests)].sort())
        expect(due(digest)).toEqual(expect.arrayContaining([...digests]))
        expect(digests.at(-1)).toBe(due(digest).at(-1))
        // Carried out or written down as missed, nothing else.
        const rounded = done.get('rounds programme') ?? []
        expect(rounded).toEqual([...new Set(rounded)].sort())
        expect(due(rounds)).toEqual(expect.arrayContaining([...rounded]))
        expect(rounded.length + missedIn(file)).toBe(due(rounds).length)
        const faults = two.processes.flatMap((each) => each.faults.map(String))
        expect(faults.filter((fault) => !isExpected(fault))).toEqual([])
        await two.close()
        await rm(file)
      }),
      { numRuns: 25 },
    )
  })

  it(
    'gives every day its own one, whenever somebody changes zone or hour',
    { timeout: 240_000 },
    async () => {
      const move = fc.record({
        minutes: fc.integer({ min: 1, max: 1500 }),
        zone: fc.constantFrom(...zones),
        digestAt: fc.constantFrom(...hours),
        moves: fc.boolean(),
        crashes: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 25 }), async (moves) => {
          const file = await freshFile()
          const two = await openTwo(file)
          const [one] = two.processes
          let ana = { ...person('P1', 'Ana'), zone: 'Europe/Berlin' }
          await one.put(ana)
          for (const { minutes, zone, digestAt, moves: isMoved, crashes } of moves) {
            two.pass(minutes)
            if (isMoved) {
              ana = { ...ana, rev: ana.rev + 1, zone, digestAt }
              await one.put(ana)
            }
            if (crashes) await one.crash(2)
            await one.tick()
          }

          const until = await two.settle()

          const letters = doneIn(file).get('letter P1') ?? []
          const whole = planOf(ana.zone, ana.digestAt).filter(({ due }) => due <= until)
          const first = letters[0] ?? ''
          // Days without a hole from the first on; what the last zone has not reached yet may have been given in another.
          const days = letters.map((_, index) =>
            new Date(Date.parse(first) + index * 1440 * minute).toISOString().slice(0, 10),
          )
          expect(letters).toEqual(days)
          expect((letters.at(-1) ?? '') >= (whole.at(-1)?.key ?? '')).toBe(true)
          await two.close()
          await rm(file)
        }),
        { numRuns: 25 },
      )
    },
  )
})
