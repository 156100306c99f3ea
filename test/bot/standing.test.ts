import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { certify, classifyAs, register } from '../journey.ts'
import type { Player } from '../world.ts'
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

const play = (persona: string): Player => personaOf(world, persona)
const crt = async () => {
  const found = await world.read((session) => session.certifications.find('CRT-1'))
  if (!found) throw new Error('there is no CRT-1')
  return found
}
const certifyLow = async () => {
  await register(play('dana'), 'Team leave calendar')
  await classifyAs(play('dana'), 'low')
  await certify(play('dana'))
}
const certifyModerate = async () => {
  await openRequest(world)
  await play('priya').says('approve CRT-1')
  await world.stand()
}
const certifyHigh = async () => {
  await openRequest(world, 'CV screening', 1, 'high')
  for (const persona of ['priya', 'sofia', 'tomas', 'ines', 'jonas']) {
    const { rev, hash } = await requestOf(world)
    await world.answer(
      click(persona, `approve-${persona}`, 'approval.approve-seen', { approval: 'APR-1', rev, hash }),
    )
  }
  await world.stand()
}

describe('changing something while approvers look at it', () => {
  it('makes a new version: votes are void, voters hear of it, old cards say what changed', async () => {
    await openRequest(world, 'Staff list', 1, 'personal')
    await play('priya').says('approve CRT-1')
    const old = await requestOf(world)

    await play('dana').says('status CRT-1')
    const sure = await play('dana').press('Change something')
    expect(wordsOf(sure)).toContain('What Priya Nair decided would be void.')
    await play('dana').press('Yes, change it')

    expect(await crt()).toMatchObject({ state: 'preparing', approval: 'APR-1' })
    expect((await requestOf(world)).state).toBe('superseded')
    expect(wordsOf(play('priya').card())).toContain('something about it is being changed')

    const late = await world.answer(
      click('tomas', 'late-0001', 'approval.approve', { approval: 'APR-1', rev: old.rev }),
    )
    expect(saidBy(late)).toContain('nothing is decided on it any more')

    await play('dana').press('Change an answer')
    await classifyAs(play('dana'), 'moderate')
    await play('dana').press('Go on to submit')
    await certify(play('dana'), world)

    const again = await requestOf(world, 'APR-2')
    expect(again).toMatchObject({ state: 'open' })
    expect(again.stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes))).toEqual([])
    expect((await crt()).frozen?.version).toBe(2)
    const seen = await world.answer(
      click('priya', 'look-0001', 'card.open', { what: 'request', id: 'APR-1', part: '' }),
    )
    expect(saidBy(seen)).toContain('Superseded: see what changed.')
    expect(saidBy(seen)).toContain('Answer: personal data')
    expect(titlesOf(seen.replace ?? play('priya').card())).toContain('See the new request')
  })

  it('is for its makers, and not for an appeal', async () => {
    await openRequest(world)
    const refused = await world.answer(
      click('amara', 'edit-0001', 'certification.edit', { certification: 'CRT-1' }),
    )
    expect(saidBy(refused)).toContain('so that is for them to do')
    await play('priya').says('reject CRT-1 we have this already')
    await world.stand()
    await play('dana').says('appeal CRT-1 that one is older')
    expect(titlesOf(await play('dana').says('status CRT-1'))).not.toContain('Change something')
    await world.answer(click('dana', 'edit-0002', 'certification.edit', { certification: 'CRT-1' }))

    expect((await crt()).state).toBe('in_review')
  })

  it('late, after it was decided, changes nothing', async () => {
    await openRequest(world)
    await play('dana').says('edit CRT-1')
    await play('priya').says('approve CRT-1')
    await play('dana').press('Yes, change it')

    expect((await crt()).state).toBe('certified')
  })
})

describe('a certificate that a steward stops', () => {
  it('tells whoever built, owns or is known to use it what to do, and the owner confirms', async () => {
    await certifyModerate()
    await world.answer(click('kenji', 'reuse-0001', 'asset.reuse', { asset: 'AST-1' }))
    await play('priya').says('suspend CRT-1 it mails the whole company')

    expect(await crt()).toMatchObject({ state: 'suspended', inForceUntil: null })
    const told = play('dana').card()
    expect(wordsOf(told)).toContain('Suspended: please stop using it for now.')
    expect(wordsOf(told)).toContain('it mails the whole company')
    expect(wordsOf(told)).toContain('The way back')
    expect(titlesOf(told)).toEqual(expect.arrayContaining(['I have told them', 'Start again', 'Retire']))
    expect(wordsOf(play('kenji').card())).toContain('please stop using it for now')
    expect(wordsOf(await play('dana').says('inbox'))).toContain('tell the people who use it, by')

    await play('dana').says('status CRT-1')
    await play('dana').press('I have told them')
    expect((await crt()).stop?.told).not.toBeNull()
    await world.forward(4)
    expect(await entriesOf(world, 'CRT-1', 'stop-unconfirmed')).toBe(0)
  })

  it('is brought to mind where the owner says nothing for a working day', async () => {
    await certifyModerate()
    await play('priya').says('suspend CRT-1 it mails the whole company')
    await world.forward(3)
    expect(await entriesOf(world, 'CRT-1', 'stop-unconfirmed')).toBe(1)
    // It is early where they are.
    await world.until('2026-11-27T12:00:00.000Z')
    expect(wordsOf(play('ben').card())).toContain('Suspended: please stop using it for now.')
  })

  it('goes on as it was, once it is lifted', async () => {
    await certifyModerate()
    const { inForceUntil } = await crt()
    await play('priya').says('suspend CRT-1 it mails the whole company')
    await play('priya').press('Let it go on')
    await play('priya').press('Let it go on', { reason: 'The list of receivers is right now.' })

    expect(await crt()).toMatchObject({ state: 'certified', inForceUntil, stop: null })
    expect(wordsOf(play('dana').card())).toContain('You can use it now')
    await world.forward(325)
    expect((await crt()).state).toBe('review_due')
    await world.forward(60)
    expect((await crt()).state).toBe('expired')
  })

  it('is due for review at once where its window opened meanwhile', async () => {
    await certifyModerate()
    await play('priya').says('suspend CRT-1 it mails the whole company')
    await world.forward(330)
    expect((await crt()).state).toBe('suspended')
    await play('priya').says('lift CRT-1 it is put right')

    expect((await crt()).state).toBe('review_due')
  })

  it('has run out where its time passed meanwhile', async () => {
    await certifyModerate()
    await play('priya').says('suspend CRT-1 it mails the whole company')
    await world.forward(400)
    await play('priya').says('lift CRT-1 it is put right')

    expect(await crt()).toMatchObject({ state: 'expired', inForceUntil: null })
  })

  it('at high is lifted by another steward than the one who stopped it', async () => {
    await certifyHigh()
    await play('priya').says('suspend CRT-1 it ranks people wrongly')
    expect(wordsOf(await play('priya').says('lift CRT-1 it is put right'))).toContain(
      'at high risk someone else lifts that',
    )
    expect((await crt()).state).toBe('suspended')
    await play('ben').says('lift CRT-1 it is put right')

    expect(await crt()).toMatchObject({ state: 'conditionally_certified', stop: null })
    // Nobody names a go-live day: the condition falls due as it would have.
    await world.forward(40)
    expect((await crt()).state).toBe('suspended')
  })

  it('for a condition that was missed, is lifted once it is said how it was met', async () => {
    const { id, rev } = await openRequest(world)
    await world.answer(
      click(
        'priya',
        'condition-1',
        'approval.approve-on-conditions',
        { approval: id, rev },
        { condition1: 'Name a second contact', day1: '2026-12-03', reason: 'Only one.' },
      ),
    )
    await world.forward(12)
    expect((await crt()).state).toBe('suspended')
    // It is a Sunday.
    expect(wordsOf(play('dana').card())).not.toContain('Suspended')
    await world.until('2026-12-07T12:00:00.000Z')
    expect(wordsOf(play('dana').card())).toContain('Name a second contact')
    expect(wordsOf(await play('ben').says('lift CRT-1 fine now'))).toContain('A condition was missed')

    await play('dana').says('status CRT-1')
    await play('dana').press('Show the conditions')
    await play('dana').press('Say how')
    await play('dana').press('Done', { words: 'Ben is the second contact.' })
    await play('ben').says('lift CRT-1 fine now')

    expect(await crt()).toMatchObject({
      state: 'conditionally_certified',
      conditions: [{ state: 'evidenced' }],
    })
    await play('ben').says('inbox')
    await play('ben').press('Have a look')
    await play('ben').press('Accept')
    expect((await crt()).state).toBe('certified')
  })
})

describe('the way back', () => {
  it('from suspended starts again: it does not count until it is decided', async () => {
    await certifyModerate()
    await play('priya').says('suspend CRT-1 it mails the whole company')
    await play('dana').says('status CRT-1')
    const steps = await play('dana').press('Start again')

    expect(wordsOf(steps)).toContain('does not count at the moment')
    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil: null })
    await certify(play('dana'), world)
    expect(await crt()).toMatchObject({ state: 'in_review', inForceUntil: null })
    await play('priya').says('approve CRT-1')
    expect(await crt()).toMatchObject({ state: 'certified', stop: null })
  })

  it('from expired asks again what does not hold any more, and keeps the rest', async () => {
    await certifyLow()
    await world.forward(730)
    await world.forward(31)
    expect((await crt()).state).toBe('expired')
    await play('dana').says('status CRT-1')
    await play('dana').press('Start again')

    const { steps } = await crt()
    expect(steps.filter((step) => step.state !== 'passed').map((step) => step.kind)).toEqual(['training'])
  })

  it('of a renewal that is taken back leads to its steps, and it never lapses', async () => {
    await certifyModerate()
    await world.forward(325)
    expect((await crt()).state).toBe('review_due')
    const { inForceUntil } = await crt()
    await play('dana').says('recertify CRT-1')
    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil })
    await certify(play('dana'), world)
    const submitted = await crt()
    expect(submitted.state).toBe('in_review')
    // Validity, and fifteen working days that are later than the days of grace.
    expect(Date.parse(submitted.inForceUntil ?? '')).toBeGreaterThan(Date.parse(inForceUntil ?? ''))
    await play('dana').says('withdraw CRT-1')
    await play('dana').press('Yes, withdraw')

    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil: submitted.inForceUntil })
    expect((await requestOf(world, 'APR-2')).state).toBe('withdrawn')
    await world.forward(35)
    expect((await crt()).state).toBe('recertifying')
    await world.forward(60)
    expect((await crt()).state).toBe('expired')
  })

  it('changes answers in place: the steps follow', async () => {
    await certifyLow()
    await world.forward(705)
    await play('dana').says('recertify CRT-1')
    const before = await crt()
    await play('dana').press('Change an answer')
    await play('dana').press('Change')
    await play('dana').press('Take it', { data: 'confidential' })
    await play('dana').press('That is all')

    const after = await crt()
    expect(after).toMatchObject({ state: 'recertifying', assessment: { tier: 'moderate' } })
    expect(after.steps.length).toBeGreaterThan(before.steps.length)
  })

  it('is gone where a renewal is rejected: it counts no more', async () => {
    await certifyModerate()
    await world.forward(325)
    await play('dana').says('recertify CRT-1')
    await certify(play('dana'), world)
    await play('priya').says('reject CRT-1 it is not needed any more')

    expect(await crt()).toMatchObject({ state: 'rejected', inForceUntil: null })
    await play('priya').says('undo CRT-1')
    const undone = await crt()
    expect(undone.state).toBe('in_review')
    expect(undone.inForceUntil).not.toBeNull()
    await world.forward(120)
    expect((await crt()).inForceUntil).toBeNull()
  })
})

describe('revoking', () => {
  it('takes two persons, and then nobody may use it', async () => {
    await certifyModerate()
    await play('priya').says('revoke CRT-1 it must not be used any more')
    expect((await crt()).state).toBe('certified')
    expect(wordsOf(await play('ines').says('inbox'))).toContain('be revoked, if a second person agrees')
    const { revocation } = await crt()
    const own = await world.answer(
      click('priya', 'agree-1', 'revocation.agree', {
        certification: 'CRT-1',
        revocation: revocation?.id ?? '',
      }),
    )
    expect(saidBy(own)).toContain('someone else has to agree')

    await play('ines').press('Have a look')
    await play('ines').press('Agree')

    expect(await crt()).toMatchObject({ state: 'revoked', inForceUntil: null })
    expect(wordsOf(play('dana').card())).toContain('Revoked: it must not be used any more.')
    expect(wordsOf(play('priya').card())).toContain('Priya Nair and Inês Duarte revoked it.')
    expect(titlesOf(play('ben').card())).not.toContain('Agree')
  })

  it('is told of a no', async () => {
    await certifyModerate()
    await play('priya').says('revoke CRT-1 it must not be used any more')
    await play('ben').press('Not right')

    expect(await crt()).toMatchObject({ state: 'certified', revocation: null })
    expect(wordsOf(play('priya').card())).toContain('it is not revoked')
  })
})

describe('retiring', () => {
  it('is for the owner, with a note on its data', async () => {
    await certifyModerate()
    await play('dana').says('search stock')
    const asked = await play('dana').says('retire CRT-1')
    expect(wordsOf(asked)).toContain('Take it out of use?')
    expect(wordsOf(await play('dana').press('Take it out of use', { reason: '' }))).toContain(
      'Please write a sentence or two here.',
    )
    await play('dana').press('Take it out of use', { reason: 'The list was moved to the ERP.' })

    expect(await crt()).toMatchObject({ state: 'retired', inForceUntil: null })
    expect(wordsOf(await play('dana').says('status CRT-1'))).toContain('The list was moved to the ERP.')
    expect(wordsOf(await play('priya').says('audit CRT-1'))).toContain('Took it out of use')
  })

  it('closes a request that is open', async () => {
    await openRequest(world)
    await play('dana').says('retire CRT-1 nothing is left')

    expect((await requestOf(world)).state).toBe('withdrawn')
  })
})
