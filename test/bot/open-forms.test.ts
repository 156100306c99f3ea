import { describe, expect, it } from 'vitest'
import { inputsOf, titlesOf, wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import type { World } from './deliveries.ts'
import { classifyAs, register } from '../journey.ts'
import { click, openRequest, personaOf, requestOf } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)
const idOf = async (persona: string) =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''
const settle = () => world.deliver.settled()

/** Priya has opened the form with this button; what she types into it is nowhere but on her screen. */
const openForm = async (button: string | RegExp) => {
  await openRequest(world)
  await settle()
  const before = play('priya').cards().length
  const form = await play('priya').press(button)
  expect(inputsOf(form).size).toBeGreaterThan(0)
  expect(play('priya').cards()).toHaveLength(before)
  return form
}

describe('a form that an approver has open', () => {
  it.each([['Reject'], [/^Request changes/], [/^Approve with conditions/]] as const)(
    'is not painted over by what happens to the request: %s',
    async (button) => {
      const form = await openForm(button)
      const still = () =>
        expect(
          play('priya')
            .cards()
            .map(({ card }) => card),
        ).toContainEqual(form)

      await play('ben').says('take CRT-1')
      await settle()
      still()
      await play('ben').says('give back CRT-1')
      await settle()
      still()
      await world.until((await requestOf(world)).clock?.half ?? '')
      still()
      await play('dana').says('nudge CRT-1')
      await settle()
      still()
      await world.until((await requestOf(world)).due ?? '')
      still()
    },
  )

  it('shows how it was decided once nothing is left to decide', async () => {
    await openForm('Reject')
    const { id, rev } = await requestOf(world)
    await world.answer(click('ben', 'approve-0001', 'approval.approve', { approval: id, rev }))
    await settle()
    // Ben may take it back for a minute.
    expect(titlesOf(play('priya').card())).toContain('Reject it')
    await world.stand()

    expect(wordsOf(play('priya').card())).toContain('Ben Okafor approved it')
    expect(inputsOf(play('priya').card()).size).toBe(0)
  })

  it('is sent all the same while the request is open, and refused kindly where it is not', async () => {
    await openForm('Reject')
    await play('ben').says('take CRT-1')
    await settle()
    await play('priya').press('Reject it', { reason: 'We have this already.' })

    expect(await requestOf(world)).toMatchObject({ state: 'rejected' })
    expect(wordsOf(play('priya').card())).toContain('We have this already.')
    await play('priya').press('Undo')
    await play('priya').press('Reject')
    const { id, rev } = await requestOf(world)
    await world.answer(click('ben', 'approve-0001', 'approval.approve', { approval: id, rev }))
    expect(wordsOf(await play('priya').press('Reject it', { reason: 'Not like this.' }))).toContain(
      'approved it already',
    )
    expect(inputsOf(play('priya').card()).size).toBe(0)
  })

  it('leaves the card that it was opened from where it is, where it opens in a window', async () => {
    const { id } = await openRequest(world)
    await settle()
    const card = play('priya').cards().at(-1)
    const posted = { address: { channel: 'web', conversation: 'priya' }, message: card?.id ?? '' }
    // Nobody says that the form took its place: it is in a window.
    await world.answer({
      ...click('priya', 'open-0001', 'card.open', { what: 'decide-reject', id, part: '' }),
      kind: 'click',
      verb: 'card.open',
      data: { what: 'decide-reject', id, part: '' },
      values: {},
      posted,
    })
    await play('ben').says('take CRT-1')
    await settle()

    expect(wordsOf(play('priya').card())).toContain('Ben Okafor has it.')
  })
})

describe('a form that somebody else has open', () => {
  it('of a waiver, an offer or an answer is nobody’s to paint over', async () => {
    for (const persona of Object.keys(world.people)) await play(persona).says('help')
    await register(play('dana'), 'Stock count', { owner: await idOf('kenji') })
    await classifyAs(play('dana'), 'moderate', { connectors: 'red' })
    await play('dana').says('waiver CRT-1')
    await play('dana').press('Ask for it', {
      reason: 'It is green in January.',
      controls: 'Only test data.',
      until: '2027-02-12',
    })
    await settle()
    const refusal = await play('ben').press('Refuse')
    await play('kenji').says('hand over CRT-1 to Sofia Marino')
    await settle()
    const decline = await play('sofia').press('Decline')
    await play('priya').says('waiver grant CRT-1')
    await settle()
    expect(play('ben').card()).toEqual(refusal)
    await play('amara').says('role revoke Priya Nair steward')
    await settle()
    expect(play('ben').card()).toEqual(refusal)
    expect(play('sofia').card()).toEqual(decline)
    const old = play('sofia').cards().at(-1)

    await play('kenji').says('waiver grant CRT-1')
    await play('kenji').says('hand over CRT-1 to Jonas Weber')
    await settle()
    // The decision can be taken back: the form stays open until it stands.
    expect(play('ben').card()).toEqual(refusal)
    await world.stand()
    expect(wordsOf(play('ben').card())).toContain('Waived until')
    // What is not hers to see any more has no button either; a press that is under way is answered.
    expect(wordsOf(play('sofia').card())).toContain('Nothing left to do here')
    expect(titlesOf(play('sofia').card())).toEqual([])
    expect(wordsOf(await play('sofia').press('Decline', { reason: 'I know nothing of it.' }, old))).toContain(
      'is answered or too old by now',
    )
  })
})
