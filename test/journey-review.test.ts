import { describe, expect, it } from 'vitest'
import { addDays, addMonths, daysUntil } from '../src/domain/calendar.ts'
import { certificationOf, click, personaOf, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { certifyLow, certifyModerate } from './certified.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'
import { stayTrained, toWindow } from './reviewing.ts'
import type { Player } from './world.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string): Player => personaOf(world, persona)
const crt = () => certificationOf(world)

describe('a review at low risk', () => {
  it('can be handed over from its card, with three taps and a yes of the new owner', async () => {
    await certifyLow(world)
    await toWindow(world)
    await play('dana').says('review CRT-1')
    const form = await play('dana').press('Hand over')
    expect(wordsOf(form)).toContain('Who should own it?')
    const ben = await world.read((session) => session.people.byAccount('web:ben'))
    const offered = await play('dana').press('Offer it', { to: ben?.id ?? '' })

    expect(wordsOf(offered)).toContain('Ben Okafor')
    expect((await crt()).owner).not.toBe(ben?.id)
    await world.deliver.settled()
    const taken = await play('dana').press('Take it back')
    expect(wordsOf(taken)).toContain('Nothing left to do')
    await world.deliver.settled()
    expect(wordsOf(play('ben').card())).toContain('Nothing left to do')
    expect(titlesOf(play('ben').card())).not.toContain('Accept')

    await play('dana').press('Ask somebody else')
    await play('dana').press('Offer it', { to: ben?.id ?? '' })
    await world.deliver.settled()
    await play('ben').press('Accept')
    expect((await crt()).owner).toBe(ben?.id)
    // The review is the new owner's.
    expect(titlesOf(await play('ben').says('review CRT-1'))).toContain('Hand over')
    expect(titlesOf(await play('dana').says('review CRT-1'))).not.toContain('Hand over')
  })

  it('comes as a card when the window opens, and Nothing changed renews it from the old expiry', async () => {
    await certifyLow(world)
    const { validUntil, verify } = await crt()
    await toWindow(world)
    await stayTrained(world, 'dana')

    const due = await play('dana').says('review CRT-1')
    expect(wordsOf(due)).toContain('Has anything changed?')
    expect(wordsOf(due)).toContain('other or more sensitive data')
    expect(titlesOf(due)).toEqual(
      expect.arrayContaining(['Nothing changed', 'Something changed', 'Hand over', 'Retire']),
    )
    const renewed = await play('dana').press('Nothing changed')

    expect(wordsOf(renewed)).toContain('Certified')
    expect(await crt()).toMatchObject({
      state: 'certified',
      validUntil: addMonths(validUntil ?? '', 24),
      verify,
    })
  })

  it('late, within grace, gains nothing: it still runs from the old expiry', async () => {
    await certifyLow(world)
    const { validUntil, inForceUntil } = await crt()
    await world.forward(daysUntil(world.clock.now(), inForceUntil ?? '', 'UTC') - 1)
    await stayTrained(world, 'dana')
    await play('dana').says('review CRT-1')
    await play('dana').press('Nothing changed')

    expect((await crt()).validUntil).toBe(addMonths(validUntil ?? '', 24))
    await world.forward(400)
    expect((await crt()).state).toBe('certified')
  })

  it('missed, the certificate runs out at the end of grace, and the way back is a renewal', async () => {
    await certifyLow(world)
    const { inForceUntil } = await crt()
    await world.forward(daysUntil(world.clock.now(), inForceUntil ?? '', 'UTC') + 1)

    expect((await crt()).state).toBe('expired')
    expect(titlesOf(play('dana').card())).toContain('Start again')
    const late = await world.answer(
      click('dana', 'late-0001', 'review.no-change', { certification: 'CRT-1' }),
    )
    expect(saidBy(late)).toContain('expired now')
  })

  it('what does not hold any more is asked again, and nothing else', async () => {
    await certifyLow(world)
    await toWindow(world)

    const due = await play('dana').says('review CRT-1')
    expect(wordsOf(due)).toContain('(it has run out)')
    expect(titlesOf(due)).not.toContain('Nothing changed')
    await play('dana').press('Start the renewal')
    const { steps } = await crt()
    expect(steps.filter((step) => step.state !== 'passed').map((step) => step.kind)).toEqual(['training'])
  })

  it('is for its owner to answer', async () => {
    await certifyLow(world)
    await toWindow(world)
    await stayTrained(world, 'dana')
    const refused = await world.answer(
      click('kenji', 'other-0001', 'review.no-change', { certification: 'CRT-1' }),
    )
    expect(saidBy(refused)).toContain('for its owner to say')
  })
})

describe('a review at moderate risk', () => {
  it('takes a steward beside the owner; it counts meanwhile, and then runs from the old expiry', async () => {
    await certifyModerate(world)
    const { validUntil } = await crt()
    await toWindow(world)
    await stayTrained(world, 'dana')
    await play('dana').says('review CRT-1')
    const waiting = await play('dana').press('Nothing changed')
    expect(wordsOf(waiting)).toContain('A steward looks at it next.')
    expect(await crt()).toMatchObject({ state: 'review_due' })
    expect(addDays((await crt()).inForceUntil ?? '', -15) > (validUntil ?? '')).toBe(true)

    const asked = play('priya').card()
    expect(wordsOf(asked)).toContain('Dana Lindqvist says that nothing has changed. Do you agree?')
    await play('priya').press('Agree')

    expect(await crt()).toMatchObject({ state: 'certified', validUntil: addMonths(validUntil ?? '', 12) })
    expect(wordsOf(play('dana').card())).toContain('Priya Nair')
  })

  it('asks one steward who is there; the others find it among what needs them, and may answer as well', async () => {
    await certifyModerate(world)
    await toWindow(world)
    await stayTrained(world, 'dana')
    const today = world.clock.now().slice(0, 10)
    const back = addDays(world.clock.now(), 5).slice(0, 10)
    await play('priya').says(`away from ${today} to ${back} delegate Sofia Marino`)
    const asks = 'Do you agree?'
    await play('dana').says('review CRT-1')
    await play('dana').press('Nothing changed')
    await world.deliver.settled()

    expect(wordsOf(play('ben').card())).toContain(asks)
    expect(wordsOf(play('priya').card())).not.toContain(asks)
    expect(wordsOf(await play('priya').says('inbox'))).toContain(
      'Needs your word that nothing has changed, by',
    )
    await play('priya').press('Have a look')
    await play('priya').press('Agree')
    expect((await crt()).state).toBe('certified')
    await world.deliver.settled()
    expect(titlesOf(play('ben').card())).not.toContain('Agree')
  })

  it('asks another steward once the one who was asked is none any more', async () => {
    await certifyModerate(world)
    await toWindow(world)
    await stayTrained(world, 'dana')
    await play('dana').says('review CRT-1')
    await play('dana').press('Nothing changed')
    await world.deliver.settled()
    const [asked, other] = titlesOf(play('ben').card()).includes('Agree')
      ? ['ben', 'priya']
      : ['priya', 'ben']
    const name = { ben: 'Ben Okafor', priya: 'Priya Nair' }
    expect(titlesOf(play(other ?? '').card())).not.toContain('Agree')

    await play('amara').says(`role revoke ${asked === 'ben' ? name.ben : name.priya} steward`)
    await world.deliver.settled()

    expect(titlesOf(play(asked ?? '').card())).not.toContain('Agree')
    expect(wordsOf(await play('dana').says('audit CRT-1'))).toContain('Another steward is asked, because')
    expect(titlesOf(play(other ?? '').card())).toContain('Agree')
    await play(other ?? '').press('Agree')
    expect((await crt()).state).toBe('certified')
  })

  it('asks somebody who is at work rather than somebody whose hours are over', async () => {
    await certifyModerate(world)
    await toWindow(world)
    await stayTrained(world, 'dana')
    await play('priya').says('settings')
    await play('priya').press('Save', { quietFrom: '06:00', quietTo: '20:00', digestAt: '20:30' })
    await play('dana').says('review CRT-1')
    await play('dana').press('Nothing changed')
    await world.deliver.settled()

    expect(wordsOf(play('ben').card())).toContain('Do you agree?')
  })

  it('renews nothing on the word of somebody who owns it no more', async () => {
    await certifyModerate(world)
    await toWindow(world)
    await stayTrained(world, 'dana')
    await play('dana').says('review CRT-1')
    await play('dana').press('Nothing changed')
    const word = (await crt()).confirmation?.id ?? ''
    await play('sofia').says('help')
    await play('dana').says('hand over CRT-1 to Sofia Marino')
    await world.deliver.settled()
    await play('sofia').press('Accept')

    const said = saidBy(
      await world.answer(click('priya', 'agree-0001', 'review.agree', { certification: 'CRT-1', word })),
    )

    expect(said).not.toContain('renewed')
    expect((await crt()).state).toBe('review_due')
    await play('sofia').says('review CRT-1')
    await play('sofia').press('Nothing changed')
    await play('priya').press('Agree')
    expect((await crt()).state).toBe('certified')
  })

  it('a steward who doubts it says why, and the owner reads that', async () => {
    await certifyModerate(world)
    await toWindow(world)
    await stayTrained(world, 'dana')
    await play('dana').says('review CRT-1')
    await play('dana').press('Nothing changed')
    const silent = await play('priya').press('Ask to look again')
    expect(wordsOf(silent)).toContain('Please')
    await play('priya').press('Ask to look again', { reason: 'There are guests on it.' })

    expect(wordsOf(play('dana').card())).toContain('There are guests on it.')
    expect(titlesOf(play('dana').card())).toContain('Something changed')
    expect((await crt()).state).toBe('review_due')
  })
})
