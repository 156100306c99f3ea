import { describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from './card-reader.ts'
import { inWorld } from './in-world.ts'
import { certify, classifyAs, grantRole, register } from './journey.ts'
import type { World } from './bot/deliveries.ts'
import { click, entriesOf, personaOf, saidBy } from './bot/deliveries.ts'
import { programme } from './world.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string) => personaOf(world, persona)
const crt = async (id = 'CRT-1') => {
  const found = await world.read((session) => session.certifications.find(id))
  if (!found) throw new Error(`there is no ${id}`)
  return found
}
const red = { connectors: 'red' }
const reason = 'The supplier gives us a green connector in January.'
const controls = 'Only test data goes through it.'

/** A department list on a red connector, classified; Dana builds it. */
const blocked = async (tier: 'moderate' | 'high' = 'moderate', owner?: string) => {
  await register(play('dana'), 'Stock count', owner === undefined ? {} : { owner })
  return classifyAs(play('dana'), tier, red)
}
const ask = async (until: string, persona = 'dana') => {
  await play(persona).says('waiver CRT-1')
  return play(persona).press('Ask for it', { reason, controls, until })
}
/** All that somebody was told, the latest last. */
const told = (persona: string): string =>
  play(persona)
    .cards()
    .map(({ card }) => wordsOf(card))
    .join('\n---\n')
const idOf = async (account: string) =>
  (await world.read((session) => session.people.byAccount(`web:${account}`)))?.id ?? ''

describe('a waiver at moderate risk', () => {
  it('is asked for where the block is shown, granted by a steward, and lets it go on', async () => {
    const result = await blocked()
    expect(wordsOf(result)).toContain('You can ask for a waiver, an exception for a time')

    await play('dana').press('Ask for a waiver')
    const asked = await play('dana').press('Ask for it', { reason, controls, until: '2027-02-12' })
    expect(wordsOf(asked)).toContain(
      'It waits for the steward: Ben Okafor or Priya Nair. If nobody decides by Thursday 26 November',
    )
    expect(wordsOf(await play('dana').says('submit CRT-1'))).not.toContain('Submit')
    expect(wordsOf(await play('dana').says('inbox'))).toContain('Stock count, a waiver')

    expect(wordsOf(play('ben').card())).toContain('asks you to waive this until 12 February 2027')
    expect(wordsOf(await play('priya').says('inbox'))).toContain('Asks for a waiver: your word is needed')
    await play('priya').press('Decide')
    const granted = await play('priya').press('Grant')
    expect(wordsOf(granted)).toContain('Priya Nair granted it in the playground, until 12 February 2027.')
    await world.stand()
    expect(wordsOf(play('priya').card())).toContain('Waived until 12 February 2027.')
    expect(wordsOf(play('priya').card())).toContain('Its owner is told before it ends.')
    expect(wordsOf(play('dana').card())).toContain('I tell you before it ends.')
    expect(wordsOf(play('dana').card())).toContain('Granted by: \nPriya Nair')
    expect(wordsOf(await play('priya').says('inbox'))).not.toContain('your word is needed')

    const trail = wordsOf(await play('dana').says('audit CRT-1'))
    expect(trail).toContain('Granted the waiver for the answer on connectors, until 2027-02-12')
    expect(trail).toContain(`${reason} Meanwhile: ${controls}`)
    await play('dana').says('status CRT-1')
    expect(wordsOf(play('dana').card())).toContain('Waived until 12 February 2027: "At least one red"')
    await certify(play('dana'), world)
    const frozen = await crt()
    expect(frozen.state).toBe('in_review')
    expect(frozen.assessment?.tier).toBe('moderate')
    expect(Object.keys(frozen.frozen?.parts ?? {})).toContain('waiver connectors')

    const request = wordsOf(await play('ben').says('status APR-1'))
    expect(request).toContain('waived until 12 February 2027 by Priya Nair')
    expect(request).toContain(controls)
    await play('ben').says('approve CRT-1')
    await world.stand()
    expect((await crt()).state).toBe('certified')
    expect(wordsOf(await play('dana').says('why CRT-1'))).toContain('At least one red (waived until')
  })

  it('keeps what was typed, and says the nearest day that is possible', async () => {
    await blocked()
    await play('dana').press('Ask for a waiver')
    const wrong = await play('dana').press('Ask for it', { reason, controls: '', until: '2027-06-01' })

    expect(wordsOf(wrong)).toContain('The nearest possible day is 2027-02-22.')
    expect(wordsOf(wrong)).toContain('Please write a sentence or two here.')
    expect(JSON.stringify(wrong)).toContain(reason)
    const short = await play('dana').press('Ask for it', { reason, controls: 'ok', until: '2027-02-12' })
    expect(wordsOf(short)).toContain('Please write a few words more')
    const again = await play('dana').says('waiver CRT-1')
    expect(JSON.stringify(again)).toContain(reason)
    for (const [until, sentence] of [
      ['soon', 'Please give a day as year-month-day, at the latest 2027-02-22.'],
      ['2026-11-24', 'That is today. The nearest possible day is 2026-11-25.'],
      ['2026-11-01', 'That day has passed. The nearest possible day is 2026-11-25.'],
    ] as const)
      expect(wordsOf(await play('dana').press('Ask for it', { reason, controls, until }))).toContain(sentence)
    expect((await crt()).waivers).toEqual([])
  })

  it('is answered in words alone', async () => {
    await blocked()
    await play('dana').says(
      'waiver CRT-1 until 2027-01-15 because we move in January; meanwhile: two people check each run',
    )
    expect((await crt()).waivers[0]?.asks[0]).toMatchObject({
      until: '2027-01-15',
      reason: { body: 'we move in January' },
      controls: { body: 'two people check each run' },
    })
    const form = await play('priya').says('waiver refuse CRT-1')
    expect(titlesOf(form)).toContain('Refuse it')
    await play('priya').says('waiver refuse CRT-1 A green one does the same.')
    await world.stand()

    expect(wordsOf(play('dana').card())).toContain('Priya Nair refused it.')
    expect(wordsOf(play('dana').card())).toContain('A green one does the same.')
    expect(wordsOf(await play('ben').says('waiver grant CRT-1'))).toContain('Priya Nair refused it.')
    await play('dana').says(
      'waiver CRT-1 until 2027-01-15 because it costs nothing; meanwhile: nobody uses it',
    )
    await play('ben').says('waiver grant CRT-1')
    await world.stand()
    expect((await crt()).waivers.map((one) => one.state)).toEqual(['refused', 'granted'])
  })

  it('needs the owner as well, and neither they nor the developer take the seat of a steward', async () => {
    await grantRole(world, 'Dana Lindqvist steward')
    await blocked('moderate', await idOf('ben'))
    await ask('2027-02-12')

    expect(wordsOf(play('ben').card())).toContain('asks you, as the owner, to waive this')
    expect(wordsOf(await play('dana').says('waiver grant CRT-1'))).toContain(
      'You built or own this, so someone else decides. Priya Nair can.',
    )
    await play('ben').press('Agree')
    expect((await crt()).waivers[0]?.state).toBe('asked')
    expect(wordsOf(await play('ben').says('waiver grant CRT-1'))).toContain('so someone else decides')
    await play('priya').press('Grant')
    await world.stand()
    expect((await crt()).waivers[0]).toMatchObject({
      state: 'granted',
      grantedBy: [await idOf('ben'), await idOf('priya')],
    })
  })

  it('is not decided through a stand-in who made it, and is through another, whose place is written down', async () => {
    for (const persona of ['dana', 'kenji']) await play(persona).says('help')
    await blocked()
    await ask('2027-02-12')
    const away = 'away from 2026-11-24 to 2026-12-04 delegate'
    await play('priya').says(`${away} Dana Lindqvist`)
    expect(wordsOf(await play('dana').says('waiver grant CRT-1'))).toContain('someone else decides')
    await play('priya').says(`${away} Kenji Mori`)
    expect(wordsOf(await play('kenji').says('inbox'))).toContain('your word is needed for Priya Nair')
    await play('kenji').says('waiver grant CRT-1')
    await world.stand()

    const [waiver] = (await crt()).waivers
    expect(waiver?.state).toBe('granted')
    expect(waiver?.asks[0]?.stages[0]?.seats[0]?.votes[0]?.behalf).toBe(await idOf('priya'))
  })

  it('is asked anew in place of an open one, and the old card decides nothing', async () => {
    await blocked()
    await ask('2027-02-12')
    const old = (await crt()).waivers[0]
    await play('dana').press('Change what is asked')
    await play('dana').press('Ask for it', { until: '2026-12-12' })
    const stale = click('priya', 'stale-0001', 'waiver.grant', {
      certification: 'CRT-1',
      waiver: old?.id ?? '',
      ask: old?.asks[0]?.id ?? '',
    })
    expect(saidBy(await world.answer(stale))).toContain('This was asked anew after your card was shown.')
    await play('priya').press('Grant')
    await world.stand()
    expect((await crt()).waivers[0]).toMatchObject({ state: 'granted', until: '2026-12-12' })
  })

  it('closes when the answer changes, and counts no more when the tier is raised', async () => {
    await blocked()
    await ask('2027-02-12')
    await play('priya').press('Grant')
    await world.stand()
    await play('ben').says('tier raise CRT-1 to high because it feeds the payroll')
    await play('dana').says('status CRT-1')
    expect(wordsOf(play('dana').card())).toContain('blocks submitting for now')
    expect(wordsOf(await play('priya').says('waiver CRT-1'))).toContain('for moderate risk only')

    await play('dana').says('status CRT-1')
    await play('dana').press('Change an answer')
    await classifyAs(play('dana'), 'moderate')
    expect((await crt()).waivers[0]?.state).toBe('closed')
    expect(await entriesOf(world, 'CRT-1', 'waiver-closed')).toBe(1)
  })

  it('runs out where nobody decides, and can be asked for again', async () => {
    await blocked()
    await ask('2027-02-12')
    await world.forward(7)

    expect(wordsOf(play('dana').card())).toContain('Nobody decided in time.')
    await play('dana').press('Ask again')
    expect(titlesOf(play('dana').card())).toContain('Ask for it')
  })
})

describe('a waiver at low risk', () => {
  it('takes a steward alone, and the light lane decides as ever', async () => {
    await blocked()
    await play('priya').says('tier lower CRT-1 to low because it only counts boxes')
    await play('ben').press('Agree')
    await ask('2027-05-23')
    await play('ben').press('Grant')
    await world.stand()
    await certify(play('dana'), world)

    expect(await crt()).toMatchObject({ state: 'certified', assessment: { tier: 'low' } })
    expect((await crt()).waivers[0]?.grantedBy).toEqual([await idOf('ben')])
    expect(told('dana')).toContain('Waived for a time')
  })
})

describe('a waiver at high risk', () => {
  it('takes the board, for thirty days', async () => {
    await blocked('high')
    expect(wordsOf(await ask('2027-01-15'))).toContain('The nearest possible day is 2026-12-24.')
    await ask('2026-12-24')
    expect(wordsOf(await play('priya').says('waiver grant CRT-1'))).toContain(
      'Deciding this needs the board role. Inês Duarte or Jonas Weber can.',
    )
    await play('jonas').press('Grant')
    await world.stand()
    expect((await crt()).waivers[0]).toMatchObject({ state: 'granted', tier: 'high' })
  })

  it('waits where nobody holds the role, and the administrators are told', async () => {
    for (const name of ['Inês Duarte', 'Jonas Weber']) await play('amara').says(`role revoke ${name} board`)
    await blocked('high')
    await ask('2026-12-24')

    expect(told('kenji')).toContain('A waiver for CRT-1 waits for the board role')
    expect((await crt()).waivers[0]?.state).toBe('asked')
  })
})

describe('what no waiver is for', () => {
  it('is for nobody else to ask, and for nothing that does not block', async () => {
    await register(play('dana'), 'Stock count')
    await classifyAs(play('dana'), 'moderate')

    expect(wordsOf(await play('dana').says('waiver CRT-1'))).toContain('there is nothing to waive')
    expect(wordsOf(await play('kenji').says('waiver CRT-1'))).toContain('belongs to Dana Lindqvist')
    expect(
      wordsOf(await play('kenji').says('waiver CRT-1 until 2027-01-01 because I can; meanwhile: nothing')),
    ).toContain('so that is for them to do')
    expect(programme.waivers.never).toContain('four_eyes')
  })
})
