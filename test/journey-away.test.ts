import { describe, expect, it } from 'vitest'
import { click, openRequest, personaOf, requestOf, saidBy } from './bot/deliveries.ts'
import { inputsOf, titlesOf, wordsOf } from './card-reader.ts'
import { grantRole } from './journey.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string) => personaOf(world, persona)
const personAt = async (persona: string) => {
  const person = await world.read((session) => session.people.byAccount(`web:${persona}`))
  if (!person) throw new Error(`nobody is called ${persona}`)
  return person
}
const stateOf = async () => (await world.read((session) => session.certifications.find('CRT-1')))?.state
/** From the first day of the story, a Tuesday, to that Friday. */
const goAway = async (persona: string, delegate: string, from = '2026-11-24', to = '2026-11-27') =>
  wordsOf(await play(persona).says(`away from ${from} to ${to} delegate ${delegate}`))
const vote = async (persona: string, verb = 'approve', values = {}) => {
  const { id, rev } = await requestOf(world)
  return saidBy(
    await world.answer(
      click(persona, `${verb}-${persona}-${rev}`, `approval.${verb}`, { approval: id, rev }, values),
    ),
  )
}

describe('whoever is named to stand in', () => {
  it('hears of it at once, and that it is over', async () => {
    await goAway('ben', 'Jonas Weber')
    expect(wordsOf(play('jonas').card())).toContain('Ben Okafor asks you to decide in their place')
    expect(wordsOf(play('jonas').card())).toContain('(steward)')
    await play('ben').says('back')

    expect(wordsOf(play('jonas').card())).toContain('You do not decide for Ben Okafor any more.')
  })

  it('hears that somebody else was named instead', async () => {
    await goAway('ben', 'Jonas Weber')
    await goAway('ben', 'Sofia Marino')

    expect(wordsOf(play('jonas').card())).toContain('You do not decide for Ben Okafor any more.')
    expect(wordsOf(play('sofia').card())).toContain('Ben Okafor asks you to decide in their place')
  })
})

describe('what a stand-in decided', () => {
  it('says on the certificate and on the outcome in whose place', async () => {
    await goAway('ben', 'Jonas Weber')
    await openRequest(world)
    await play('jonas').press('Approve')
    await world.stand()
    expect(wordsOf(await play('dana').says('status CRT-1'))).toContain('Jonas Weber for Ben Okafor')

    await openRequest(world, 'Visitor list', 2)
    const { rev } = await requestOf(world, 'APR-2')
    await world.answer(
      click('jonas', 'no-0001', 'approval.reject', { approval: 'APR-2', rev }, { reason: 'Too much.' }),
    )
    await world.stand()
    expect(wordsOf(await play('dana').says('status CRT-2'))).toContain(
      'Jonas Weber for Ben Okafor rejected it.',
    )
  })
})

describe('while a steward is away', () => {
  it('asks the stand-in as well, who decides in their place: cards and journal say so', async () => {
    expect(await goAway('ben', 'Jonas Weber')).toContain('Jonas Weber as well, who can decide in your place')
    await openRequest(world)

    const card = wordsOf(play('jonas').card())
    expect(card).toMatch(/asks you to approve by Thursday .*, for Ben Okafor\./)
    expect(card).toContain('You get this because you decide for Ben Okafor, who is away.')
    expect(wordsOf(play('priya').card())).toContain('Ben Okafor or Jonas Weber for Ben Okafor can decide')
    await play('jonas').press('Approve')

    expect(await stateOf()).toBe('certified')
    expect(wordsOf(play('priya').card())).toContain('Jonas Weber for Ben Okafor approved it')
    const [jonas, ben] = [await personAt('jonas'), await personAt('ben')]
    const votes = (await world.read((session) => session.journal.of('APR-1', 50))).filter(
      ({ type }) => type === 'approval-voted',
    )
    expect(votes).toMatchObject([{ actor: jonas.id, onBehalfOf: ben.id }])
  })

  it('lets the stand-in undo what they decided, and nobody else', async () => {
    await goAway('ben', 'Jonas Weber')
    await openRequest(world)
    await play('jonas').press('Approve')

    expect(await vote('ben', 'undo')).toContain('is for Jonas Weber, who decided it')
    await play('jonas').press('Undo')

    expect(await stateOf()).toBe('in_review')
    expect(titlesOf(play('jonas').card())).toContain('Approve')
  })

  it('asks the stand-in what is open already when the first day begins', async () => {
    await openRequest(world)
    await goAway('ben', 'Jonas Weber', '2026-11-25', '2026-11-27')
    expect(await vote('jonas')).toMatch(/belongs to|needs the steward role/)

    await world.forward(1)

    expect(wordsOf(play('jonas').card())).toContain('for Ben Okafor')
    expect(wordsOf(await play('jonas').says('inbox'))).toMatch(/waits for your decision for Ben Okafor/i)
    await play('jonas').press('Decide')
    await play('jonas').press('Approve')
    expect(await stateOf()).toBe('certified')
  })

  it.each(['the last day ends', 'they come back'])(
    'ends when %s: the card has no live button',
    async (how) => {
      await goAway('ben', 'Jonas Weber', '2026-11-24', '2026-11-24')
      await openRequest(world)
      const asked = play('jonas').card()
      expect(titlesOf(asked)).toContain('Approve')

      if (how === 'they come back') expect(wordsOf(await play('ben').says('back'))).toContain('Welcome back')
      else await world.forward(1)

      expect(await vote('jonas')).toContain('needs the steward role')
      expect(await stateOf()).toBe('in_review')
      expect(await personAt('ben')).toMatchObject({ away: null })
    },
  )
})

describe('a stand-in cannot break four eyes', () => {
  it('not as the maker', async () => {
    await goAway('ben', 'Dana Lindqvist')
    await openRequest(world)

    expect(await vote('dana')).toContain('You built or own this, so someone else decides')
    expect(
      play('dana')
        .cards()
        .some(({ card }) => titlesOf(card).includes('Approve')),
    ).toBe(false)
  })

  it('not in the place of the maker', async () => {
    await grantRole(world, 'Dana Lindqvist steward')
    await goAway('dana', 'Jonas Weber')
    await openRequest(world)

    expect(await vote('jonas')).toMatch(/belongs to|needs the steward role/)
    expect(await stateOf()).toBe('in_review')
  })

  it('not by passing it on', async () => {
    await goAway('ben', 'Jonas Weber')
    await goAway('jonas', 'Inês Duarte')
    await openRequest(world)

    expect(await vote('ines')).toMatch(/belongs to|needs the steward role/)
    expect(await stateOf()).toBe('in_review')
  })

  it('not by deciding twice: for oneself, and for somebody else', async () => {
    await goAway('tomas', 'Priya Nair')
    await openRequest(world, 'Visitor list', 1, 'personal')
    await play('priya').press('Approve')

    expect(await vote('priya')).toContain('You have decided this already')
    expect(await stateOf()).toBe('in_review')
  })

  it('nor does the person themselves decide once more', async () => {
    await goAway('ben', 'Jonas Weber')
    await openRequest(world, 'Visitor list', 1, 'personal')
    await play('jonas').press('Approve')

    expect(await vote('ben')).toContain('Your stand-in has decided this in your place already')
    expect(await stateOf()).toBe('in_review')
  })

  it('nor once the absent person has lost the role', async () => {
    await goAway('ben', 'Jonas Weber')
    await openRequest(world)
    await play('amara').says('role revoke Ben Okafor steward')

    expect(await vote('jonas')).toContain('needs the steward role')
  })
})

describe('saying that one is away', () => {
  it.each([
    ['from 2026-11-20 to 2026-11-27', 'The earliest first day is 2026-11-24, today.'],
    ['from 2026-11-25 to 2026-11-24', 'The earliest last day is 2026-11-25.'],
    ['from 2026-11-25 to 2027-06-01', 'the latest last day is 2027-01-23.'],
    ['from tomorrow to 2026-11-27', 'Please give the first day as year-month-day, for example 2026-11-24.'],
    ['from 2026-11-25 to 2026-02-30', 'Please give the last day as year-month-day, for example 2026-11-25.'],
    ['from 2029-11-25 to 2029-11-26', 'The latest first day is 2027-11-24.'],
  ])('%s: says the nearest day that is possible', async (days, sentence) => {
    expect(wordsOf(await play('ben').says(`away ${days} delegate Jonas Weber`))).toContain(sentence)
    expect((await personAt('ben')).away).toBeNull()
  })

  it('refuses oneself, a stranger, and somebody who is away as well', async () => {
    expect(await goAway('ben', 'Ben Okafor')).toContain('choose somebody else than yourself')
    expect(await goAway('ben', 'Nobody Atall')).toContain('I do not know "Nobody Atall"')
    await goAway('jonas', 'Inês Duarte')
    expect(await goAway('ben', 'Jonas Weber')).toContain(
      'Jonas Weber is away as well, from 2026-11-24 to 2026-11-27. Please choose somebody who is there.',
    )
  })

  it('takes a form as well, shows what is set, and ends by its button', async () => {
    const form = await play('ben').says('away')
    expect([...inputsOf(form).keys()]).toEqual(['first', 'last', 'delegate'])
    await play('ben').press('Save', { delegate: (await personAt('jonas')).id })
    expect((await personAt('ben')).away).toMatchObject({ from: '2026-11-24' })

    const again = await play('ben').says('away')
    expect(wordsOf(again)).toContain('Jonas Weber decides for you from')
    await play('ben').press('I am back')

    expect((await personAt('ben')).away).toBeNull()
    expect(wordsOf(await play('ben').says('back'))).toContain('You are not away')
  })

  it('says how to say it', async () => {
    expect(wordsOf(await play('ben').says('away next week'))).toContain('for example: away from 2026-12-21')
  })
})
