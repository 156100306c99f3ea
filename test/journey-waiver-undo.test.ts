import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { World } from './bot/deliveries.ts'
import { click, entriesOf, personaOf, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { inWorld } from './in-world.ts'
import { certify, classifyAs, register } from './journey.ts'
import { openWorld } from './world.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string) => personaOf(world, persona)
const crt = async () => {
  const found = await world.read((session) => session.certifications.find('CRT-1'))
  if (!found) throw new Error('there is no CRT-1')
  return found
}
const waiver = async () => (await crt()).waivers.at(-1)
const idOf = async (persona: string) =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''
const entries = (type: string) => entriesOf(world, 'CRT-1', type)
/** Everything that waits for its time, but what is reminded of the draft. */
const waiting = async (): Promise<readonly string[]> => {
  const due = await world.read((session) => session.timers.due('2099-01-01T00:00:00.000Z', 100))
  return due
    .filter(({ subject, kind }) => subject === 'CRT-1' && !kind.startsWith('draft'))
    .map(({ kind }) => kind)
}
const seen = (persona: string): string =>
  play(persona)
    .cards()
    .map(({ card }) => wordsOf(card))
    .join('\n---\n')

/** Dana asks for a waiver of what Dana builds, and Dana or somebody else owns. */
const ask = async (
  tier: 'moderate' | 'high' = 'moderate',
  { owner = 'dana', until = '2026-12-20' } = {},
): Promise<void> => {
  for (const persona of Object.keys(world.people)) await play(persona).says('help')
  await register(play('dana'), 'Stock count', { owner: await idOf(owner) })
  await classifyAs(play('dana'), tier, { connectors: 'red' })
  await play('dana').says('waiver CRT-1')
  await play('dana').press('Ask for it', {
    reason: 'It is green in January.',
    controls: 'Only test data goes through it.',
    until,
  })
}

describe('a decision on a waiver that can still be taken back', () => {
  it('is heard by nobody who made it, and lets nothing go on, until it stands', async () => {
    await ask()
    const granted = await play('priya').press('Grant')

    expect(wordsOf(granted)).toContain('Priya Nair granted it in the playground, until Sunday 20 December.')
    expect(wordsOf(granted)).toContain('You can undo this for a minute. Dana Lindqvist is told after that.')
    expect(titlesOf(granted)).toContain('Undo')
    expect(titlesOf(granted)).not.toContain('Grant')
    expect(wordsOf(await play('ben').says('waiver CRT-1'))).toContain('Priya Nair granted it')
    expect(titlesOf(play('ben').card())).not.toContain('Undo')

    const asked = await play('dana').says('waiver CRT-1')
    expect(wordsOf(asked)).toContain('Dana Lindqvist asks to waive this until Sunday 20 December.')
    expect(wordsOf(asked)).toContain('Somebody decided on it a moment ago. You hear within a minute how.')
    expect(titlesOf(asked)).not.toContain('Change what is asked')
    expect(wordsOf(await play('dana').says('inbox'))).toContain('Priya Nair')
    expect(wordsOf(await play('dana').says('status CRT-1'))).toContain('blocks submitting for now')
    expect(seen('dana')).not.toContain('Granted by')
    expect(await waiting()).toEqual(['waiver-settles', 'waiver-lapses'])

    await world.stand()
    expect(wordsOf(play('dana').card())).toContain('Granted by: \nPriya Nair')
    expect(wordsOf(play('priya').card())).toContain('Waived until Sunday 20 December.')
    expect(titlesOf(play('priya').card())).not.toContain('Undo')
    expect(await waiting()).toContain('waiver-expires')
    expect(await entries('waiver-settled')).toBe(1)
  })

  it('is taken back by its button: others can decide again, and whoever asked hears of the last decision alone', async () => {
    await ask()
    const before = await waiver()
    await play('priya').press('Grant')
    const back = await play('priya').press('Undo')

    expect(wordsOf(back)).toContain('Dana Lindqvist asks you to waive this until Sunday 20 December.')
    expect(titlesOf(back)).toEqual(expect.arrayContaining(['Grant', 'Refuse']))
    const timeless = (one: typeof before) => ({
      ...one,
      asks: one?.asks.map((each) => ({ ...each, due: '' })),
    })
    expect(timeless(await waiver())).toEqual(timeless(before))
    expect(wordsOf(await play('ben').says('inbox'))).toContain('your word is needed')
    expect(await waiting()).toEqual(['waiver-lapses'])
    await world.stand()
    expect(await entries('waiver-settled')).toBe(0)
    await play('ben').says('waiver refuse CRT-1 A green one does the same.')
    expect(seen('dana')).not.toContain('A green one does the same.')
    await world.stand()

    expect(wordsOf(play('dana').card())).toContain('Ben Okafor refused it.')
    expect(wordsOf(play('dana').card())).toContain('A green one does the same.')
    expect(seen('dana')).not.toContain('Granted by')
    const trail = wordsOf(await play('dana').says('audit CRT-1'))
    expect(trail).toContain('Took the decision on the waiver back: it waits for one again')
    expect(trail).toContain('The time for undoing passed: the waiver stays refused')
  })

  it('runs out where nobody decides after it was taken back', async () => {
    await ask()
    await play('priya').press('Grant')
    await play('priya').press('Undo')
    await world.forward(7)

    expect(wordsOf(play('dana').card())).toContain('Nobody decided in time.')
    expect(await entries('waiver-lapsed')).toBe(1)
  })

  it('is taken back in words, by whoever decided alone, and in time', async () => {
    await ask()
    expect(wordsOf(await play('priya').says('waiver undo CRT-1'))).toContain('there is nothing to undo')
    await play('priya').says('waiver refuse CRT-1 Not like this.')
    expect(wordsOf(await play('ben').says('waiver undo CRT-1'))).toContain(
      'Undoing this is for Priya Nair, who decided it',
    )
    expect(titlesOf(await play('priya').says('undo CRT-1'))).toContain('Undo')
    expect(wordsOf(await play('priya').says('waiver undo CRT-1'))).toContain('asks you to waive this')
    const old = (await waiver())?.asks[0]?.decision?.at ?? ''
    await play('priya').says('waiver grant CRT-1')
    await world.stand()
    expect(wordsOf(await play('priya').says('waiver undo CRT-1'))).toContain(
      'The time for undoing has passed, and Dana Lindqvist has been told. If it must not be used any more',
    )
    expect(wordsOf(await play('priya').says('undo CRT-1'))).not.toContain('You can undo')
    expect(old).toBe('')
    expect((await waiver())?.state).toBe('granted')
  })

  it('is taken back once where its button is pressed at once by several, and never by an old card', async () => {
    await ask()
    await play('priya').press('Grant')
    const first = await waiver()
    const on = { certification: 'CRT-1', waiver: first?.id ?? '', ask: first?.asks[0]?.id ?? '' }
    const data = { ...on, decided: first?.asks[0]?.decision?.at ?? '' }
    const said = await Promise.all(
      [
        click('priya', 'undo-one', 'waiver.undo', data),
        click('ben', 'undo-two', 'waiver.undo', data),
        click('priya', 'undo-three', 'waiver.undo', data),
        click('priya', 'undo-one', 'waiver.undo', data),
      ].map((press) => world.answer(press)),
    )
    expect(await entries('waiver-undone')).toBe(1)
    expect(said.map(saidBy).every((words) => /[A-Z].*[.?]/.test(words))).toBe(true)

    await play('priya').says('waiver grant CRT-1')
    const late = await world.answer(click('priya', 'undo-four', 'waiver.undo', data))
    expect(saidBy(late)).toContain('This changed after your card was shown.')
    await world.stand()
    expect((await waiver())?.state).toBe('granted')
  })
})

describe('what happens within that minute', () => {
  it.each([
    ['withdraw', 'withdraw CRT-1', 'Yes, withdraw'],
    ['retire', 'retire CRT-1 The data is deleted.', undefined],
  ] as const)('%s: the decision falls, and every late click is told so', async (_what, words, sure) => {
    await ask()
    await play('priya').press('Grant')
    await play('dana').says(words)
    if (sure) await play('dana').press(sure)
    expect((await waiver())?.state).toBe('closed')

    expect(wordsOf(await play('priya').says('waiver undo CRT-1'))).toContain('does not stand any more')
    await world.stand()
    expect(await entries('waiver-settled')).toBe(0)
    expect(await entries('waiver-undone')).toBe(0)
    expect(seen('dana')).not.toContain('Granted by')
  })

  it('another answer, which does not block: the decision falls', async () => {
    await ask()
    await play('priya').press('Grant')
    await play('dana').says('status CRT-1')
    await play('dana').press('Change an answer')
    await classifyAs(play('dana'), 'moderate')

    await world.stand()
    expect((await waiver())?.state).toBe('closed')
    expect(await entries('waiver-settled')).toBe(0)
  })

  it('another owner: the decision stands as it was made, is not taken back, and is told once', async () => {
    await ask('moderate', { owner: 'kenji' })
    await play('kenji').says('waiver grant CRT-1')
    await play('kenji').says('hand over CRT-1 to Sofia Marino')
    await play('priya').says('waiver grant CRT-1')
    await play('sofia').press('Accept')

    expect(wordsOf(await play('priya').says('waiver undo CRT-1'))).toContain(
      'does not stand as it did when you decided, so this cannot be undone',
    )
    await world.stand()
    expect(await waiver()).toMatchObject({ state: 'granted' })
    expect(wordsOf(play('sofia').card())).toContain('Waived until')
    expect(await entries('waiver-settled')).toBe(1)
  })

  it('the role of whoever decided ends: they can take it back, and others are asked then', async () => {
    await ask()
    await play('amara').says('role revoke Ben Okafor steward')
    await play('priya').says('waiver grant CRT-1')
    await play('amara').says('role revoke Priya Nair steward')
    await play('priya').press('Undo')
    await world.deliver.settled()

    expect((await waiver())?.asks[0]?.stages[0]?.seats[0]).toMatchObject({ asked: 'board', votes: [] })
    expect(wordsOf(play('ines').card())).toContain('asks you to waive this')
    expect(wordsOf(await play('priya').says('waiver grant CRT-1'))).not.toContain('You can undo')
    await play('jonas').press('Grant')
    await world.stand()
    expect(await waiver()).toMatchObject({ state: 'granted', grantedBy: [await idOf('jonas')] })
  })

  it('the role of whoever decided ends: what they decided while they held it stands', async () => {
    await ask()
    await play('priya').says('waiver grant CRT-1')
    await play('amara').says('role revoke Priya Nair steward')
    await world.stand()
    expect(await waiver()).toMatchObject({ state: 'granted', grantedBy: [await idOf('priya')] })
  })

  it.each([
    ['stands: it never ended', false],
    ['is taken back: it has ended', true],
  ] as const)('midnight after the last day of the waiver, and more time that %s', async (_what, isUndone) => {
    await ask('moderate', { until: '2026-12-20' })
    await play('priya').press('Grant')
    await world.stand()
    await certify(play('dana'), world)
    await play('ben').says('approve CRT-1')
    await world.stand()
    await world.until('2026-12-20T23:59:30.000Z')
    await play('dana').says('waiver CRT-1 until 2027-01-15 because it is late; meanwhile: test data only')
    await play('ben').says('waiver grant CRT-1')
    await world.until('2026-12-21T00:00:10.000Z')
    expect(await waiver()).toMatchObject({ state: 'granted', until: '2026-12-20' })
    expect(await entries('waiver-ended')).toBe(0)
    if (isUndone) await play('ben').says('waiver undo CRT-1')
    await world.until('2026-12-21T00:10:00.000Z')

    expect(await waiver()).toMatchObject(
      isUndone ? { state: 'ended', until: '2026-12-20' } : { state: 'granted', until: '2027-01-15' },
    )
    expect(await entries('waiver-ended')).toBe(isUndone ? 1 : 0)
  })
})

describe('a process that is stopped within that minute', () => {
  it('tells what was decided once, when it is back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-undo-'))
    const file = join(folder, 'assay.db')
    const before = world
    world = await openWorld({ file })
    await ask()
    await play('priya').press('Grant')
    const at = world.clock.now()
    await world.close()
    world = await openWorld({ file })
    await world.until(new Date(Date.parse(at) + 3_600_000).toISOString())

    expect(await waiver()).toMatchObject({ state: 'granted' })
    expect(await entries('waiver-settled')).toBe(1)
    expect(seen('dana')).toContain('Granted by')
    const cards = play('dana').cards().length
    await world.until(new Date(Date.parse(at) + 7_200_000).toISOString())
    expect(await entries('waiver-settled')).toBe(1)
    expect(play('dana').cards()).toHaveLength(cards)
    await world.close()
    await rm(folder, { recursive: true, force: true })
    world = before
  })
})
