import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/bot/context.ts'
import type { Kept } from '../../src/bot/visit.ts'
import { keyOf } from '../../src/bot/visit.ts'
import { sha256 } from '../../src/hash.ts'
import type { Incoming } from '../../src/ports/channel.ts'
import type { Store } from '../../src/ports/store.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import { click, openRequest } from '../bot/deliveries.ts'
import { grantRole } from '../journey.ts'
import { openWorld } from '../world.ts'
import type { NaiveWay } from './naive.ts'
import type { Done, Order, Pressed } from './presser.ts'

/** One steward for each process. */
const stewards = ['priya', 'ben', 'sofia', 'jonas'] as const
const requests = ['APR-1', 'APR-2']

type Worker = { readonly order: (order: Order) => Promise<Done>; readonly stop: () => void }

const startPresser = (): Worker => {
  const child: ChildProcess = fork(join(import.meta.dirname, 'presser.ts'), {
    env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1' },
    execArgv: [],
  })
  return {
    order: (order) =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null): void => reject(new Error(`a process ended with ${code}`))
        child.once('exit', ended)
        child.once('message', (done) => {
          child.off('exit', ended)
          // `presser.ts` sends nothing else.
          resolve(done as Done)
        })
        child.send(order)
      }),
    stop: () => child.disconnect(),
  }
}

let folder = ''
let template = ''
let now = ''
let workers: readonly Worker[] = []

beforeAll(async () => {
  workers = stewards.map(startPresser)
  folder = await mkdtemp(join(tmpdir(), 'assay-hammer-'))
  template = join(folder, 'template.db')
  const world = await openWorld({ file: template })
  await grantRole(world, 'Sofia Marino steward')
  await grantRole(world, 'Jonas Weber steward')
  for (const [index, request] of requests.entries())
    await openRequest(world, `Stock count ${request}`, index + 1)
  now = world.clock.now()
  expect(world.faults).toEqual([])
  await world.close()
})
afterAll(async () => {
  for (const worker of workers) worker.stop()
  await rm(folder, { recursive: true, force: true })
})

/** What each process presses in one wave, all of them at once. `decides` says that one press of the wave, and no other, may do so. */
type Wave = {
  readonly name: string
  readonly decides: boolean
  readonly presses: readonly (readonly Incoming[])[]
}

let keys = 0
const key = (name: string): string => `${name}-${(keys += 1)}`
const ofEach = (presses: (persona: string) => readonly Incoming[]) => stewards.map(presses)

/** Each steward on a process of their own, and one delivery of the first steward's on all four. */
const voteWave = (verb: string, approval: string, rev: number): Wave => {
  const values = { reason: 'Because of that.' }
  const shared = click('priya', key('shared'), `approval.${verb}`, { approval, rev }, values)
  return {
    name: `${verb} ${approval}`,
    decides: true,
    presses: ofEach((persona) =>
      persona === 'priya'
        ? [shared]
        : [click(persona, key(persona), `approval.${verb}`, { approval, rev }, values), shared],
    ),
  }
}

/** The developer's press on every process, each a press of its own. */
const submitWave = (certification: string): Wave => ({
  name: `submit ${certification}`,
  decides: true,
  presses: ofEach(() => [click('dana', key('submit'), 'certification.submit-anyway', { certification })]),
})

/** One row that everybody writes, and new rows with numbers of their own. */
const settingsWave = (): Wave => ({
  name: 'settings and registrations',
  decides: false,
  presses: ofEach((persona) => [
    ...[18, 19, 20].map((hour) =>
      click(
        'kenji',
        key('settings'),
        'settings.save',
        {},
        {
          zone: 'Asia/Tokyo',
          quietFrom: `${hour}:00`,
          quietTo: '09:00',
        },
      ),
    ),
    click(
      persona,
      key('register'),
      'asset.register',
      {},
      {
        name: newId(),
        purpose: newId(),
        kind: 'app',
        platform: 'power_apps',
        owner: '',
      },
    ),
  ]),
})

/** Everything that four processes were asked, and what came of it. */
type Played = {
  readonly waves: readonly (Wave & { readonly pressed: readonly Pressed[] })[]
  readonly faults: readonly string[]
}

const press = async (wave: Wave): Promise<Played['waves'][number]> => {
  const done = await Promise.all(
    workers.map((worker, index) => worker.order({ do: 'press', presses: wave.presses[index] ?? [] })),
  )
  return { ...wave, pressed: done.flatMap((one) => one.pressed) }
}

/** Each request is approved and undone so many times, then sent back, submitted again and rejected. */
const play = async (
  store: Store,
  file: string,
  way: 'ours' | NaiveWay,
  { asked, rounds }: { readonly asked: number; readonly rounds: number },
): Promise<Played> => {
  await Promise.all(workers.map((worker) => worker.order({ do: 'open', file, now, way })))
  const waves: Played['waves'][number][] = []
  const revOf = (id: string) =>
    store.transact(async (session) => (await session.approvals.find(id))?.rev ?? 0)
  for (const [index, approval] of requests.slice(0, asked).entries()) {
    for (let round = 0; round < rounds; round += 1) {
      waves.push(await press(voteWave('approve', approval, await revOf(approval))))
      waves.push(await press(voteWave('undo', approval, await revOf(approval))))
    }
    waves.push(await press(settingsWave()))
    waves.push(await press(voteWave('request-changes', approval, await revOf(approval))))
    waves.push(await press(submitWave(`CRT-${index + 1}`)))
    const again = await store.transact(
      async (session) => (await session.certifications.find(`CRT-${index + 1}`))?.approval ?? '',
    )
    waves.push(await press(voteWave('reject', again, await revOf(again))))
  }
  const closed = await Promise.all(workers.map((worker) => worker.order({ do: 'close' })))
  return { waves, faults: closed.flatMap((one) => one.faults) }
}

type Kind = 'not answered' | 'decided twice' | 'not decided' | 'answered in two ways' | 'lost' | 'unsound'
type Problem = { readonly kind: Kind; readonly about: string }

/** What must never be, whoever wrote at the same time. */
const problemsOf = async (store: Store, { waves, faults }: Played): Promise<readonly Problem[]> => {
  const problems: Problem[] = faults.map((about) => ({ kind: 'not answered', about }))
  const done = new Map<string, number>()
  for (const { name, decides, presses, pressed } of waves) {
    for (const one of pressed)
      if (one.said === undefined || one.said.includes('went wrong on my side'))
        problems.push({ kind: 'not answered', about: `${name} by ${one.account}: ${one.fault}` })
    const distinct = new Map(presses.flat().map((one) => [keyOf(one), one]))
    const counted: string[] = []
    for (const [id, incoming] of distinct) {
      const same = pressed.filter((one) => `${one.account}|${one.key}` === id)
      if (new Set(same.map((one) => one.said)).size > 1 || same.filter((one) => !one.repeated).length !== 1)
        problems.push({ kind: 'answered in two ways', about: `${name}: ${id}` })
      const kept = await store.transact((session) => session.inbox.answered(id))
      if (!kept) problems.push({ kind: 'lost', about: `${name}: ${id}` })
      // The inbox gives what the bot put there.
      else if ((kept as Kept).reply?.kind !== 'refusal') {
        counted.push(id)
        if (incoming.kind === 'click') done.set(incoming.verb, (done.get(incoming.verb) ?? 0) + 1)
      }
    }
    if (decides && counted.length > 1)
      problems.push({ kind: 'decided twice', about: `${name}: ${counted.join(', ')}` })
    if (decides && counted.length === 0) problems.push({ kind: 'not decided', about: name })
  }
  return [...problems, ...(await lostEntries(store, waves, done)), ...(await chainFault(store))]
}

/** Each press that was done stands in the journal once, and each version of a row was made once. */
const lostEntries = async (
  store: Store,
  waves: Played['waves'],
  done: ReadonlyMap<string, number>,
): Promise<readonly Problem[]> => {
  const problems: Problem[] = []
  const expectCount = (about: string, found: number, wanted: number): void => {
    if (found !== wanted) problems.push({ kind: 'lost', about: `${about}: ${found} instead of ${wanted}` })
  }
  const count = (...verbs: readonly string[]): number =>
    verbs.reduce((sum, verb) => sum + (done.get(verb) ?? 0), 0)
  const entries = await store.transact(async (session) => {
    const kenji = await session.people.byAccount('web:kenji')
    const asked = [...requests, ...requests.map((_, index) => `APR-${requests.length + index + 1}`)]
    const all = await Promise.all(asked.map((id) => session.journal.of(id, 1000)))
    return { settings: await session.journal.of(kenji?.id ?? '', 1000), asked: all.flat() }
  })
  const settings = entries.settings.filter((entry) => entry.type === 'settings-changed')
  expectCount('settings', settings.length, count('settings.save'))
  expectCount('versions of a row', new Set(settings.map((entry) => entry.rev)).size, settings.length)
  const votes = entries.asked.filter((entry) => entry.type === 'approval-voted')
  expectCount('votes', votes.length, count('approval.approve', 'approval.request-changes', 'approval.reject'))
  const undone = entries.asked.filter((entry) => entry.type === 'approval-reopened')
  expectCount('undone', undone.length, count('approval.undo'))

  const names = waves.flatMap(({ presses }) =>
    presses.flat().flatMap((one) => (one.kind === 'click' ? [one.values['name'] ?? ''] : [])),
  )
  const registered = await store.transact(async (session) => {
    const found = await Promise.all(stewards.map((one) => session.people.byAccount(`web:${one}`)))
    return session.assets.ownedBy(
      found.flatMap((person) => (person ? [person.id] : [])),
      1000,
    )
  })
  for (const name of names.filter((one) => one !== ''))
    expectCount(`registered ${name}`, registered.filter((one) => one.name.body === name).length, 1)
  return problems
}

const chainFault = async (store: Store): Promise<readonly Problem[]> => {
  const report = await store.audit()
  return report.sound ? [] : [{ kind: 'unsound', about: report.fault }]
}

const hammer = async (
  way: 'ours' | NaiveWay,
  how: { readonly asked: number; readonly rounds: number },
): Promise<readonly Problem[]> => {
  const file = join(folder, `${newId()}.db`)
  await cp(template, file)
  const store = await openStore({ file, hash: sha256 })
  try {
    return await problemsOf(store, await play(store, file, way, how))
  } finally {
    await store.close()
  }
}

describe('four processes that press on one database file', () => {
  it('decide each request once, answer every press, lose no entry, and leave a chain that verifies', async () => {
    expect(await hammer('ours', { asked: 2, rounds: 4 })).toEqual([])
  })

  it.each<[NaiveWay, Kind]>([
    ['read first', 'decided twice'],
    ['each by itself', 'unsound'],
    ['deferred', 'not answered'],
  ])('would not, if the update were written naively: %s', async (way, kind) => {
    const seen = new Set<Kind>()
    // Chance decides when two processes meet, and once is enough.
    for (let tries = 6; tries > 0 && !seen.has(kind); tries -= 1)
      for (const problem of await hammer(way, { asked: 1, rounds: 1 })) seen.add(problem.kind)

    expect([...seen]).toContain(kind)
  })
})
