import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { click, entriesOf, openRequest, personaOf, requestOf, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { classifyAs, grantRole, register } from './journey.ts'
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

describe('stewards of a unit', () => {
  beforeEach(async () => {
    await admin('unit Dana Lindqvist in Finance', 'unit Priya Nair in Sales')
    await grantRole(world, 'Priya Nair steward in Sales')
    await grantRole(world, 'Ben Okafor steward in finance')
    await grantRole(world, 'Jonas Weber steward for low')
  })

  it('are asked about their own unit alone: requests, conditions and inbox', async () => {
    const { id, rev } = await openRequest(world)
    expect(await requestOf(world)).toMatchObject({ unit: 'Finance' })
    expect(titlesOf(play('ben').card())).toContain('Approve')
    for (const other of ['priya', 'jonas']) {
      expect(seen(other)).not.toContain('Stock count')
      expect(wordsOf(await play(other).says('inbox'))).toContain('Nothing needs you')
      const answer = await world.answer(
        click(other, `no-${other}`, 'approval.approve', { approval: id, rev }),
      )
      expect(saidBy(answer)).toContain('needs the steward role. Ben Okafor can.')
    }

    await world.answer(
      click(
        'ben',
        'conditions-0001',
        'approval.approve-on-conditions',
        { approval: id, rev },
        { condition1: 'Name a second contact', day1: '2026-12-10', reason: 'One is missing.' },
      ),
    )
    await world.stand()
    await world.answer(
      click(
        'dana',
        'evidence-0001',
        'condition.evidence',
        { certification: 'CRT-1', condition: 'c1' },
        { words: 'There are two now.' },
      ),
    )
    await world.deliver.settled()

    expect(wordsOf(play('ben').card())).toContain('There are two now.')
    for (const other of ['priya', 'jonas']) expect(seen(other)).not.toContain('There are two now.')
  })

  it('have a unit that the owner sees and changes while it is prepared, to one that there is', async () => {
    const dana = play('dana')
    await register(dana, 'Stock count')
    await classifyAs(dana, 'moderate')
    await dana.press('Start the steps')
    await dana.says('search stock')
    expect(wordsOf(await dana.press('Open'))).toContain('Finance')

    expect(wordsOf(await dana.says('unit CRT-1 Nowhere'))).toContain('The units so far: Finance, Sales')
    expect(wordsOf(await dana.says('unit CRT-1 sales'))).toContain('belongs to Sales now')
    for (const half of ['unit CRT-1', 'unit CRT-1 in'])
      expect(wordsOf(await dana.says(half))).toContain('unit CRT-12 Finance')

    expect(await certificationOf()).toMatchObject({ unit: 'Sales' })
    expect(wordsOf(await play('ben').says('unit AST-1 Finance'))).toContain('belongs to Dana Lindqvist')
    expect(wordsOf(await dana.says('unit Ben Okafor in Sales'))).toContain('needs the admin role')
  })

  it('lead: one is asked where no steward may decide, whichever unit is theirs', async () => {
    await grantRole(world, 'Priya Nair steward lead')
    expect(wordsOf(await play('priya').says('settings'))).toMatch(
      /Steward lead:\s+For every risk tier, in Sales only/,
    )
    await grantRole(world, 'Dana Lindqvist steward')
    await openRequestWithout('Ben Okafor', 'Jonas Weber')

    expect(await requestOf(world)).toMatchObject({
      stages: [{ seats: [{ role: 'steward', asked: 'steward', lead: true }] }],
    })
    expect(wordsOf(play('priya').card())).toContain('no other steward may decide')
    expect(wordsOf(play('dana').card())).toContain('(the steward lead decides, because nobody else may)')
    expect(seen('ines')).not.toContain('Stock count')
    const { id, rev } = await requestOf(world)
    expect(
      saidBy(await world.answer(click('dana', 'own-0001', 'approval.approve', { approval: id, rev }))),
    ).toContain('You built or own this, so someone else decides. Priya Nair can.')
    // Without the mark it is the board's, at once.
    await admin('role revoke Priya Nair steward lead')
    await world.deliver.settled()
    expect(
      saidBy(await world.answer(click('priya', 'no-0001', 'approval.approve', { approval: id, rev }))),
    ).toContain('Inês Duarte or Jonas Weber can.')
    expect(wordsOf(play('ines').card())).toContain('nobody with the steward role may decide')
    await play('ines').press('Approve')

    expect((await certificationOf())?.state).toBe('certified')
    expect(wordsOf(await play('priya').says('audit CRT-1'))).toContain('steward lead asked to decide')
  })

  /** Ben vouches as a peer still; then these are stewards no more. */
  const openRequestWithout = async (...names: readonly string[]) => {
    for (const name of names) await admin(`role revoke ${name} steward`)
    return openRequest(world)
  }
})

describe('a seat that is emptied', () => {
  beforeEach(async () => {
    await admin('role revoke Priya Nair steward')
    for (const name of ['Inês Duarte', 'Jonas Weber']) await admin(`role revoke ${name} board`)
  })

  it('is told to the administrators when the role is taken away', async () => {
    await openRequest(world)
    expect(seen('kenji')).not.toContain('Nobody can approve')

    await admin('role revoke Ben Okafor steward')
    await world.deliver.settled()

    expect(wordsOf(play('kenji').card())).toContain('nobody who may decide holds it')
    expect(await entriesOf(world, 'APR-1', 'approval-unmanned')).toBe(1)
    expect(wordsOf(play('dana').card())).toContain('nobody holds this role yet')
  })

  it('is told when the role ends, and when it is bound to another unit', async () => {
    await grantRole(world, 'Ben Okafor steward until 2026-11-25')
    await openRequest(world)
    await world.forward(2)

    expect(wordsOf(play('kenji').card())).toContain('nobody who may decide holds it')
    await grantRole(world, 'Ben Okafor steward')
    expect(wordsOf(await play('amara').says('unit Ben Okafor'))).toContain(
      'Ben Okafor belongs to no unit at the moment. To set it, type unit Ben Okafor in, and the unit',
    )
    expect(wordsOf(await play('amara').says('unit Ben Okafor in'))).toContain(
      'Ben Okafor belongs to no unit at the moment.',
    )
    await admin('unit Ben Okafor in Sales')
    await grantRole(world, 'Ben Okafor steward in Sales')
    expect(await entriesOf(world, 'APR-1', 'approval-unmanned')).toBe(2)
  })
})
