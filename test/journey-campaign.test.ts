import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, daysUntil } from '../src/domain/calendar.ts'
import { entriesOf, personaOf } from './bot/deliveries.ts'
import type { World } from './bot/deliveries.ts'
import { multiply } from './campaigns.ts'
import { titlesOf, wordsOf as linesOf } from './card-reader.ts'
import { certify, classifyAs, register } from './journey.ts'
import type { Player } from './world.ts'
import { sha256 } from '../src/hash.ts'
import { openStore } from '../src/store/sqlite/open.ts'
import { openWorld } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  await register(play('dana'), 'Team leave calendar')
  await classifyAs(play('dana'), 'low')
  await certify(play('dana'))
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await world.close()
})

const play = (persona: string): Player => personaOf(world, persona)
/** The words of a card, each fact in one line. */
const wordsOf = (card: Parameters<typeof linesOf>[0]) => linesOf(card).replaceAll(': \n', ': ')
const idOf = async (persona: string) => {
  const person = await world.read((session) => session.people.byAccount(`web:${persona}`))
  if (!person) throw new Error(`${persona} is unknown`)
  return person.id
}
const crt = async (id = 'CRT-1') => {
  const found = await world.read((session) => session.certifications.find(id))
  if (!found) throw new Error(`there is no ${id}`)
  return found
}
const campaign = (id = 'CMP-1') => world.read((session) => session.campaigns.find(id))
const reviewOf = (subject: string) => world.read((session) => session.reviews.openOf(subject))
const form = { name: 'Yearly look', why: 'Two connectors left the green list.', days: '14' }
/** As Priya, to the preview. */
const preview = async (choices: readonly Readonly<Record<string, string>>[] = [{}], more = {}) => {
  const priya = play('priya')
  await priya.says('campaign new')
  await priya.press('Continue', { ...form, ...more })
  for (const choice of choices.slice(0, -1)) await priya.press('Add', choice)
  return priya.press('Show whom it reaches', choices.at(-1))
}
const start = async (...given: Parameters<typeof preview>) => {
  await preview(...given)
  const card = await play('priya').press('Yes, start it')
  await world.forward(0)
  return card
}

describe('a review campaign', () => {
  it('is previewed, started, told, answered, and its steward hears of the end once', async () => {
    const ben = await idOf('ben')
    await multiply(world.store, world.clock.now(), [{ owner: ben }, { owner: await idOf('dana') }])
    const before = await crt()

    const shown = wordsOf(await preview())
    expect(shown).toContain('3 certifications of 2 people would be asked about.')
    expect(shown).toContain('Dana Lindqvist (2)')
    expect(shown).toContain('Nothing has happened yet')
    expect(await reviewOf('CRT-1')).toBeUndefined()
    await play('priya').press('Yes, start it')
    await world.forward(0)

    expect(await campaign()).toMatchObject({ state: 'running', asked: 3, joined: 0 })
    expect(wordsOf(await play('priya').says('campaign CMP-1'))).toContain('0 of 3 answered.')
    expect(wordsOf(await play('priya').says('inbox'))).toContain(
      'Review campaigns: 1 under way, 0 of 3 answered.',
    )
    expect(wordsOf(await play('dana').says('inbox'))).toContain('Waits to hear whether anything has changed')
    const card = await play('dana').says('review CRT-1')
    expect(wordsOf(card)).toContain('Priya Nair asks, for "Yearly look": Two connectors left the green list.')
    expect(wordsOf(card)).toContain('the certificate stays as it is')
    await play('dana').press('Nothing changed')

    const after = await crt()
    expect(after).toMatchObject({
      state: 'certified',
      validFrom: before.validFrom,
      validUntil: before.validUntil,
      windowOpens: before.windowOpens,
      inForceUntil: before.inForceUntil,
    })
    expect(await entriesOf(world, 'CRT-1', 'review-attested')).toBe(1)
    expect(wordsOf(await play('priya').says('campaigns'))).toContain('1 of 3 answered.')

    await play('ben').says('review CRT-101')
    await play('ben').press('Nothing changed')
    await play('dana').says('retire CRT-102 it is not used any more')
    await world.forward(0)

    const priya = play('priya')
    expect(await campaign()).toMatchObject({
      state: 'finished',
      ended: { figures: { asked: 3, answered: 2, gone: 1, overdue: 0, untold: 0 } },
    })
    await world.forward(1)
    const told = priya.cards().filter(({ card: one }) => wordsOf(one).includes('It ended on'))
    expect(told).toHaveLength(1)
    expect(wordsOf(await play('dana').says('audit CRT-1'))).toContain('said that nothing has changed')
  })

  it('asks nobody twice: a review that is open already is joined, and answering it in the window renews', async () => {
    const { windowOpens, validUntil } = await crt()
    await world.forward(daysUntil(world.clock.now(), windowOpens ?? '', 'UTC') + 1)
    const open = await reviewOf('CRT-1')

    expect(wordsOf(await preview())).toContain('Already being reviewed: 1')
    await play('priya').press('Yes, start it')
    await world.forward(0)

    const joined = await reviewOf('CRT-1')
    expect(joined).toMatchObject({ id: open?.id, because: ['cadence', 'window', 'campaign'] })
    expect(wordsOf(await play('dana').says('review CRT-1'))).toContain('Its certificate runs out on')
    expect(wordsOf(play('dana').card())).toContain('for "Yearly look"')

    await play('priya').says('campaign cancel CMP-1')
    await play('priya').press('Yes, cancel it')
    await world.forward(0)

    expect(await reviewOf('CRT-1')).toMatchObject({ id: open?.id, kind: open?.kind, due: open?.due })
    expect(await crt()).toMatchObject({ state: 'review_due', validUntil })
  })

  it('is cancelled: what only it opened closes, owners are asked no more, and nothing is told afterwards', async () => {
    const dana = await idOf('dana')
    await multiply(
      world.store,
      world.clock.now(),
      Array.from({ length: 60 }, () => ({ owner: dana })),
    )
    await start()
    expect(wordsOf(await play('priya').says('campaign cmp 1'))).toContain('Still to be told: 11')

    const sure = await play('priya').press('Cancel')
    expect(wordsOf(sure)).toContain('11 reviews that nobody was told of yet are taken back.')
    await play('priya').press('Yes, cancel it')
    await world.forward(0)

    expect(await reviewOf('CRT-1')).toBeUndefined()
    expect(await world.read((session) => session.telling.count())).toBe(0)
    expect(wordsOf(await play('dana').says('inbox'))).not.toContain('has anything changed')
    const before = await world.read((session) => session.settings.get('drain'))
    await world.forward(2)
    expect(await world.read((session) => session.settings.get('drain'))).toEqual(before)
    expect(wordsOf(await play('priya').says('campaign close CMP-1'))).toContain('It is over already.')
  })

  it('is closed: what owners know of stays open, and the others are let off', async () => {
    const dana = await idOf('dana')
    await multiply(
      world.store,
      world.clock.now(),
      Array.from({ length: 60 }, () => ({ owner: dana })),
    )
    await start()
    await play('priya').says('campaign close CMP-1')
    await play('priya').press('Yes, close it')
    await world.forward(0)

    const open = await world.read((session) => session.reviews.open('certification', 100))
    expect(open).toHaveLength(50)
    expect(await campaign()).toMatchObject({ state: 'closed', ended: { figures: { untold: 11 } } })
    await play('dana').says(`review ${open[0]?.subject ?? ''}`)
    await play('dana').press('Nothing changed')
    expect(await world.read((session) => session.reviews.open('certification', 100))).toHaveLength(49)
  })

  it('tells so many a working day, pauses for whom the rollout leaves out, and wholly where Assay observes', async () => {
    const dana = await idOf('dana')
    await multiply(
      world.store,
      world.clock.now(),
      Array.from({ length: 169 }, () => ({ owner: dana })),
    )
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
      const left = { at: stamp.now, roles: [], assets: [], back: null }
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

  it.each([
    ['0', 'Nobody can answer in no time: please give 3 days or more.'],
    ['9999', '9999 days are too many: please give 90 or fewer.'],
    ['soon', 'Please give the days as a number from 3 to 90, for example 14.'],
  ])('takes no %s days', async (days, said) => {
    const priya = play('priya')
    await priya.says('campaign new')
    const refused = await priya.press('Continue', { ...form, days })

    expect(wordsOf(refused)).toContain(said)
    expect(wordsOf(await priya.press('Continue', { ...form, days: '7' }))).toContain('step 2 of 2')
  })

  it('says what there is instead of what there is not, and which part to take back where nothing fits', async () => {
    const priya = play('priya')
    await priya.says('campaign new')
    await priya.press('Continue', form)

    expect(wordsOf(await priya.press('Add', { tier: 'hihg' }))).toContain(
      'There is no risk tier "hihg". Did you mean high? Please choose one of: low risk, moderate risk, high risk.',
    )
    expect(wordsOf(await priya.press('Add', { tier: 'high' }))).toContain('Nothing that counts fits so far.')
    expect(wordsOf(await priya.press('Show whom it reaches'))).toContain(
      'Without the risk tier it would be 1: press Start over',
    )
    await priya.press('Add', { platform: 'uipath' })
    expect(wordsOf(await priya.press('Show whom it reaches'))).toContain('Without any choice it would be 1')
    expect(wordsOf(await priya.press('Start over'))).toContain('1 certification fits so far.')
    await priya.press('Add', { tier: 'low', platform: 'power_apps' })
    const two = await priya.press('Add', { tier: 'moderate' })
    expect(wordsOf(two)).toContain('Risk tier: low risk or moderate risk')
    expect(wordsOf(two)).toContain('Platform: Power Apps')
    expect(wordsOf(await priya.press('Show whom it reaches', { answer1: 'green' }))).toContain(
      '1 certification',
    )
    expect(wordsOf(await priya.says('campaign nwe'))).toContain('Did you mean new?')
    expect(wordsOf(await priya.says('campaign CMP-9'))).toContain("I can't find CMP-9.")
  })

  it('is for stewards, and asks only where they may act', async () => {
    const dana = await idOf('dana')
    await multiply(world.store, world.clock.now(), [
      { owner: dana, certification: { unit: 'Finance' } },
      { owner: dana, certification: { unit: 'Sales' } },
    ])
    await play('amara').says('unit Dana Lindqvist in finance')
    await play('amara').says('role revoke Ben Okafor steward')
    await play('amara').says('role grant Ben Okafor steward for low in finance')
    await play('kenji').press('Confirm')

    expect(wordsOf(await play('dana').says('campaign new'))).toContain(
      'needs the steward role. Ben Okafor or Priya Nair can.',
    )
    await play('ben').says('campaign new')
    const card = await play('ben').press('Continue', form)
    expect(wordsOf(card)).toContain('1 certification fits so far.')
    await play('ben').press('Show whom it reaches')
    await play('ben').press('Yes, start it')
    await world.forward(0)

    expect(await reviewOf('CRT-1')).toBeUndefined()
    expect(await reviewOf('CRT-101')).toBeDefined()
    expect(titlesOf(await play('priya').says('campaign CMP-1'))).toContain('Cancel')
    await play('priya').says('campaign new')
    await play('priya').press('Continue', form)
    await play('priya').press('Show whom it reaches')
    await play('priya').press('Yes, start it')
    await world.forward(0)
    expect(titlesOf(await play('ben').says('campaign CMP-2'))).not.toContain('Cancel')
    expect(wordsOf(await play('ben').says('campaign cancel CMP-2'))).toContain(
      'Ending CMP-2 is for Priya Nair, who started it, or for a steward lead.',
    )
  })

  it('is refused where what was previewed has changed, and is answered by a change that is declared', async () => {
    await preview()
    const stale = play('priya').cards().at(-1)
    await play('priya').press('Go back')
    await play('priya').press('Add', { tier: 'low' })
    if (!stale) throw new Error('there is no preview')
    expect(wordsOf(await play('priya').press('Yes, start it', {}, stale))).toContain(
      'You have changed it since.',
    )

    await start()
    await play('dana').says('review CRT-1')
    await play('dana').press('Something changed')
    await play('dana').press('Change')
    await play('dana').press('Take it', { data: 'public' })
    await play('dana').press('That is all')

    expect(await crt()).toMatchObject({ state: 'recertifying' })
    expect(await campaign()).toMatchObject({ state: 'finished', ended: { figures: { answered: 1 } } })
  })
})

describe('what an owner hears of a campaign', () => {
  it('is a line of their digest every morning until they have answered, and no message of its own', async () => {
    const own = await openWorld({ digests: true })
    const dana = personaOf(own, 'dana')
    const priya = personaOf(own, 'priya')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)
    await priya.says('campaign new')
    await priya.press('Continue', form)
    await priya.press('Show whom it reaches')
    await priya.press('Yes, start it')
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

describe('a campaign that was stopped while its reviews were opened', () => {
  it('goes on where it was, and opens none twice', async () => {
    let left = Number.POSITIVE_INFINITY
    const own = await openWorld({
      open: async (file) => {
        const store = await openStore({ file, hash: sha256 })
        return {
          ...store,
          transact: (work, rescue) => {
            left -= 1
            return left < 0 ? Promise.reject(new Error('the power is gone')) : store.transact(work, rescue)
          },
        }
      },
    })
    const dana = personaOf(own, 'dana')
    const priya = personaOf(own, 'priya')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)
    const owner = (await own.read((session) => session.people.byAccount('web:dana')))?.id ?? ''
    await multiply(
      own.store,
      own.clock.now(),
      Array.from({ length: 75 }, () => ({ owner })),
    )
    await priya.says('campaign new')
    await priya.press('Continue', form)
    await priya.press('Show whom it reaches')
    await priya.press('Yes, start it')

    const found = () => own.read((session) => session.campaigns.find('CMP-1'))
    const stops: number[] = []
    for (const after of [2, 3, 5, 4, 6]) {
      left = after
      await own.remind.tick()
      left = Number.POSITIVE_INFINITY
      stops.push((await found())?.asked ?? 0)
    }
    await own.forward(0)

    expect(stops.some((asked) => asked > 0 && asked < 76)).toBe(true)
    expect(await found()).toMatchObject({ state: 'running', asked: 76, joined: 0 })
    const open = await own.read((session) => session.reviews.open('certification', 200))
    expect(new Set(open.map(({ subject }) => subject)).size).toBe(76)
    expect(open).toHaveLength(76)
    expect(await own.store.audit()).toMatchObject({ sound: true })
    await own.close()
  })
})
