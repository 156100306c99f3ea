import { describe, expect, it } from 'vitest'
import { addDays } from '../src/domain/calendar.ts'
import { personaOf } from './bot/deliveries.ts'
import { multiply } from './campaigns.ts'
import { certifyOne, inCampaign, preview, wordsOf } from './in-campaign.ts'
import type { World } from './journey.ts'
import { openWorld } from './world.ts'

let world: World
const { play, idOf, campaign, reviewOf, start, giveDana } = inCampaign((opened) => {
  world = opened
})

describe('a review campaign', () => {
  it('tells so many a working day, pauses for whom the rollout leaves out, and wholly where Assay observes', async () => {
    const dana = await idOf('dana')
    await giveDana(169)
    const told = () =>
      world.read(async (session) => {
        const open = await session.reviews.open('certification', 300)
        return open.filter(({ campaigns }) => campaigns.some((part) => part.told !== null)).length
      })
    await play('kenji').says('rollout observe')
    await play('kenji').press('Yes, do it this way')
    await start()
    expect(wordsOf(await play('priya').says('campaign CMP-1'))).toContain('Reminders go to nobody')
    await world.forward(1)
    expect(await told()).toBe(0)
    expect(wordsOf(await play('dana').says('inbox'))).not.toContain('Waits to hear whether')
    expect(await world.read((session) => session.reminders.of([dana], 1))).toEqual([])

    await play('kenji').says('rollout everyone')
    await play('kenji').press('Yes, do it this way')
    await world.forward(0)
    expect(await told()).toBe(50)
    await world.until('2026-11-26T08:59:59.000Z')
    expect(await told()).toBe(50)
    await world.until('2026-11-26T09:00:00.000Z')
    expect(await told()).toBe(100)
    await world.until('2026-11-27T10:00:00.000Z')
    expect(await told()).toBe(150)
    await world.until('2026-11-29T23:00:00.000Z')
    expect(await told()).toBe(150)
    await world.until('2026-11-30T10:00:00.000Z')
    expect(await told()).toBe(170)

    const first = await reviewOf('CRT-1')
    const part = first?.campaigns[0]
    expect(first?.due).toBe(addDays(part?.told ?? '', 14))
    // Nobody answers: it ends when the last have had their days.
    await world.forward(15)
    expect(await campaign()).toMatchObject({
      state: 'finished',
      ended: { figures: { asked: 170, answered: 0, untold: 0 } },
    })
    expect(await reviewOf('CRT-1')).toBeDefined()
  })

  it('stands in the preview of the rollout: so many as are told within its days, to those whom it takes in', async () => {
    const ben = await idOf('ben')
    const sees = async (line: string) => wordsOf(await play('kenji').says(line))
    const waiting = () => world.read((session) => session.telling.count())
    await giveDana(258)
    await multiply(world.store, world.clock.now(), [{ owner: ben }], 900)
    await play('kenji').says('rollout observe')
    await play('kenji').press('Yes, do it this way')
    await start()
    expect(await waiting()).toBe(260)

    // Fifty a working day: today, three more this week, and on Monday.
    expect(await sees('rollout everyone')).toContain('review that a campaign asks for (250)')
    expect(await sees('rollout observe')).not.toContain('review that a campaign asks for')
    await play('kenji').says('unit Ben Okafor in Finance')
    const unit = await sees('rollout unit Finance')
    expect(unit).toContain('1 person can hear')
    expect(unit).toContain('review that a campaign asks for (1)')
    expect(unit).toContain('Ben Okafor: review that a campaign asks for')
    expect(await waiting()).toBe(260)
  })

  it('waits for whom the rollout leaves out: it does not end before they were told and had their days', async () => {
    const ben = await idOf('ben')
    await multiply(world.store, world.clock.now(), [{ owner: ben }])
    await play('amara').says('unit Dana Lindqvist in Finance')
    await play('kenji').says('rollout unit Finance')
    await play('kenji').press('Yes, do it this way')
    await start()
    await world.forward(28)

    expect(await campaign()).toMatchObject({ state: 'running' })
    const shown = wordsOf(await play('priya').says('campaign CMP-1'))
    expect(shown).toContain('0 of 2 answered, 1 overdue.')
    expect(shown).toContain('Still to be told: 1')
    expect(shown).toContain('Reminders go to the people of Finance')
    await play('kenji').says('rollout everyone')
    await play('kenji').press('Yes, do it this way')
    await world.forward(1)
    expect((await reviewOf('CRT-101'))?.campaigns).toMatchObject([{ answer: 'open' }])
    await world.forward(15)

    expect(await campaign()).toMatchObject({
      state: 'finished',
      ended: { figures: { asked: 2, answered: 0, overdue: 2, untold: 0 } },
    })
  })

  it('waits for the next owner where nobody can reach the one who left', async () => {
    const ben = await idOf('ben')
    await multiply(world.store, world.clock.now(), [{ owner: ben }])
    const stamp = {
      now: world.clock.now(),
      actor: 'system',
      platform: 'clock',
      programme: { version: 1 },
    } as const
    await world.read(async (session) => {
      const person = await session.people.find(ben)
      if (!person) throw new Error('nobody is called Ben')
      const left = { at: stamp.now, roles: [], terms: [], lead: false, assets: [], back: null }
      await session.people.save(
        { ...person, rev: person.rev + 1, left },
        [{ type: 'settings-changed', subject: ben, person: ben }],
        stamp,
      )
    })
    await start()
    await world.forward(1)
    expect((await reviewOf('CRT-101'))?.campaigns).toMatchObject([{ told: null }])

    const owner = await idOf('kenji')
    await world.read(async (session) => {
      const certification = await session.certifications.find('CRT-101')
      if (!certification) throw new Error('there is no CRT-101')
      await session.certifications.save(
        { ...certification, rev: certification.rev + 1, owner },
        [
          {
            type: 'certification-drafted',
            subject: 'CRT-101',
            certification: 'CRT-101',
            asset: 'AST-101',
            developer: ben,
            owner,
          },
        ],
        stamp,
      )
    })
    await world.forward(1)
    expect((await reviewOf('CRT-101'))?.campaigns).not.toMatchObject([{ told: null }])
    expect(wordsOf(await play('kenji').says('inbox'))).toContain('CRT-101')
  })
})

describe('what an owner hears of a campaign', () => {
  it('is a line of their digest every morning until they have answered, and no message of its own', async () => {
    const own = await openWorld({ digests: true })
    const dana = personaOf(own, 'dana')
    await certifyOne(own)
    await preview(own)
    await personaOf(own, 'priya').press('Yes, start it')
    const heard = () =>
      dana.cards().filter(({ card }) => wordsOf(card).includes('Waits to hear whether')).length
    await own.until('2026-11-24T12:00:00.000Z')
    expect(heard()).toBe(0)
    const mornings = new Set<string>()
    for (const day of ['2026-11-25', '2026-11-26', '2026-11-27']) {
      await own.until(`${day}T09:00:00.000Z`)
      expect(wordsOf(dana.card())).toContain('Waits to hear whether anything has changed')
      mornings.add(dana.cards().at(-1)?.id ?? '')
    }
    expect(mornings.size).toBe(3)
    await dana.press('Answer')
    await dana.press('Nothing changed')
    await own.until('2026-11-30T10:00:00.000Z')
    expect(wordsOf(dana.card())).not.toContain('Waits to hear whether')
    expect(own.faults).toEqual([])
    await own.close()
  })
})
