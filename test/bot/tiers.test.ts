import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { click, entriesOf, openRequest, personaOf, requestOf, saidBy } from './deliveries.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect((await world.store.audit()).sound).toBe(true)
  await world.close()
})

const play = (persona: string) => personaOf(world, persona)
const crt = async (id = 'CRT-1') => {
  const found = await world.read((session) => session.certifications.find(id))
  if (!found) throw new Error(`there is no ${id}`)
  return found
}
const certifyLow = async () => {
  const dana = play('dana')
  await register(dana, 'Team leave calendar')
  await classifyAs(dana, 'low')
  await certify(dana)
  return dana
}

describe('a lower tier that somebody asked for', () => {
  it.each([
    [
      'owns it since',
      async () => {
        await play('dana').says('hand over CRT-1 to Priya Nair')
        await world.deliver.settled()
        await play('priya').press('Accept')
      },
    ],
    ['is no steward any more', async () => void (await play('amara').says('role revoke Priya Nair steward'))],
  ])('is not set by the second person alone, where the first %s', async (_name, happens) => {
    await openRequest(world)
    await play('priya').says('tier lower CRT-1 to low because it only counts boxes')
    const change = (await crt()).lowering?.id ?? ''
    await happens()

    const said = saidBy(
      await world.answer(click('ben', 'agree-0001', 'tier.agree', { certification: 'CRT-1', change })),
    )

    expect(said).toContain('Priya Nair asked for it and may not any more')
    expect((await crt()).assessment?.tier).toBe('moderate')
    await play('ben').says('tier lower CRT-1 to low because it only counts boxes')
    expect((await crt()).lowering?.id).not.toBe(change)
  })
})

describe('a steward who asks for more', () => {
  it('is heard at once: the request closes, steps are made anew, the developer reads why', async () => {
    await openRequest(world)
    const before = await crt()
    const raised = await play('priya').says('tier raise CRT-1 to high because it feeds the payroll')

    expect(wordsOf(raised)).toContain('Priya Nair raised the tier from moderate to high risk.')
    const after = await crt()
    expect(after).toMatchObject({ state: 'preparing', assessment: { tier: 'high' } })
    expect((await requestOf(world)).state).toBe('superseded')
    const passed = after.steps.filter((step) => step.state === 'passed').map((step) => step.id)
    expect(passed.length).toBeGreaterThan(0)
    expect(after.steps.length).toBeGreaterThan(before.steps.length)
    expect(wordsOf(play('dana').card())).toMatch(/it feeds the payroll[\s\S]+Next: \d+ steps are open/)
    expect(await entriesOf(world, 'CRT-1', 'tier-set')).toBe(1)
  })

  it('is not overruled by other answers', async () => {
    const dana = play('dana')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await play('priya').says('tier raise CRT-1 to moderate because many teams rely on it')
    expect((await crt()).state).toBe('classified')

    await dana.says('status CRT-1')
    await dana.press('Change an answer')
    await classifyAs(dana, 'personal')
    await dana.press('Change an answer')
    await classifyAs(dana, 'low')

    expect((await crt()).assessment?.tier).toBe('moderate')
    expect(wordsOf(await dana.says('why CRT-1'))).toContain('many teams rely on it')
  })

  it('sends what is certified back to its steps, while it may be used', async () => {
    const dana = await certifyLow()
    const { inForceUntil } = await crt()
    await play('priya').says('tier raise CRT-1 to moderate because it grew')

    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil })
    expect(titlesOf(await dana.says('status CRT-1'))).not.toContain('Submit')
    await certify(dana, world)
    expect((await crt()).state).toBe('in_review')
    await play('ben').says('approve CRT-1')
    await play('tomas').says('approve CRT-1')
    expect(await crt()).toMatchObject({ state: 'certified', assessment: { tier: 'moderate' } })
  })

  it('finds the way from the answers, and is asked for a reason', async () => {
    await openRequest(world)
    await play('priya').says('why CRT-1')
    await play('priya').press('Set another tier')
    const asked = await play('priya').press('Set this tier', { tier: 'high', reason: '' })
    expect(wordsOf(asked)).toContain('Please write a sentence or two here.')
    await play('priya').press('Set this tier', { tier: 'high', reason: 'It feeds the payroll.' })

    expect((await crt()).assessment?.tier).toBe('high')
    expect(titlesOf(await play('dana').says('why CRT-1'))).not.toContain('Set another tier')
  })
})

describe('a steward who asks for less', () => {
  it('needs a second person, who is neither them nor a maker', async () => {
    await openRequest(world)
    const asked = await play('priya').says('tier lower CRT-1 to low because it only counts boxes')
    expect(wordsOf(asked)).toContain('Priya Nair asks to lower the tier from moderate to low risk.')
    expect(titlesOf(asked)).not.toContain('Agree')
    expect((await crt()).assessment?.tier).toBe('moderate')
    expect((await requestOf(world)).state).toBe('open')

    expect(wordsOf(await play('sofia').says('inbox'))).toContain('a lower tier asked for: low risk')
    expect(wordsOf(await play('priya').says('inbox'))).not.toContain('a lower tier asked for')
    const { lowering } = await crt()
    const change = { certification: 'CRT-1', change: lowering?.id ?? '' }
    for (const persona of ['priya', 'dana', 'amara'])
      await world.answer(click(persona, `agree-${persona}`, 'tier.agree', change))
    expect((await crt()).assessment?.tier).toBe('moderate')

    const agreed = await play('sofia').press('Agree')

    expect(wordsOf(agreed)).toContain('lowered the tier from moderate to low risk, and Sofia Marino agreed')
    expect(await crt()).toMatchObject({ state: 'preparing', assessment: { tier: 'low' } })
    expect(wordsOf(play('dana').card())).toContain('it only counts boxes')
    await play('dana').says('submit CRT-1')
    expect(await crt()).toMatchObject({ state: 'certified', sample: { chosen: true } })
  })

  it('is told of a no', async () => {
    await openRequest(world)
    await play('priya').says('tier lower CRT-1 to low because it only counts boxes')
    await play('tomas').press('Not right')

    expect((await crt()).lowering).toBeNull()
    expect(wordsOf(play('priya').card())).toContain('That is decided by now: it is moderate risk.')
    expect(titlesOf(play('ben').card())).not.toContain('Agree')
  })

  it('cannot lower what an answer makes high', async () => {
    const dana = play('dana')
    await register(dana, 'Applicants')
    await classifyAs(dana, 'high')

    const refused = await play('priya').says('tier lower CRT-1 to moderate because we know it well')

    expect(wordsOf(refused)).toContain('makes it high by itself, and nobody can lower that')
    expect((await crt()).lowering).toBeNull()
  })

  it('loses a lower tier to an answer that makes it high', async () => {
    const dana = play('dana')
    await register(dana, 'Stock count')
    await classifyAs(dana, 'moderate')
    await play('priya').says('tier lower CRT-1 to low because it only counts boxes')
    await play('ben').press('Agree')
    expect((await crt()).assessment?.tier).toBe('low')

    await dana.says('status CRT-1')
    await dana.press('Change an answer')
    await classifyAs(dana, 'personal')
    expect((await crt()).assessment?.tier).toBe('low')
    await dana.press('Change an answer')
    await classifyAs(dana, 'high')

    expect((await crt()).assessment?.tier).toBe('high')
  })
})

describe('whoever may not', () => {
  it.each(['dana', 'sofia', 'amara'])('%s is told who can', async (persona) => {
    await openRequest(world)
    expect(wordsOf(await play(persona).says('tier raise CRT-1 to high because of this'))).toContain(
      'Ben Okafor or Priya Nair can.',
    )
    expect((await crt()).assessment?.tier).toBe('moderate')
  })
})
