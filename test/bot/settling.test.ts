import { describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { answersFor, certify, optionOf, register } from '../journey.ts'
import type { Player } from '../world.ts'
import { programme } from '../world.ts'
import type { World } from './deliveries.ts'
import { certificationOf, click, entriesOf, personaOf, requestOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string): Player => personaOf(world, persona)
const crt = () => certificationOf(world)
const question = (id: string) => programme.questions.find((one) => one.id === id)

/** Answers every page as a low one would, but for what the developer does not know. */
const answer = async (change: Readonly<Record<string, string>>) => {
  const answers = { ...answersFor('low'), ...change }
  let card = play('dana').card()
  for (const page of programme.pages)
    card = await play('dana').press(
      'Continue',
      Object.fromEntries(page.questions.map((id) => [id, answers[id] ?? ''])),
    )
  return card
}
const unknownPersonal = async () => {
  await register(play('dana'), 'Task list')
  return answer({ personal: 'unknown' })
}
const settle = async (persona: string, option: string, reason = 'The list comes from HR.') => {
  await play(persona).says('inbox')
  await play(persona).press('Settle')
  return play(persona).press('Settle it', { option, reason })
}

describe('an answer that nobody knew', () => {
  it('is asked of the stewards, with the question, its options and what it is about', async () => {
    const result = await unknownPersonal()

    expect(wordsOf(result)).toContain('a steward settles the answer on personal data')
    expect((await crt()).assessment?.tier).toBe('moderate')
    for (const steward of ['priya', 'ben']) {
      const asked = play(steward).card()
      expect(wordsOf(asked)).toContain('Dana Lindqvist does not know the answer on personal data.')
      expect(wordsOf(asked)).toContain(question('personal')?.ask)
      expect(wordsOf(asked)).toContain('Keeps the task list in one place')
      expect(titlesOf(asked)).toContain('Settle it')
    }
    expect(wordsOf(await play('priya').says('inbox'))).toContain('an answer to settle: personal data')
    expect(wordsOf(await play('sofia').says('inbox'))).not.toContain('to settle')
  })

  it('settled as harmless is no lowering: the tier follows, the developer reads who says so', async () => {
    await unknownPersonal()
    await settle('priya', optionOf('personal', 0))

    expect(await crt()).toMatchObject({ state: 'classified', assessment: { tier: 'low', unknowns: [] } })
    const told = wordsOf(play('dana').card())
    expect(told).toContain('Priya Nair settled the answer on personal data')
    expect(told).toContain('The list comes from HR.')
    expect(told).toContain('It is low risk now.')
    expect(titlesOf(play('ben').card())).not.toContain('Settle it')
    expect(wordsOf(await play('ben').says('inbox'))).not.toContain('to settle')
    expect(wordsOf(await play('priya').says('audit CRT-1'))).toContain('Settled personal as')
  })

  it('settled as one that forces high raises it at once, and its steps with it', async () => {
    await unknownPersonal()
    await play('dana').says('status CRT-1')
    await play('dana').press('Start the steps')
    const before = await crt()
    await settle('ben', optionOf('personal', 4))

    const after = await crt()
    expect(after).toMatchObject({ state: 'preparing', assessment: { tier: 'high' } })
    expect(after.steps.length).toBeGreaterThan(before.steps.length)
    expect(after.settlements).toMatchObject([{ question: 'personal', to: optionOf('personal', 4) }])
  })

  it('can be submitted meanwhile; the request says so, and settling opens it again', async () => {
    await unknownPersonal()
    await certify(play('dana'), world)
    expect((await crt()).state).toBe('in_review')
    await play('ben').says('inbox')
    expect(wordsOf(await play('ben').press('Decide'))).toContain('Not known yet: personal data.')

    await settle('priya', optionOf('personal', 4))

    expect((await requestOf(world)).state).toBe('superseded')
    expect(await crt()).toMatchObject({ state: 'preparing', assessment: { tier: 'high' } })
  })

  it('stands against the developer, who is told at the question', async () => {
    await unknownPersonal()
    await settle('priya', optionOf('personal', 4))
    await play('dana').says('status CRT-1')
    await play('dana').press('Change an answer')
    const refused = await answer({ personal: optionOf('personal', 0) }).catch(() => play('dana').card())

    expect(wordsOf(refused)).toContain('A steward settled this')
    expect((await crt()).answers['personal']).toBe(optionOf('personal', 4))
  })

  it('needs nobody once the developer knows after all', async () => {
    await unknownPersonal()
    await play('dana').press('Change an answer')
    await answer({})

    expect((await crt()).settlements).toEqual([])
    expect(wordsOf(play('priya').card())).toContain('knows the answer on personal data by now')
    expect(titlesOf(play('priya').card())).not.toContain('Settle it')
    const late = await world.answer(
      click(
        'priya',
        'late-0001',
        'answer.settle',
        { certification: 'CRT-1', question: 'personal' },
        { option: optionOf('personal', 4), reason: 'I know.' },
      ),
    )
    expect(saidBy(late)).toContain('The developer knows by now')
  })

  it('is brought to mind when the two working days are over, once', async () => {
    await unknownPersonal()
    await world.forward(1)
    expect(await entriesOf(world, 'CRT-1', 'settling-reminded')).toBe(0)
    await world.forward(2)
    expect(await entriesOf(world, 'CRT-1', 'settling-reminded')).toBe(1)
    await world.forward(5)
    expect(await entriesOf(world, 'CRT-1', 'settling-reminded')).toBe(1)
  })

  it('that was settled in time is not brought to mind', async () => {
    await unknownPersonal()
    await settle('priya', optionOf('personal', 0))
    await world.forward(4)

    expect(await entriesOf(world, 'CRT-1', 'settling-reminded')).toBe(0)
  })

  it('asks for the true answer and for how it is known', async () => {
    await unknownPersonal()
    const asked = await settle('priya', '', '')

    expect(wordsOf(asked)).toContain('Please choose one of the answers.')
    expect((await crt()).assessment?.unknowns).toEqual(['personal'])
  })

  it('raises what is certified already, which may be used while it is prepared anew', async () => {
    await unknownPersonal()
    await certify(play('dana'), world)
    for (const by of ['ben', 'tomas']) await play(by).says('approve CRT-1')
    await world.stand()
    const { inForceUntil, state } = await crt()
    expect(state).toBe('certified')
    await settle('priya', optionOf('personal', 4))

    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil, assessment: { tier: 'high' } })
  })
})
