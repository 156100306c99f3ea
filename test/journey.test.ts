import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { certify, classifyAs, grantRole, register } from './journey.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { openWorld } from './world.ts'

let world: Awaited<ReturnType<typeof openWorld>>
const play = (persona: string) => {
  const person = world.people[persona]
  if (!person) throw new Error(`nobody is called ${persona}`)
  return person
}

beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  const report = await world.store.audit()
  expect(report).toMatchObject({ sound: true })
  await world.close()
})

describe('the low journey', () => {
  it('goes from the first word to a certificate without waiting for anybody', async () => {
    const dana = play('dana')

    await register(dana, 'Team leave calendar')
    const result = await classifyAs(dana, 'low')
    expect(wordsOf(result)).toContain('Team leave calendar')
    await certify(dana)

    const certification = await world.read((session) => session.certifications.find('CRT-1'))
    expect(certification).toMatchObject({ state: 'certified', sample: { chosen: true, because: 'first' } })
    expect(certification?.steps.every((step) => step.state === 'passed')).toBe(true)
    expect(dana.cards().some(({ card }) => /certificate/i.test(wordsOf(card)))).toBe(true)
  })

  it('asks for a rating with one tap and takes words', async () => {
    const dana = play('dana')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)

    await dana.press(/^4/)
    await dana.press(/send|save/i, { words: 'The quiz was fun.' })

    const person = await world.read((session) => session.people.byAccount('web:dana'))
    const given = await world.read((session) => session.feedback.of('CRT-1', person?.id ?? ''))
    expect(given).toMatchObject({ rating: 4, words: { body: 'The quiz was fun.' } })
  })

  it('opens the review window and lets it run out, each once', async () => {
    const dana = play('dana')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)

    await world.forward(701)
    const due = await world.read((session) => session.certifications.find('CRT-1'))
    await world.forward(90)
    const over = await world.read((session) => session.certifications.find('CRT-1'))

    expect(due?.state).toBe('review_due')
    expect(over).toMatchObject({ state: 'expired', inForceUntil: null })
  })
})

describe('the moderate journey', () => {
  const submitModerate = async () => {
    const dana = play('dana')
    await register(dana, 'Stock count')
    await classifyAs(dana, 'moderate')
    await certify(dana, world)
    return dana
  }

  it('asks the stewards directly, and the first approval certifies', async () => {
    await submitModerate()
    expect(titlesOf(play('priya').card())).toEqual(expect.arrayContaining(['Approve', 'Reject']))
    expect(titlesOf(play('ben').card())).toEqual(expect.arrayContaining(['Approve']))

    await play('priya').press('Approve')

    const certification = await world.read((session) => session.certifications.find('CRT-1'))
    expect(certification).toMatchObject({ state: 'certified', decision: { verdict: 'certified' } })
    expect(titlesOf(play('ben').card())).not.toContain('Approve')
    expect(wordsOf(play('ben').card())).toContain('Priya Nair')
  })

  it('sends changes back in the approver’s words and shows what changed when it comes again', async () => {
    const dana = await submitModerate()

    await play('ben').press('Request changes')
    await play('ben').press(/ask for changes/i, { reason: 'Name a second contact, please.' })
    await world.stand()
    expect(wordsOf(dana.card())).toContain('Name a second contact, please.')
    await dana.says('status CRT-1')
    await certify(dana, world, { change: true })

    expect(wordsOf(play('ben').card())).toContain('Different from last time')
    expect((await world.read((session) => session.certifications.find('CRT-1')))?.frozen?.version).toBe(2)
  })

  it('refuses the developer who is a steward as well', async () => {
    await submitModerate()
    await grantRole(world, 'Dana Lindqvist steward')

    const answer = await play('dana').says('approve CRT-1')

    expect(wordsOf(answer)).toContain('You built or own this')
    expect((await world.read((session) => session.certifications.find('CRT-1')))?.state).toBe('in_review')
  })

  it('takes approve and reject as typed words', async () => {
    await submitModerate()

    await play('priya').says('reject CRT-1 We have this already in the HR portal.')
    await world.stand()

    expect((await world.read((session) => session.certifications.find('CRT-1')))?.state).toBe('rejected')
    expect(wordsOf(play('dana').card())).toContain('We have this already in the HR portal.')
  })

  it('approves on conditions that a steward later accepts', async () => {
    const dana = await submitModerate()
    await play('priya').press('Approve with conditions')
    await play('priya').press(/approve/i, {
      condition1: 'Add a backup owner',
      day1: '2026-12-10',
      reason: 'One person is not enough.',
    })
    expect((await world.read((session) => session.certifications.find('CRT-1')))?.state).toBe(
      'conditionally_certified',
    )

    await world.stand()
    await dana.says('inbox')
    await dana.press('Say how')
    await dana.press(/done|send/i, { words: 'Eva is the backup owner now.' })
    await play('ben').press(/accept|fine|confirm/i)

    expect((await world.read((session) => session.certifications.find('CRT-1')))?.state).toBe('certified')
  })

  it('suspends when a condition is missed', async () => {
    await submitModerate()
    await play('priya').press('Approve with conditions')
    await play('priya').press(/approve/i, {
      condition1: 'Add a backup owner',
      day1: '2026-12-10',
      reason: 'One person is not enough.',
    })

    await world.forward(20)

    expect((await world.read((session) => session.certifications.find('CRT-1')))?.state).toBe('suspended')
  })

  it('gives it back when nobody decides in time, with nothing lost', async () => {
    const dana = await submitModerate()

    await world.forward(10)

    const certification = await world.read((session) => session.certifications.find('CRT-1'))
    expect(certification).toMatchObject({ state: 'preparing' })
    expect(certification?.steps.every((step) => step.state === 'passed')).toBe(true)
    await dana.says('submit CRT-1')
    expect((await world.read((session) => session.certifications.find('CRT-1')))?.state).toBe('in_review')
  })

  it('closes the request when the developer withdraws', async () => {
    const dana = await submitModerate()

    await dana.says('withdraw CRT-1')
    await dana.press('Yes, withdraw')
    const late = await play('priya').says('approve CRT-1')

    expect(wordsOf(late)).toContain('withdrew')
    expect(titlesOf(play('ben').card())).not.toContain('Approve')
  })

  it('lets one of two racing stewards win and tells the other', async () => {
    await submitModerate()

    const [priya, ben] = await Promise.all([play('priya').press('Approve'), play('ben').press('Approve')])

    const texts = [wordsOf(priya), wordsOf(ben)]
    expect(texts.filter((text) => text.includes('approved it already'))).toHaveLength(1)
    const approval = await world.read((session) => session.approvals.find('APR-1'))
    expect(approval?.stages[0]?.seats[0]?.votes).toHaveLength(1)
  })
})

describe('the high journey', () => {
  it('classifies, asks for all its steps, and waits in review', async () => {
    const dana = play('dana')
    await register(dana, 'CV screening')
    await classifyAs(dana, 'high')
    await certify(dana, world)

    expect((await world.read((session) => session.certifications.find('CRT-1')))?.state).toBe('in_review')
    expect(wordsOf(await dana.says('status CRT-1')).toLowerCase()).toContain('review')
  })
})
