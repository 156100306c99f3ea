import { beforeEach, describe, expect, it } from 'vitest'
import { click, openRequest, personaOf, requestOf, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { grantRole } from './journey.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string) => personaOf(world, persona)
const certificationOf = async () => {
  const found = await world.read((session) => session.certifications.find('CRT-1'))
  if (!found) throw new Error('there is no CRT-1')
  return found
}
const approves = async (...personas: readonly string[]) => {
  for (const persona of personas) {
    await play(persona).press('Approve')
    await play(persona).press('Yes, approve')
  }
}
const says = async (persona: string, words: string) => wordsOf(await play(persona).says(words))
const goAway = (persona: string, delegate: string) =>
  says(persona, `away from 2026-11-24 to 2026-11-27 delegate ${delegate}`)

describe('the last approval at high', () => {
  beforeEach(async () => {
    await openRequest(world, 'CV screening', 1, 'high')
    await approves('priya', 'sofia', 'tomas', 'ines', 'jonas')
  })

  it('can be taken back: its stage asks again, and nothing of the certificate is left', async () => {
    expect((await certificationOf()).state).toBe('conditionally_certified')
    expect(wordsOf(play('dana').card())).not.toContain('You can go live now')

    await play('jonas').press('Undo')

    expect(await certificationOf()).toMatchObject({
      state: 'in_review',
      goLive: null,
      conditions: [],
      validUntil: null,
      decision: null,
    })
    expect(await requestOf(world)).toMatchObject({ state: 'open', stage: 2 })
    expect(titlesOf(play('jonas').card())).toContain('Approve')
    expect(await says('priya', 'approve CRT-1')).toContain('You have decided this already.')
    await world.stand()
    expect(wordsOf(play('dana').card())).not.toContain('You can go live now')

    await approves('jonas')
    await world.stand()
    expect(
      wordsOf(play('dana').card()) +
        play('dana')
          .cards()
          .map(({ card }) => wordsOf(card))
          .join(' '),
    ).toContain('You can go live now')
  })

  it('stands once somebody has set the go-live day on the strength of it', async () => {
    await says('dana', 'go live CRT-1 2026-12-01')
    const { rev } = await requestOf(world)

    const late = await world.answer(click('jonas', 'late', 'approval.undo', { approval: 'APR-1', rev }))

    expect(saidBy(late)).toContain('Somebody has gone on working with CRT-1 meanwhile')
    expect(await certificationOf()).toMatchObject({
      state: 'conditionally_certified',
      goLive: { day: '2026-12-01' },
    })
  })
})

describe('a stand-in at high', () => {
  it('is asked twice too, in whose place, and decides at no other stage', async () => {
    await goAway('sofia', 'Amara Diallo')
    await openRequest(world, 'CV screening', 1, 'high')
    await approves('priya')

    const asked = await play('amara').press('Approve')
    expect(wordsOf(asked)).toContain('in the security role for Sofia Marino.')
    expect(wordsOf(asked)).toContain('you decide for Sofia Marino, who is away')
    await play('amara').press('Yes, approve')

    expect(await says('sofia', 'approve CRT-1')).toContain(
      'Your stand-in has decided this in your place already.',
    )
    await grantRole(world, 'Amara Diallo board')
    await grantRole(world, 'Sofia Marino board')
    await approves('tomas')
    expect(await requestOf(world)).toMatchObject({ stage: 2 })
    expect(await says('amara', 'approve CRT-1')).toContain('You have decided this already.')
    expect(await says('sofia', 'approve CRT-1')).toContain(
      'Your stand-in has decided this in your place already.',
    )
  })

  it('is never the peer who reviewed it', async () => {
    await goAway('priya', 'Ben Okafor')
    await openRequest(world, 'CV screening', 1, 'high')

    expect(await says('ben', 'approve CRT-1')).toContain('You reviewed this as a peer')
  })
})

describe('a role for lower risk only', () => {
  it('is not enough for high: the board is asked in its place, when its stage begins', async () => {
    await openRequest(world, 'CV screening', 1, 'high')
    await says('amara', 'role revoke Sofia Marino security')
    await grantRole(world, 'Kenji Mori security for low')

    await approves('priya')

    expect(wordsOf(play('dana').card())).toContain('Security (the board decides, because nobody else may)')
    expect(await says('kenji', 'approve CRT-1')).not.toContain('You are about to approve')
    expect(wordsOf(play('ines').card())).toContain('nobody with the security role may decide')
  })
})

describe('an appeal at high', () => {
  it('asks the first stage anew, with its own days, and neither peers nor who decided before', async () => {
    await openRequest(world, 'CV screening', 1, 'high')
    await approves('priya')
    await play('sofia').press('Reject')
    await play('sofia').press('Reject it', { reason: 'The model is not ours to use.' })
    await world.stand()

    await says('dana', 'appeal CRT-1 it is ours since Monday')

    const again = await requestOf(world, 'APR-2')
    expect(again).toMatchObject({ state: 'open', stage: 0, tier: 'high' })
    expect(again.due).not.toBeNull()
    expect(await says('ben', 'approve CRT-1')).toContain('You reviewed this as a peer')
    expect(await says('priya', 'approve CRT-1')).toContain('You decided on this before')
    expect(wordsOf(play('ines').card())).toContain('nobody with the steward role may decide')
  })
})
