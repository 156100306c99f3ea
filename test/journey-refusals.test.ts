import { describe, expect, it } from 'vitest'
import { classifyAs } from './journey.ts'
import { inputsOf, titlesOf, wordsOf } from './card-reader.ts'
import type { Player } from './world.ts'
import { programme } from './world.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'

let world: World
let dana: Player
let ben: Player
const play = (persona: string): Player => {
  const person = world.people[persona]
  if (!person) throw new Error(`nobody is called ${persona}`)
  return person
}

inWorld((opened) => {
  world = opened
  dana = play('dana')
  ben = play('ben')
})

const stateOf = async (step: string) =>
  (await world.read((session) => session.certifications.find('CRT-1')))?.steps.find((one) => one.id === step)
    ?.state

/** Dana builds something that Ben owns, and has come to its checklist. */
const prepareForBen = async (tier: 'low' | 'moderate' = 'low') => {
  const owner = await world.read((session) => session.people.byAccount('web:ben'))
  await dana.says('start')
  await dana.press('Continue', {
    name: 'Stock count',
    purpose: 'Counts the shelves for the team',
    kind: programme.kinds[0]?.id ?? '',
    platform: programme.platforms[0]?.id ?? '',
    owner: owner?.id ?? '',
  })
  await classifyAs(dana, tier)
  return dana.press('Start the steps')
}

const refuse = async (reason = 'Nobody told me about it.') => {
  await ben.press('Not right')
  await ben.press('Send to the developer', { reason })
}

describe('an owner who finds it not right', () => {
  it('is quoted to the developer, with the way to that step', async () => {
    await prepareForBen()
    await refuse()

    expect(wordsOf(dana.card())).toContain('Ben Okafor says it is not right: Nobody told me about it.')
    const step = await dana.press('Open the step')
    expect(wordsOf(step)).toContain('Nobody told me about it.')
    expect(wordsOf(step)).not.toContain('This waits for')
    expect(titlesOf(step)).toContain('Ask again')
  })

  it('is asked again by the developer, and can agree then', async () => {
    await prepareForBen()
    await refuse()
    await dana.press('Open the step')
    await dana.press('Ask again')
    expect(await stateOf('owner')).toBe('asked')

    await ben.press('Confirm')

    expect(await stateOf('owner')).toBe('passed')
  })

  it('can still agree without being asked again, from the card or from the checklist', async () => {
    await prepareForBen()
    await refuse()
    expect(titlesOf(ben.card())).toContain('Confirm')

    await ben.says('status CRT-1')
    const opened = ben.cards().at(-1)
    expect(titlesOf(opened?.card ?? ben.card())).toContain('Open')
    await ben.press('Confirm')

    expect(await stateOf('owner')).toBe('passed')
  })

  it('leaves a form of another step open that the developer is filling in', async () => {
    await prepareForBen()
    const form = await dana.press('Next: Read and agree to the policy')
    expect(titlesOf(form)).toContain('I agree')
    const before = dana.cards().length

    await refuse()

    expect(dana.cards()).toHaveLength(before + 1)
    expect(dana.cards().filter(({ card }) => titlesOf(card).includes('I agree'))).toHaveLength(1)
    expect(wordsOf(dana.card())).toContain('Ben Okafor says it is not right')
  })

  it('agreeing leaves such a form open too, and the checklist is right afterwards', async () => {
    await prepareForBen()
    await dana.press('Next: Read and agree to the policy')

    await ben.press('Confirm')
    expect(dana.cards().filter(({ card }) => titlesOf(card).includes('I agree'))).toHaveLength(1)
    const checklist = await dana.press('I agree')

    expect(wordsOf(checklist)).toContain('passed by Ben Okafor')
  })

  it('repaints the checklist where that is what the developer has open', async () => {
    await prepareForBen()
    await refuse()

    const checklists = dana.cards().filter(({ card }) => wordsOf(card).includes('steps passed'))
    expect(checklists).toHaveLength(1)
    expect(wordsOf(checklists[0]?.card ?? dana.card())).toContain('not right yet')
  })
})

describe('an owner who is not the developer', () => {
  it('reads a checklist that is true for them', async () => {
    await prepareForBen('moderate')

    const card = await ben.says('status CRT-1')

    expect(wordsOf(card)).toContain('for Dana Lindqvist to do')
    expect(wordsOf(card)).toContain('Dana Lindqvist first, then the manager of Dana Lindqvist')
    expect(wordsOf(card)).not.toMatch(/your manager|Your steps|then Dana/)
    expect(titlesOf(card)).toContain('Next: The owner agrees')
  })

  it('finds in the inbox only what is theirs to do, and for whom the rest waits', async () => {
    await prepareForBen('moderate')
    const asked = await ben.says('inbox')
    expect(wordsOf(asked)).toContain('1 thing needs you')
    expect(wordsOf(asked)).toContain('Waits for Dana Lindqvist')

    await refuse()
    const refused = await ben.says('inbox')

    expect(wordsOf(refused)).toContain('Nothing needs you')
  })

  it('is not given the developer’s quiz', async () => {
    await prepareForBen()
    await ben.says('status CRT-1')

    const card = await ben.press('Open')

    expect(wordsOf(card)).toContain('This is for Dana Lindqvist to do')
    expect(inputsOf(card).size).toBe(0)
  })
})
