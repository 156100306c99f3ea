import { expect, it } from 'vitest'
import { actions } from '../../src/actions/index.ts'
import { inWorld } from '../in-world.ts'
import { classifyAs, register } from '../journey.ts'
import type { World } from './deliveries.ts'
import { click, openRequest, personaOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)

/** What somebody may put where words, days, names and choices are expected. */
const hostile = [
  '',
  '\u0000\u001b[2J',
  '__proto__',
  '<!channel> <@U061F7AUR> [Approve](https://evil.example)',
  '${$root.secret}',
  "'; DROP TABLE people; --",
  '9'.repeat(400),
  '\ud800',
  'ä'.repeat(60_000),
] as const
const fields =
  'reason words person to until controls day snooze scope unit zone option quietFrom quietTo digestAt reach name purpose kind platform owner in_use from delegate condition1 day1 link note answer data tier obstacles __proto__'.split(
    ' ',
  )

it(
  'no button presses itself into a fault, whatever rides in it and whatever is typed beside it',
  { timeout: 120_000 },
  async () => {
    for (const persona of Object.keys(world.people)) await play(persona).says('help')
    await openRequest(world)
    await register(play('dana'), 'Key cabinet')
    await classifyAs(play('dana'), 'moderate', { connectors: 'red' })
    await play('dana').says('waiver CRT-2 until 2027-02-01 because it is new; meanwhile: test data only')
    await play('dana').says('hand over AST-2 to Kenji Mori')
    await register(play('dana'), 'Tool loans', { in_use: 'yes' })
    const waiver = (await world.read((session) => session.certifications.find('CRT-2')))?.waivers[0]
    const offer = (await world.read((session) => session.assets.find('AST-2')))?.handOver?.id ?? ''
    const ids: Readonly<Record<string, readonly (string | number)[]>> = {
      certification: ['CRT-1', 'CRT-2', 'CRT-3', '__proto__'],
      asset: ['AST-1', 'AST-2', 'AST-3'],
      approval: ['APR-1'],
      rev: [1, -1],
      waiver: [waiver?.id ?? ''],
      ask: [waiver?.asks[0]?.id ?? ''],
      offer: [offer],
      question: ['connectors', 'platform', 'constructor'],
      step: ['policy', 'constructor'],
      reminder: [1, Number.MAX_SAFE_INTEGER],
      message: [1, Number.MAX_SAFE_INTEGER],
      rating: [1],
    }
    let nth = 0
    const told = new Set<string>()
    for (const action of actions)
      for (const [index, value] of hostile.entries()) {
        const data = dataOf(action.carries, ids, value, index)
        if (data === undefined) continue
        for (const persona of ['dana', 'priya']) {
          const asks = Object.fromEntries(fields.map((field) => [field, value]))
          const answer = await world.answer(click(persona, `hostile-${(nth += 1)}`, action.name, data, asks))
          told.add(saidBy(answer))
          expect([action.name, persona, data, world.faults]).toEqual([action.name, persona, data, []])
        }
      }
    expect(nth).toBeGreaterThan(1000)
    expect([...told].filter((one) => one.includes('my fault'))).toEqual([])
    expect(({} as Record<string, unknown>)['secret']).toBeUndefined()
  },
)

type Carries = (typeof actions)[number]['carries']

/** Something that rides in a button: ids of things that are there, in turn; else what is hostile, or a choice. */
const dataOf = (
  carries: Carries,
  ids: Readonly<Record<string, readonly (string | number)[]>>,
  value: string,
  index: number,
): Readonly<Record<string, unknown>> | undefined => {
  const choices = [value, 1, 'person', 'grant', 'steward', 'suspend', 'everyone', '']
  const data: Record<string, unknown> = {}
  for (let round = 0; round < 20; round += 1) {
    const read = carries.safeParse(data)
    if (read.success) return data
    for (const { path } of read.error.issues) {
      const key = String(path[0])
      const known = ids[key]
      data[key] = known ? known[index % known.length] : choices[round % choices.length]
    }
  }
  return undefined
}
