import { describe, expect, it } from 'vitest'
import { certify, classifyAs, register } from '../journey.ts'
import type { World } from './deliveries.ts'
import { click, entriesOf, openRequest, personaOf, saidBy, word } from './deliveries.ts'
import { inWorld } from '../in-world.ts'

let world: World
inWorld((opened) => {
  world = opened
})

/** Dana has a certification whose steps are open. */
const prepare = async (): Promise<void> => {
  const dana = personaOf(world, 'dana')
  await register(dana, 'Parking spaces')
  await classifyAs(dana, 'low')
  await dana.press('Start the steps')
}
const stepOf = async (id: string) =>
  (await world.read((session) => session.certifications.find('CRT-1')))?.steps.find((step) => step.id === id)
const draftsOf = async (persona: string) =>
  world.read(async (session) =>
    session.drafts.of((await session.people.byAccount(`web:${persona}`))?.id ?? '', 100),
  )

describe('a press that no card offers', () => {
  it('does not pass a quiz by agreeing to it', async () => {
    await prepare()

    const answer = await world.answer(
      click('dana', 'press-0001', 'step.acknowledge', { certification: 'CRT-1', step: 'foundations' }),
    )

    expect(saidBy(answer)).toContain('asks for something else')
    expect((await stepOf('foundations'))?.state).toBe('open')
    expect(await entriesOf(world, 'CRT-1', 'step-passed')).toBe(0)
  })

  it('grants no role to whoever pressed, where nobody is named', async () => {
    const answer = await world.answer(
      click('kenji', 'press-0001', 'role.change', { change: 'grant', person: 'nobody', role: 'steward' }),
    )

    expect(saidBy(answer)).toContain('do not know this person')
    const kenji = await world.read((session) => session.people.byAccount('web:kenji'))
    expect(kenji?.roles).toEqual(['admin'])
  })

  it.each([
    ['questions', 'card.open', { what: 'questions', id: 'CRT-1', part: '0' }],
    ['not-right', 'card.open', { what: 'not-right', id: 'CRT-1', part: 'policy' }],
    ['an empty reason', 'step.refuse', { certification: 'CRT-1', step: 'policy' }],
  ])('shows nobody else the form: %s', async (_name, verb, data) => {
    await prepare()

    const answer = await world.answer(click('kenji', 'press-0001', verb, data))

    expect(saidBy(answer)).toMatch(/belongs to Dana Lindqvist|is for the person|is back with the developer/)
    expect(answer.fieldErrors).toEqual({})
  })

  it('rates nothing that was not decided', async () => {
    await prepare()

    const answer = await world.answer(
      click('dana', 'press-0001', 'feedback.rate', { certification: 'CRT-1', rating: 5 }),
    )

    expect(saidBy(answer)).toContain('has not been decided yet')
  })
})

describe('a typed line', () => {
  it.each([
    ['waiver CRT-1 until 2027-01-01 because ', '. '],
    ['waiver CRT-1 until ', ','],
    ['role grant Ben steward', ' in a'],
    ['hand over AST-1 to ', 'é'],
    ['search ', 'a '],
  ])('that is far too long is not read at all: %s', async (begin, rest) => {
    await prepare()

    const answer = await world.answer(word('dana', 'long-0001', begin + rest.repeat(100_000 / rest.length)))

    expect(saidBy(answer)).toMatch(/This is \d+ characters long, and I read lines of 4000 at most/)
  })

  it('or a form names nobody who could be called so', async () => {
    await prepare()

    const answer = await world.answer(
      click(
        'dana',
        'press-0001',
        'step.ask',
        { certification: 'CRT-1', step: 'policy' },
        { person: '€'.repeat(60_000) },
      ),
    )

    expect(saidBy(answer)).not.toContain('my fault')
  })
})

describe('what is kept of a form', () => {
  it('is bounded, however many names and words come in', async () => {
    for (let round = 0; round < 20; round += 1)
      await world.answer(
        click(
          'dana',
          `press-${round}-many`,
          'asset.save',
          {},
          Object.fromEntries(
            Array.from({ length: 50 }, (_, index) => [`name${round}-${index}`, 'x'.repeat(12_000)]),
          ),
        ),
      )

    const [draft] = await draftsOf('dana')
    expect(Object.keys(draft?.values ?? {}).length).toBeLessThanOrEqual(40)
    expect(Object.values(draft?.values ?? {}).join('').length).toBeLessThanOrEqual(64_000)
  })

  it('is kept for nobody who may not see it', async () => {
    await prepare()
    const form = { certification: 'CRT-1', step: 'policy' }

    for (const [index, data] of [form, { certification: 'Q'.repeat(25_000), step: 's' }].entries())
      await world.answer(click('kenji', `press-000${index}`, 'step.answer', data, { words: 'mine' }))

    expect(await draftsOf('kenji')).toEqual([])
  })
})

describe('a card that everybody sees', () => {
  it('is never painted over by what one person sees, whatever is pressed on it', async () => {
    await personaOf(world, 'amara').says('help')
    await world.inStewardChannel('amara').says('use this channel for stewards')
    await openRequest(world)
    await world.deliver.settled()
    const post = world.inStewardChannel('ben').cards().at(-1)
    if (!post) throw new Error('no post')
    const onPost = {
      address: { channel: 'web', conversation: 'stewards-channel' },
      place: 'channel' as const,
      posted: { address: { channel: 'web', conversation: 'stewards-channel' }, message: post.id },
    }

    const presses = [
      click('ben', 'press-0001', 'card.open', { what: 'home', id: '', part: '' }),
      click('ben', 'press-0002', 'settings.save', {}, { zone: 'x', quietFrom: '18:00', quietTo: '09:00' }),
      click('ben', 'press-0003', 'card.open', { what: 'request', id: 'APR-1', part: '' }),
    ]
    for (const press of presses) {
      const answer = await world.answer({ ...press, ...onPost })
      expect(answer.replace).toBeUndefined()
      expect(answer.audience).toBe('private')
    }
  })
})

describe('one person', () => {
  it('asks an owner three times a day at most, and is counted once as reusing', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Parking spaces')
    await classifyAs(dana, 'low')
    await certify(dana, world)
    const ask = (index: number) =>
      world.answer(
        click(
          'jonas',
          `press-ask${index}`,
          'asset.ask-owner',
          { asset: 'AST-1' },
          { words: 'May I use it?' },
        ),
      )

    for (const index of [1, 2, 3]) expect(saidBy(await ask(index))).toContain('on its way')
    expect(saidBy(await ask(4))).toContain('3 times today already')
    for (const index of [1, 2])
      await world.answer(click('jonas', `press-use${index}`, 'asset.reuse', { asset: 'AST-1' }))
    expect(await entriesOf(world, 'AST-1', 'asset-reused')).toBe(1)
  })
})
