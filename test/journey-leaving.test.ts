import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { click, openRequest, personaOf, requestOf, saidBy } from './bot/deliveries.ts'
import { createBringIn } from '../src/bot/bring-in.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { classifyAs, register } from './journey.ts'
import { openWorld } from './world.ts'

let world: Awaited<ReturnType<typeof openWorld>>
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await world.close()
})

const play = (persona: string) => personaOf(world, persona)
const admin = async (...lines: readonly string[]) => {
  for (const line of lines) await play('amara').says(line)
}
/** All that somebody has been shown. */
const seen = (persona: string): string =>
  play(persona)
    .cards()
    .map(({ card }) => wordsOf(card))
    .join('\n')
const certificationOf = (id = 'CRT-1') => world.read((session) => session.certifications.find(id))

describe('somebody who left', () => {
  it('as a steward: the seat is asked anew, the requester hears it, and their steps come back', async () => {
    await admin('role revoke Priya Nair steward')
    await openRequest(world)
    const dana = play('dana')
    await register(dana, 'Visitor list')
    await classifyAs(dana, 'moderate')
    await dana.press('Start the steps')
    const second = await certificationOf('CRT-2')
    const peer = second?.steps.find((one) => one.by === 'peer')?.id ?? ''
    const ben = await world.read((session) => session.people.byAccount('web:ben'))
    await world.answer(
      click(
        'dana',
        'ask-0001',
        'step.ask',
        { certification: 'CRT-2', step: peer },
        { person: ben?.id ?? '' },
      ),
    )

    await world.deliver.settled()
    world.channel.setThere('ben', false)
    await world.forward(1)
    // It is early where they are.
    await world.until('2026-11-25T11:00:00.000Z')

    expect((await requestOf(world)).stages[0]?.seats[0]).toMatchObject({ asked: 'board' })
    expect(seen('ines')).toContain('nobody with the steward role may decide')
    expect(seen('dana')).toContain('Ben Okafor cannot be reached any more. Please name somebody else.')
    expect((await certificationOf('CRT-2'))?.steps.find((one) => one.id === peer)).toMatchObject({
      state: 'open',
      asked: null,
    })
    expect(seen('kenji')).toContain('Ben Okafor cannot be reached any more, on any account.')
    expect(wordsOf(await play('amara').says('role grant Ben Okafor auditor'))).toContain('hold no role')
    expect(wordsOf(await dana.says('away from 2026-12-01 to 2026-12-02 delegate Ben Okafor'))).toContain(
      'cannot be reached any more',
    )

    world.channel.setThere('ben', true)
    expect(wordsOf(await play('ben').says('approve CRT-1'))).toContain('needs the board role')
    expect(seen('ben')).toContain('Your steward role ended meanwhile')
  })

  it('as an owner: the deputy is asked, the manager next, and nothing changes hands without a yes', async () => {
    await openRequest(world)
    await play('priya').press('Approve')
    await world.stand()
    expect((await certificationOf())?.state).toBe('certified')

    world.channel.setThere('dana', false)
    await world.forward(1)
    // It is early where they are.
    await world.until('2026-11-25T11:00:00.000Z')

    expect(wordsOf(play('ben').card())).toContain('Dana Lindqvist left. Will you own this from now on?')
    expect(seen('priya')).toContain('AST-1 · Stock count: offered to Ben Okafor')
    expect(wordsOf(await play('ben').says('inbox'))).toContain('Is offered to you')
    expect((await world.read((session) => session.assets.find('AST-1')))?.handOver?.to).toBeDefined()
    await play('ben').press('Have a look')
    await play('ben').press('Decline')
    await play('ben').press('Decline', { reason: 'I know nothing of it.' })
    await world.deliver.settled()

    // Nobody else is known: the stewards find somebody, who has to say yes as well.
    expect(seen('priya')).toContain('it has no owner who is there')
    await play('priya').says('hand over AST-1 to Jonas Weber')
    await world.deliver.settled()
    expect((await certificationOf())?.owner).not.toBe(
      (await world.read((session) => session.people.byAccount('web:jonas')))?.id,
    )
    const card = await play('jonas').press('Accept')

    expect(wordsOf(card)).toContain('It is yours now.')
    const jonas = await world.read((session) => session.people.byAccount('web:jonas'))
    expect(await certificationOf()).toMatchObject({
      owner: jonas?.id,
      developer: jonas?.id,
      state: 'certified',
    })
    world.channel.setThere('dana', true)
    await play('dana').says('inbox')
    expect(seen('dana')).toContain('Jonas Weber owns it now')
    expect(wordsOf(await play('priya').says('audit CRT-1'))).toContain('The owner is Jonas Weber now')
  })

  it('with many things: the stewards get one card for them all, what needs an owner first', async () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `Thing ${index + 1},Counts,app,power_apps,web:dana`,
    )
    const desk = createBringIn({ store: world.store, world: world.world })
    await desk.apply(await desk.look(['name,purpose,kind,platform,owner', ...lines].join('\n'), 90))
    await world.forward(0)
    await play('dana').says('hand over AST-9 to Jonas Weber')
    await world.deliver.settled()
    const before = play('priya').cards().length

    world.channel.setThere('dana', false)
    await world.forward(1)

    expect(play('priya').cards()).toHaveLength(before + 1)
    const card = wordsOf(play('priya').card())
    expect(card).toContain('AST-8 · Thing 8: needs an owner')
    expect(card).not.toContain('offered to Jonas Weber')
    expect(card).toContain('And 22 more')
    expect(card).toContain('type "hand over AST-8 to" and a name')
  })

  it('comes back before anybody said yes: it is theirs still', async () => {
    await openRequest(world)
    await play('priya').press('Approve')
    await world.stand()
    world.channel.setThere('dana', false)
    await world.forward(1)
    world.channel.setThere('dana', true)
    await play('dana').says('inbox')
    await world.deliver.settled()

    expect(titlesOf(play('ben').card())).not.toContain('Accept')
    expect((await world.read((session) => session.assets.find('AST-1')))?.handOver?.state).toBe('withdrawn')
    expect(wordsOf(await play('ben').says('inbox'))).toContain('Nothing needs you')
  })

  it('and nobody answers for two weeks: the stewards are told', async () => {
    await openRequest(world)
    await play('priya').press('Approve')
    await world.stand()
    world.channel.setThere('dana', false)
    await world.forward(1)
    await world.forward(15)

    expect(seen('priya')).toContain('it has no owner who is there')
    expect(titlesOf(play('ben').card())).not.toContain('Accept')
  })
})

describe('an owner who hands something over', () => {
  it('asks five people a day at most', async () => {
    const dana = play('dana')
    await register(dana, 'Stock count')
    const names = ['Ben Okafor', 'Priya Nair', 'Sofia Marino', 'Kenji Mori', 'Jonas Weber', 'Amara Diallo']
    const said: string[] = []
    for (const name of names) said.push(wordsOf(await dana.says(`hand over AST-1 to ${name}`)))

    expect(said.slice(0, 5).every((one) => one.includes('It is offered to'))).toBe(true)
    expect(said[5]).toContain('You offered AST-1 to 5 people today already.')
    expect(seen('amara')).not.toContain('Stock count')
    await world.forward(2)
    expect(wordsOf(await dana.says('hand over AST-1 to Amara Diallo'))).toContain('It is offered to Amara')
  })

  it('keeps it until the other accepts; a new owner decides on it no more', async () => {
    await admin('role revoke Ben Okafor steward')
    await openRequest(world)

    const asked = await play('dana').says('hand over CRT-1 to Priya Nair')
    expect(wordsOf(asked)).toContain('It is offered to Priya Nair.')
    await world.deliver.settled()
    expect(wordsOf(await play('ben').says('hand over AST-1 to Jonas Weber'))).toContain('is for them to do')
    await play('priya').press('Accept')
    await world.deliver.settled()

    const { id, rev } = await requestOf(world)
    const own = await world.answer(click('priya', 'own-0001', 'approval.approve', { approval: id, rev }))
    expect(saidBy(own)).toContain('You built or own this, so someone else decides.')
    expect(seen('ines')).toContain('nobody with the steward role may decide')
    expect(seen('dana')).toContain('Priya Nair owns it now.')
  })
})
