import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, Incoming } from '../../src/ports/channel.ts'
import { titlesOf } from '../card-reader.ts'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { click, entriesOf, openRequest, personaOf, requestOf, saidBy, word } from './deliveries.ts'

let folder: string
let world: World
const file = () => join(folder, 'assay.db')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-once-'))
  world = await openWorld({ file: file() })
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const deliver = (incoming: Incoming, times = 100): Promise<readonly Answer[]> =>
  Promise.all(Array.from({ length: times }, () => world.answer(incoming)))

/** Every answer shows the same; all but one know that they are a repetition. */
const expectOneAnswer = (answers: readonly Answer[], repeated: number): void => {
  for (const one of answers) expect({ ...one, repeated: false }).toEqual({ ...answers[0], repeated: false })
  expect(answers.filter((answer) => answer.repeated)).toHaveLength(repeated)
}

describe('one delivery, a hundred times at once', () => {
  it('approves once', async () => {
    const { id, rev } = await openRequest(world)

    const answers = await deliver(click('priya', 'press-0001', 'approval.approve', { approval: id, rev }))
    await world.stand()

    expectOneAnswer(answers, 99)
    expect(await entriesOf(world, 'CRT-1', 'certification-certified')).toBe(1)
    expect(await entriesOf(world, id, 'approval-voted')).toBe(1)
    const certificates = personaOf(world, 'dana')
      .cards()
      .filter(({ card }) => /is certified|certificate/i.test(card.fallbackText))
    expect(certificates).toHaveLength(1)
  })

  it('registers a form once', async () => {
    const values = { name: 'Leave calendar', purpose: 'Who is away', kind: 'app', platform: 'power_apps' }

    const answers = await deliver(click('dana', 'press-0001', 'asset.register', {}, values))

    expectOneAnswer(answers, 99)
    const owned = await world.read(async (session) => {
      const dana = await session.people.byAccount('web:dana')
      return session.assets.ownedBy([dana?.id ?? ''], 10)
    })
    expect(owned).toHaveLength(1)
  })

  it('takes a typed word once', async () => {
    const { id } = await openRequest(world)

    const answers = await deliver(word('priya', 'word-0001', 'reject CRT-1 We have this already.'))

    expectOneAnswer(answers, 99)
    expect(await entriesOf(world, id, 'approval-voted')).toBe(1)
    expect(await entriesOf(world, 'CRT-1', 'certification-rejected')).toBe(1)
  })

  it('gives the same refusal each time', async () => {
    const { id, rev } = await openRequest(world)

    const answers = await deliver(click('dana', 'press-0001', 'approval.approve', { approval: id, rev }), 20)

    expectOneAnswer(answers, 19)
    for (const answer of answers) expect(saidBy(answer)).toContain('so someone else decides')
  })

  it('finds its answer after a restart', async () => {
    const { id, rev } = await openRequest(world)
    const press = click('priya', 'press-0001', 'approval.approve', { approval: id, rev })
    const first = await world.answer(press)

    await world.close()
    world = await openWorld({ file: file() })
    const again = await world.answer(press)

    expect(again).toEqual({ ...first, repeated: true })
    expect(await entriesOf(world, id, 'approval-voted')).toBe(1)
  })

  it('is not answered for another account that guesses the key', async () => {
    const { id, rev } = await openRequest(world)
    await world.answer(click('priya', 'press-0001', 'why.show', { certification: 'CRT-1' }))

    const other = await world.answer(click('kenji', 'press-0001', 'approval.approve', { approval: id, rev }))

    expect(other.repeated).toBe(false)
    expect(saidBy(other)).toContain('needs the steward role')
  })
})

describe('two stewards at once', () => {
  const outcomes = [
    ['approval.approve', {}],
    ['approval.reject', { reason: 'We have this already.' }],
    ['approval.request-changes', { reason: 'Name a second contact.' }],
  ] as const

  for (const [verb, values] of outcomes)
    for (const order of [
      ['priya', 'ben'],
      ['ben', 'priya'],
    ])
      it(`${order.join(' before ')}, the later one with ${verb}: one wins, the other is told who`, async () => {
        const { id, rev } = await openRequest(world)
        const [first = '', second = ''] = order

        const [won, lost] = await Promise.all([
          world.answer(click(first, 'press-0001', 'approval.approve', { approval: id, rev })),
          world.answer(click(second, 'press-0002', verb, { approval: id, rev }, values)),
        ])
        await world.deliver.settled()

        const winner = first === 'priya' ? 'Priya Nair' : 'Ben Okafor'
        expect(won.reply ?? won.replace).toBeDefined()
        expect(saidBy(lost)).toContain(`${winner} approved it already`)
        expect((await requestOf(world)).state).toBe('approved')
        expect(await entriesOf(world, id, 'approval-voted')).toBe(1)
        for (const persona of order)
          for (const { card } of personaOf(world, persona).cards())
            expect(titlesOf(card)).not.toContain('Approve')
      })

  it('a press on a card of an earlier version changes nothing and shows what is different', async () => {
    const { id, rev } = await openRequest(world)

    const answer = await world.answer(
      click('priya', 'press-0001', 'approval.approve', { approval: id, rev: rev - 1 }),
    )

    expect(saidBy(answer)).toContain('changed after your card was shown')
    expect((await requestOf(world)).state).toBe('open')
  })
})
