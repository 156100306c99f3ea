import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contextOf } from '../../src/bot/context.ts'
import { about } from '../../src/domain/registration.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { click, entriesOf, personaOf } from './deliveries.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  const dana = personaOf(world, 'dana')
  await register(dana, 'Team leave calendar')
  await classifyAs(dana, 'low')
  await certify(dana)
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect((await world.store.audit()).sound).toBe(true)
  await world.close()
})

const play = (persona: string) => personaOf(world, persona)
const crt = () => world.read((session) => session.certifications.find('CRT-1'))
const look = async (persona: string) => {
  await play(persona).says('inbox')
  return play(persona).press('Have a look')
}
const finds = async (to: string, reason = 'It mails the whole company.') => {
  await look('priya')
  await play('priya').press('Something found')
  return play('priya').press('Send to the developer', { reason, to })
}

describe('a steward who looks at a sample', () => {
  it('finds it fine, and that is counted', async () => {
    await look('priya')
    await play('priya').press('I had a look')

    expect((await crt())?.sample?.looked).toMatchObject({ found: null })
    expect(wordsOf(await play('ben').says('inbox'))).toContain(
      'Samples: 1 looked at, something found at 0 (0 %).',
    )
    expect(wordsOf(await play('dana').says('inbox'))).not.toContain('Samples:')
  })

  it('finds one among many that were certified since', async () => {
    const sampled = await crt()
    if (!sampled) throw new Error('there is no CRT-1')
    const context = contextOf(world.world, 'system', 'command')
    await world.read(async (session) => {
      for (let nth = 2; nth <= 120; nth += 1) {
        const id = `CRT-${nth}`
        await session.certifications.save(
          { ...sampled, id, verify: context.newId(), sample: null, createdAt: context.now },
          [{ type: 'certification-drafted', ...about({ ...sampled, id }) }],
          context,
        )
      }
    })

    expect(wordsOf(await play('priya').says('inbox'))).toContain('Was drawn for a second look')
  })

  it('finds something: it goes back to its steps, may be used meanwhile, and is looked at again', async () => {
    const before = await crt()
    await finds('recertifying')

    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil: before?.inForceUntil })
    expect(wordsOf(play('dana').card())).toContain('Priya Nair asks for changes: It mails the whole company.')
    expect(wordsOf(await play('ben').says('inbox'))).toContain(
      'Samples: 1 looked at, something found at 1 (100 %).',
    )

    await play('dana').says('submit CRT-1')
    expect(await crt()).toMatchObject({
      state: 'certified',
      sample: { chosen: true, because: 'changed', looked: null },
    })
    expect(wordsOf(await play('ben').says('inbox'))).toContain('(100 %)')
  })

  it('stops it at once, and the developer reads why', async () => {
    await finds('suspended')

    expect(await crt()).toMatchObject({ state: 'suspended', inForceUntil: null })
    const told = wordsOf(play('dana').card())
    expect(told).toContain('Suspended: please stop using it for now.')
    expect(told).toContain('It mails the whole company.')
    expect(told).toContain('Priya Nair stopped it on Tuesday 24 November')
  })

  it('is asked for words and for what happens, and nothing changes before', async () => {
    const asked = await finds('', '')

    expect(wordsOf(asked)).toContain('Please write a sentence or two here.')
    expect((await crt())?.state).toBe('certified')
  })

  it('comes too late where another was first', async () => {
    await look('ben')
    await finds('suspended')
    expect(titlesOf(play('ben').card())).not.toContain('I had a look')
    await world.answer(click('ben', 'late-0001', 'sample.look', { certification: 'CRT-1' }))

    expect((await crt())?.state).toBe('suspended')
    expect(await entriesOf(world, 'CRT-1', 'sample-looked-at')).toBe(0)
  })
})

describe('a sample that nobody looks at', () => {
  it('is brought to mind after thirty days, once', async () => {
    await world.forward(29)
    expect(await entriesOf(world, 'CRT-1', 'sample-reminded')).toBe(0)
    await world.forward(3)
    // There is time for it: it stands in the inbox and in the digest, and is no message of its own.
    expect(play('ben').cards()).toEqual([])
    expect(wordsOf(await play('ben').says('why'))).toContain('A sample to look at: CRT-1 Team leave calendar')
    await play('ben').says('inbox')
    expect(titlesOf(await play('ben').press('Have a look'))).toContain('I had a look')
    await world.forward(60)
    expect(await entriesOf(world, 'CRT-1', 'sample-reminded')).toBe(1)
  })

  it('is let be where somebody has', async () => {
    await look('priya')
    await play('priya').press('I had a look')
    await world.forward(32)

    expect(await entriesOf(world, 'CRT-1', 'sample-reminded')).toBe(0)
  })
})
