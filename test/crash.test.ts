import { randomBytes, randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '../src/hash.ts'
import { openStore } from '../src/store/sqlite/open.ts'
import { startAssay } from './process.ts'

/** Personas that register things side by side. */
const personas = ['dana', 'jonas', 'ines', 'kenji']
/** A few wherever tests run; `npm run test:crash` is given many. */
const cycles = Number(process.env['KILL_CYCLES'] ?? 4)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-crash-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Press = {
  readonly persona: string
  readonly key: string
  readonly name: string
  readonly verb: 'asset.register' | 'asset.register-anyway'
}

const newPress = (persona: string): Press => ({
  persona,
  key: randomBytes(8).toString('hex'),
  name: randomBytes(9).toString('base64url').replaceAll(/[-_]/g, 'x'),
  verb: 'asset.register',
})

/** Presses a button the way the page does; gives the words of the answer, or undefined where none came. */
const send = async (address: string, { persona, key, name, verb }: Press): Promise<string | undefined> => {
  try {
    const response = await fetch(`${address}/playground/incoming`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify({
        kind: 'click',
        key,
        persona,
        conversation: persona,
        message: 'none',
        verb,
        data: {},
        values:
          verb === 'asset.register'
            ? { name, purpose: `Counts ${name}`, kind: 'app', platform: 'power_apps', owner: '' }
            : {},
      }),
    })
    const words = await response.text()
    if (!response.ok) throw new Error(`answered ${response.status}: ${words}`)
    return words
  } catch (fault) {
    // The connection ends with the process; anything else is a fault of its own.
    if (fault instanceof TypeError || (fault instanceof Error && fault.name === 'AbortError'))
      return undefined
    throw fault
  }
}

/** Registers one thing, past the question whether it is one of those that look alike; false where no answer came. */
const register = async (address: string, press: Press): Promise<boolean> => {
  const words = await send(address, press)
  if (!words?.includes('asset.register-anyway')) return words !== undefined
  const anyway = { ...press, key: `${press.key}-anyway`, verb: 'asset.register-anyway' } as const
  return (await send(address, anyway)) !== undefined
}

/** Registers one thing after another until no answer comes any more; gives what was answered, and what was not. */
const registerUntilKilled = async (address: string, persona: string) => {
  const answered: Press[] = []
  for (;;) {
    const press = newPress(persona)
    if (!(await register(address, press))) return { answered, unanswered: press }
    answered.push(press)
  }
}

/** How often each name stands in the register, read from the file beside the process. */
const registered = async (file: string): Promise<ReadonlyMap<string, number>> => {
  const store = await openStore({ file, hash: sha256 })
  try {
    expect(await store.audit()).toMatchObject({ sound: true })
    const names = await store.transact(async (session) => {
      const found: string[] = []
      for (const persona of personas) {
        const person = await session.people.byAccount(`web:${persona}`)
        if (!person) throw new Error(`${persona} is unknown`)
        for (const asset of await session.assets.ownedBy([person.id], 100_000)) found.push(asset.name.body)
      }
      return found
    })
    const counts = new Map<string, number>()
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
    return counts
  } finally {
    await store.close()
  }
}

test('nothing that was answered is lost, and nothing happens twice, when the process is killed at any moment', async () => {
  const file = join(folder, 'assay.db')
  const answered: Press[] = []
  let retries: readonly Press[] = []

  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const assay = await startAssay(file)
    // What got no answer before the kill is delivered again, as a platform would; some of what did, too.
    const again = [...retries, ...answered.slice(-3)]
    for (const press of again) expect(await register(assay.address, press)).toBe(true)
    answered.push(...retries)
    const working = personas.map((persona) => registerUntilKilled(assay.address, persona))
    const killed = new Promise((resolve) => setTimeout(resolve, randomInt(150))).then(() => assay.kill())
    const rounds = await Promise.all(working)
    await killed
    answered.push(...rounds.flatMap((round) => round.answered))
    retries = rounds.map((round) => round.unanswered)

    const counts = await registered(file)
    const expected = new Set(answered.map(({ name }) => name))
    expect([...expected].filter((name) => counts.get(name) !== 1)).toEqual([])
  }

  expect(answered.length).toBeGreaterThan(cycles)
})
