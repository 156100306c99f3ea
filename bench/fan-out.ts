import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import Database from 'better-sqlite3'
import { createRemind } from '../src/bot/remind.ts'
import { classifyAs, register } from '../test/journey.ts'
import { letter } from '../test/bot/post-office.ts'
import { openWorld } from '../test/world.ts'
import { middle } from './measure.ts'
import type { Fact } from './platform.ts'

const all = 100_000
const chunk = 200
const pairs = 3
/** Certifications whose reminders fall due, each many times. */
const certifications = 20

/** The least that so many reminders cost: read from one table, written to the other and marked, a chunk in each flushed commit. */
const openBare = (file: string) => {
  const raw = new Database(file)
  raw.pragma('journal_mode = wal')
  raw.pragma('synchronous = full')
  raw.exec(`
    create table timers (id integer primary key, key text not null, recipient text not null, content text not null, due text not null, done integer not null) strict;
    create index waiting on timers (due, id) where done = 0;
    create table outbox (id integer primary key, key text not null unique, matter text not null, recipient text not null,
      content text not null, due text not null, attempt integer not null, state text not null) strict;
    create index ready on outbox (due, id) where state = 'ready';
    create index by_recipient on outbox (recipient, id) where state in ('ready', 'leased');
  `)
  const put = raw.prepare('insert into timers (key, recipient, content, due, done) values (?, ?, ?, ?, 0)')
  const owe = raw.prepare(
    `insert into outbox (key, matter, recipient, content, due, attempt, state)
     select key, key, recipient, content, due, 0, 'ready' from timers where done = 0 order by due, id limit ${chunk}`,
  )
  const mark = raw.prepare(
    `update timers set done = 1 where id in (select id from timers where done = 0 order by due, id limit ${chunk})`,
  )
  return {
    fill: raw.transaction((count: number, round: number) => {
      for (let nth = 0; nth < count; nth += 1) {
        const one = letter(`r${round}-${nth}`, { channel: 'slack', user: `u${nth}` })
        put.run(one.key, JSON.stringify(one.to), JSON.stringify(one.content), one.due)
      }
    }),
    one: raw.transaction(() => {
      owe.run()
      return mark.run().changes
    }),
    close: () => raw.close(),
  }
}

/** Gives back what nobody holds any more, so that memory is compared and not garbage. */
const collect = (): void => {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}

/** How long the event loop stood still at most, while it is asked all the time. */
const watch = () => {
  let longest = 0
  const state = { isOn: true }
  const watching = (async () => {
    while (state.isOn) {
      const before = performance.now()
      await turn()
      longest = Math.max(longest, performance.now() - before)
    }
  })()
  return async (): Promise<number> => {
    state.isOn = false
    await watching
    return longest
  }
}

/** The times of clicks, one after another, until told to end. */
const clicks = (press: (nth: number) => Promise<unknown>) => {
  const times: number[] = []
  const state = { isOn: true }
  const clicking = (async () => {
    for (let nth = 0; state.isOn; nth += 1) {
      const before = performance.now()
      await press(nth)
      times.push(performance.now() - before)
      await turn()
    }
  })()
  return async (): Promise<{ readonly p99: number; readonly count: number }> => {
    state.isOn = false
    await clicking
    return { p99: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0, count: times.length }
  }
}

/**
 * A hundred thousand at once. As rows: owed in chunks by the product's store over a bare `insert ... select` of the same chunks. As
 * reminders: whole timers of the programme, each with its journal entry and its notice, while somebody presses buttons.
 * @param count how many reminders go the whole way
 */
export const measureFanOut = async (folder: string, count: number): Promise<readonly Fact[]> => {
  const world = await openWorld({ file: join(folder, 'fan-out.db') })
  const bare = openBare(join(folder, 'fan-out-bare.db'))
  const facts: Fact[] = []
  try {
    const ratios: number[] = []
    for (let round = 0; round < pairs; round += 1) {
      const size = all / pairs
      const rows = Math.floor(size / chunk)
      const before = performance.now()
      for (let nth = 0; nth < rows; nth += 1) {
        const some = Array.from({ length: chunk }, (_, place) =>
          letter(`p${round}-${nth}-${place}`, { channel: 'slack', user: `u${nth}-${place}` }),
        )
        await world.read((session) => session.outbox.oweAll(some))
      }
      const product = (rows * chunk) / (performance.now() - before)
      bare.fill(rows * chunk, round)
      const start = performance.now()
      for (let done = chunk; done === chunk;) {
        done = bare.one.immediate()
        await turn()
      }
      ratios.push(product / ((rows * chunk) / (performance.now() - start)))
    }
    facts.push({
      name: 'owed in chunks of 200 / bare insert select of the same chunks, in rows a second, at least 0.5',
      seen: `${middle(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}..${Math.max(...ratios).toFixed(2)})`,
      isMet: middle(ratios) >= 0.5,
    })

    const dana = world.people['dana']
    if (!dana) throw new Error('nobody is called Dana')
    for (let nth = 0; nth < certifications; nth += 1) {
      await register(
        dana,
        `${['Stock', 'Key', 'Leave', 'Room', 'Badge'][nth % 5]} ${nth} list of ${'abcdefghijklmnopqrst'[nth]}`,
      )
      await classifyAs(dana, 'moderate')
    }
    await world.deliver.settled()
    await world.read(async (session) => {
      for (let nth = 1; nth <= certifications; nth += 1) await session.timers.clear(`CRT-${nth}`)
    })
    const now = world.clock.now()
    for (let from = 0; from < count; from += chunk)
      await world.read(async (session) => {
        for (let nth = from; nth < Math.min(count, from + chunk); nth += 1)
          await session.timers.set({
            kind: 'draft-asks',
            subject: `CRT-${(nth % certifications) + 1}`,
            occurrence: `bench ${nth}`,
            due: now,
          })
      })
    const press = (round: string) => (nth: number) =>
      world.answer({
        key: `${round}-${nth}`,
        account: 'web:priya',
        address: { channel: 'web', conversation: 'priya' },
        place: 'personal',
        kind: 'click',
        verb: 'settings.save',
        data: {},
        values: { zone: nth % 2 ? 'Europe/Berlin' : 'Europe/Vienna', quietFrom: '18:00', quietTo: '09:00' },
      })
    const idleClicks = clicks(press('idle'))
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    const idle = await idleClicks()

    collect()
    const memory = process.memoryUsage().rss
    const pause = watch()
    const busyClicks = clicks(press('busy'))
    const faults: unknown[] = []
    const start = performance.now()
    // Real time decides how many go together.
    const remind = createRemind({
      store: world.store,
      world: {
        ...world.world,
        clock: { now: () => new Date(Date.parse(now) + performance.now() - start).toISOString() },
      },
      onFault: (fault) => (faults.push(fault), ''),
      wake: () => {},
    })
    await remind.tick()
    const seconds = (performance.now() - start) / 1000
    // Before the times of the clicks are sorted, which is a pause of its own.
    const longest = await pause()
    const busy = await busyClicks()
    collect()
    const grown = (process.memoryUsage().rss - memory) / 2 ** 20
    if (faults.length > 0) throw new Error('a reminder went wrong', { cause: faults[0] })
    facts.push(
      {
        name: `${count} reminders due at once, whole, each journalled: a second`,
        seen: `${Math.round(count / seconds)} in ${seconds.toFixed(1)} s`,
        isMet: true,
      },
      {
        name: 'clicks meanwhile / idle, p99, at most 2',
        seen: `${(busy.p99 / idle.p99).toFixed(2)} (${busy.p99.toFixed(1)} ms over ${idle.p99.toFixed(1)} ms; ${busy.count} clicks)`,
        isMet: busy.p99 <= idle.p99 * 2,
      },
      {
        name: 'longest pause of the event loop, at most 50 ms',
        seen: `${longest.toFixed(1)} ms`,
        isMet: longest <= 50,
      },
      { name: 'memory grown, at most 100 MB', seen: `${grown.toFixed(0)} MB`, isMet: grown <= 100 },
    )
    return facts
  } finally {
    bare.close()
    await world.close()
  }
}
