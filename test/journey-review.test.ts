import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, addMonths, daysUntil } from '../src/domain/calendar.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { click, openRequest, personaOf, saidBy } from './bot/deliveries.ts'
import type { World } from './bot/deliveries.ts'
import { certify, classifyAs, register } from './journey.ts'
import type { Player } from './world.ts'
import { openWorld, programme } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect((await world.store.audit()).sound).toBe(true)
  await world.close()
})

const play = (persona: string): Player => personaOf(world, persona)
const crt = async () => {
  const found = await world.read((session) => session.certifications.find('CRT-1'))
  if (!found) throw new Error('there is no CRT-1')
  return found
}
const low = async () => {
  await register(play('dana'), 'Team leave calendar')
  await classifyAs(play('dana'), 'low')
  await certify(play('dana'))
}
const moderate = async () => {
  await openRequest(world)
  await play('priya').says('approve CRT-1')
  await world.stand()
}
/** Moves the clock to a day after the window opens. */
const toWindow = async (more = 1) => {
  const { windowOpens } = await crt()
  await world.forward(daysUntil(world.clock.now(), windowOpens ?? '', 'UTC') + more)
}
/** Keeps the micro-certifications, so that time alone has not made anything lapse. */
const stayTrained = async (persona: string) => {
  await world.read(async (session) => {
    const person = await session.people.byAccount(`web:${persona}`)
    if (!person) throw new Error(`${persona} is unknown`)
    const until = addMonths(world.clock.now(), 12)
    const passes = person.passes.map((pass) => ({ ...pass, until }))
    await session.people.save(
      { ...person, rev: person.rev + 1, passes },
      [
        {
          type: 'skill-passed',
          subject: person.id,
          person: person.id,
          skill: 'foundations',
          score: 100,
          until,
        },
      ],
      { now: world.clock.now(), actor: 'system', platform: 'clock', programme: { version: 1 } },
    )
  })
}

describe('a review at low risk', () => {
  it('can be handed over from its card, with three taps and a yes of the new owner', async () => {
    await low()
    await toWindow()
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
    await low()
    const { validUntil, verify } = await crt()
    await toWindow()
    await stayTrained('dana')

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
    await low()
    const { validUntil, inForceUntil } = await crt()
    await world.forward(daysUntil(world.clock.now(), inForceUntil ?? '', 'UTC') - 1)
    await stayTrained('dana')
    await play('dana').says('review CRT-1')
    await play('dana').press('Nothing changed')

    expect((await crt()).validUntil).toBe(addMonths(validUntil ?? '', 24))
    await world.forward(400)
    expect((await crt()).state).toBe('certified')
  })

  it('missed, the certificate runs out at the end of grace, and the way back is a renewal', async () => {
    await low()
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
    await low()
    await toWindow()

    const due = await play('dana').says('review CRT-1')
    expect(wordsOf(due)).toContain('(it has run out)')
    expect(titlesOf(due)).not.toContain('Nothing changed')
    await play('dana').press('Start the renewal')
    const { steps } = await crt()
    expect(steps.filter((step) => step.state !== 'passed').map((step) => step.kind)).toEqual(['training'])
  })

  it('is for its owner to answer', async () => {
    await low()
    await toWindow()
    await stayTrained('dana')
    const refused = await world.answer(
      click('kenji', 'other-0001', 'review.no-change', { certification: 'CRT-1' }),
    )
    expect(saidBy(refused)).toContain('for its owner to say')
  })
})

describe('a review at moderate risk', () => {
  it('takes a steward beside the owner; it counts meanwhile, and then runs from the old expiry', async () => {
    await moderate()
    const { validUntil } = await crt()
    await toWindow()
    await stayTrained('dana')
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

  it('renews nothing on the word of somebody who owns it no more', async () => {
    await moderate()
    await toWindow()
    await stayTrained('dana')
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
    await moderate()
    await toWindow()
    await stayTrained('dana')
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

/** The option of a question that has so many points. */
const option = (question: string, points: number): string =>
  programme.questions
    .find(({ id }) => id === question)
    ?.options.find((one) => one.points === points && one.id !== 'unknown')?.id ?? ''

/** Says that answers have changed, one after another. */
const say = async (changes: Readonly<Record<string, string>>) => {
  await play('dana').says('change CRT-1')
  for (const [question, option] of Object.entries(changes)) {
    await world.answer(
      click(
        'dana',
        `change-${question}-${option}`,
        'change.answer',
        { certification: 'CRT-1', question },
        {
          [question]: option,
        },
      ),
    )
  }
  await play('dana').says('change CRT-1')
  return play('dana').press('That is all')
}
const state = async () => (await crt()).state
const openNow = async () =>
  (await crt()).steps.filter((step) => step.state !== 'passed').map((step) => step.id)

describe('something changed', () => {
  it('shows every answer, and one press and one choice say what is another now', async () => {
    await low()
    await toWindow()
    await play('dana').says('review CRT-1')
    const list = await play('dana').press('Something changed')
    expect(titlesOf(list).filter((title) => title === 'Change')).toHaveLength(13)
    expect(titlesOf(list)).not.toContain('That is all')
    await play('dana').press('Change')
    const taken = await play('dana').press('Take it', { data: 'public' })
    expect(wordsOf(taken)).toContain('Public')
    expect(wordsOf(taken)).toContain('1 answer changed: it is low risk now, as before.')
  })

  it('asks only what it touches, keeps the rest, and runs from the old expiry where it is early', async () => {
    await low()
    const { validUntil } = await crt()
    await toWindow()
    await stayTrained('dana')
    await say({ users: option('users', 1), audience: option('audience', 1) })

    expect(await state()).toBe('recertifying')
    expect(await openNow()).toEqual(['basics'])
    const { steps } = await crt()
    expect(steps.find(({ id }) => id === 'basics')?.answers).not.toEqual({})
    await certify(play('dana'), world)
    expect(await crt()).toMatchObject({ state: 'certified', validUntil: addMonths(validUntil ?? '', 24) })
    expect((await crt()).change).toBeNull()
  })

  it('at any time: a change that raises the tier counts for 14 days, then it is suspended', async () => {
    await low()
    await world.forward(100)
    await say({ data: 'confidential' })
    const now = await crt()
    expect(now).toMatchObject({ state: 'recertifying', assessment: { tier: 'moderate' } })
    expect(daysUntil(world.clock.now(), now.inForceUntil ?? '', 'UTC')).toBe(14)

    await world.forward(15)
    expect(await state()).toBe('suspended')
    expect(wordsOf(play('dana').card())).toContain('raised its risk tier')
    const back = await play('dana').press('Start again')
    expect(wordsOf(back)).toContain('steps passed')
    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil: null })
    expect((await crt()).changedAnswers.map(({ question }) => question)).toEqual(['data'])
  })

  it('up a tier, submitted in time, it is decided in the lane of the new tier', async () => {
    await low()
    await world.forward(30)
    await say({ data: 'confidential' })
    await certify(play('dana'), world)
    expect(await state()).toBe('in_review')
    await play('priya').says('approve CRT-1')
    await play('tomas').says('approve CRT-1')
    await world.stand()
    const done = await crt()
    expect(done).toMatchObject({ state: 'certified', change: null })
    // Outside its window the new validity starts at the decision.
    expect(daysUntil(world.clock.now(), done.validUntil ?? '', 'UTC')).toBeGreaterThan(360)
  })

  it('moved to another platform, the register knows it', async () => {
    await low()
    const asset = await world.read((session) => session.assets.find('AST-1'))
    const other = programme.platforms.find(({ id }) => id !== asset?.platform)?.id ?? ''
    await say({ platform: other })
    expect(await world.read((session) => session.assets.find('AST-1'))).toMatchObject({ platform: other })
    expect(await openNow()).toContain('basics')
  })

  it('nothing different is no change', async () => {
    await low()
    const answer = await world.answer(click('dana', 'none-0001', 'change.done', { certification: 'CRT-1' }))
    expect(saidBy(answer)).toContain('Nothing is different')
    expect(await state()).toBe('certified')
  })
})

describe('owner, runbook and access, as one matter', () => {
  const open = () => world.read((session) => session.reviews.openOf('CRT-1'))

  it('is held by the database as well: a second open one for the same subject is not taken', async () => {
    await low()
    await toWindow()
    const first = await open()
    if (!first) throw new Error('no review is open')

    const second = world.read((session) =>
      session.reviews.save({ ...first, id: 'RVW-99', rev: 1 }, [], {
        now: world.clock.now(),
        actor: 'system',
        platform: 'command',
        programme: { version: 1 },
      }),
    )

    await expect(second).rejects.toThrow(/UNIQUE/)
    expect((await open())?.id).toBe(first.id)
  })

  it('comes by the cadence of the tier, and one press answers it until the next one', async () => {
    await moderate()
    expect(await open()).toBeUndefined()
    await world.forward(185)

    expect(await open()).toMatchObject({ kind: 'check', because: ['cadence'] })
    // There is time: it stands in the digest and the inbox, and is no message of its own.
    expect(wordsOf(play('dana').card())).not.toContain('owner, runbook and access')
    expect(wordsOf(await play('dana').says('inbox'))).toContain('owner, runbook and access to look at')
    await play('dana').press('Have a look')
    expect(wordsOf(play('dana').card())).toContain('Are owner, runbook and access still right?')
    await world.answer(click('dana', 'check-0001', 'review.check', { certification: 'CRT-1' }))
    expect(await open()).toBeUndefined()
    const again = await world.answer(click('dana', 'check-0002', 'review.check', { certification: 'CRT-1' }))
    expect(saidBy(again)).toContain('Nobody waits for this check')
  })

  it('left alone it becomes part of the review of the whole: there is one, with both reasons', async () => {
    await moderate()
    await world.forward(185)
    const first = await open()
    await toWindow()

    expect(await open()).toMatchObject({
      id: first?.id,
      kind: 'certification',
      because: ['cadence', 'window'],
    })
    const late = await world.answer(click('dana', 'check-0003', 'review.check', { certification: 'CRT-1' }))
    expect(saidBy(late)).toContain('which asks for more')
    await stayTrained('dana')
    await play('dana').says('review CRT-1')
    await play('dana').press('Nothing changed')
    await play('priya').press('Agree')
    expect(await open()).toBeUndefined()
  })

  it('a change joins the review that is open, and deciding it closes it', async () => {
    await low()
    await toWindow()
    const first = await open()
    await stayTrained('dana')
    await say({ users: option('users', 1), audience: option('audience', 1) })
    expect(await open()).toMatchObject({ id: first?.id, because: ['cadence', 'window', 'change'] })
    await certify(play('dana'), world)
    expect(await open()).toBeUndefined()
  })

  it('missed, retired or revoked, nothing is left open', async () => {
    await low()
    await toWindow()
    await play('dana').says('retire CRT-1 nothing is left of it')
    expect(await open()).toBeUndefined()
  })
})
