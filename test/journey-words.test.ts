import { describe, expect, it } from 'vitest'
import { openRequest } from './bot/deliveries.ts'
import { certify, classifyAs, grantRole, register } from './journey.ts'
import { inputsOf, titlesOf, wordsOf } from './card-reader.ts'
import type { Player } from './world.ts'
import { programme } from './world.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'

let world: World
const play = (persona: string): Player => {
  const person = world.people[persona]
  if (!person) throw new Error(`nobody is called ${persona}`)
  return person
}

inWorld((opened) => {
  world = opened
})

const certifyLow = async (): Promise<Player> => {
  const dana = play('dana')
  await register(dana, 'Team leave calendar')
  await classifyAs(dana, 'low')
  await certify(dana)
  return dana
}

describe('a sampled certificate', () => {
  it('waits in each steward’s inbox until one has had a look', async () => {
    const dana = await certifyLow()
    const priya = play('priya')

    expect(wordsOf(await priya.says('inbox'))).toContain('Was drawn for a second look')
    const certificate = await priya.press('Have a look')
    expect(wordsOf(certificate)).toContain('say what you found: Dana Lindqvist reads it')
    await priya.press('I had a look')

    expect(wordsOf(await play('ben').says('inbox'))).toContain('Nothing needs you')
    expect(wordsOf(await dana.says('status CRT-1'))).toContain('a steward looks at afterwards, and one has')
  })

  it('is no steward’s own to look at', async () => {
    await grantRole(world, 'Dana Lindqvist steward')
    const dana = await certifyLow()

    expect(wordsOf(await dana.says('inbox'))).not.toContain('Sampled')
    expect(titlesOf(await dana.says('status CRT-1'))).not.toContain('I had a look')
  })
})

describe('a form', () => {
  it('says at the quiz that an answer is to be chosen', async () => {
    const dana = play('dana')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await dana.press('Start the steps')
    await dana.press('Next: Read and agree to the policy')
    await dana.press('I agree')
    await dana.press('Next: Foundations')

    const card = await dana.press('Answer')

    expect(wordsOf(card)).toContain('Please choose one of the answers.')
    expect(titlesOf(card)).toContain('Answer')
  })

  it('keeps a typed name for later, and says on going on whom it may mean', async () => {
    const dana = play('dana')
    await dana.says('start')

    await dana.press('Save for later', { name: 'Stock count', owner: 'Ben' })
    const again = await dana.press('Continue now')
    expect(inputsOf(again).get('owner')).toMatchObject({ value: 'Ben' })
    const refused = await dana.press('Continue')

    expect(wordsOf(refused)).toContain('Please write something here')
    const typed = {
      name: 'Stock count',
      purpose: 'Counts the shelves',
      kind: programme.kinds[0]?.id ?? '',
      platform: programme.platforms[0]?.id ?? '',
    }
    expect(wordsOf(await dana.press('Continue', { ...typed, owner: 'Ben' }))).toContain(
      'I know one "Ben": Ben Okafor. Please choose that name from the list.',
    )
    expect(wordsOf(await dana.press('Continue', { ...typed, owner: 'Zed' }))).toContain(
      'I do not know "Zed". Please choose somebody from the list.',
    )
    expect(titlesOf(await dana.press('Continue', { ...typed, owner: 'ben okafor' }))).toContain('Continue')
    expect(await world.read((session) => session.assets.find('AST-1'))).toBeDefined()
  })

  it('shows a step that was saved half filled as begun', async () => {
    const dana = play('dana')
    await register(dana, 'Stock count')
    await classifyAs(dana, 'moderate')
    await dana.press('Start the steps')

    expect(wordsOf(dana.card())).not.toContain('begun')
    await world.answer({
      key: 'save-0001',
      account: 'web:dana',
      address: { channel: 'web', conversation: 'dana' },
      place: 'personal',
      kind: 'click',
      verb: 'step.save',
      data: { certification: 'CRT-1', step: 'contact' },
      values: { contact: 'The channel' },
    })

    expect(wordsOf(await dana.says('status CRT-1'))).toContain('begun')
  })
})

describe('the result', () => {
  it('counts only what is left, and says what is there already', async () => {
    const dana = await certifyLow()
    await register(dana, 'Room plan')

    const card = wordsOf(await classifyAs(dana, 'low'))

    expect(card).toContain('Still 2 steps:')
    expect(card).toContain('• To check: Four quick checks')
    expect(card).toContain('There already: Read and agree to the policy; Foundations.')
    expect(card).toContain('About 6 minutes of your time.')
  })

  it('parts titles with commas in them, and says many minutes as hours', async () => {
    const dana = play('dana')
    await register(dana, 'CV screening')

    const card = wordsOf(await classifyAs(dana, 'high'))

    expect(card).toMatch(/• To describe: Why it is needed, and who can get at it; The manager confirms;/)
    expect(card).toMatch(/About \d+½? hours of your time/)
  })

  it('says how many points an answer adds, where points decide', async () => {
    const dana = play('dana')
    await register(dana, 'Stock count')

    const card = wordsOf(await classifyAs(dana, 'moderate'))

    expect(card).toMatch(/\(adds \d points?\)/)
    expect(card).not.toContain('the most points')
  })
})

describe('where users get help', () => {
  it('stands with the solution and on its certificate, which has its dates with the year', async () => {
    const dana = await certifyLow()

    expect(wordsOf(await play('sofia').says('status AST-1'))).toMatch(
      /Where users get help: \nChecked by hand/,
    )
    const certificate = wordsOf(await dana.says('status CRT-1'))
    expect(certificate).toMatch(/Where users get help: \nChecked by hand/)
    expect(certificate).toContain('24 November 2026')
  })
})

describe('settings and roles', () => {
  it('say what was saved, also that no hour is quiet', async () => {
    const dana = play('dana')
    await dana.says('settings')

    const saved = await dana.press('Save', { zone: 'Europe/Paris', quietFrom: '19', quietTo: '8:30' })
    expect(wordsOf(saved)).toContain(
      'Your time zone is Europe/Paris. From 19:00 to 08:30 reminders wait, also on weekends and holidays; then they come at 09:30.',
    )
    await dana.press('Change them again')
    const none = await dana.press('Save', { quietFrom: '09:00', quietTo: '09:00' })

    expect(wordsOf(none)).toContain('there are none')
  })

  it('promise a request only to roles that are asked for something', async () => {
    expect(wordsOf(await grantRole(world, 'Sofia Marino auditor'))).not.toContain('reaches them')
    expect(wordsOf(await grantRole(world, 'Sofia Marino steward'))).toContain('reaches them by itself')
  })

  it('keep an administrator from dropping the role by a slip', async () => {
    const answer = await play('amara').says('role revoke Amara Diallo admin')

    expect(wordsOf(answer)).toContain('This is your own admin role.')
    expect(wordsOf(await play('kenji').says('role revoke Amara Diallo admin'))).toContain('Role revoked')
    expect(wordsOf(await play('kenji').says('role revoke Kenji Mori admin'))).toContain(
      'Kenji Mori is the last administrator.',
    )
  })

  it('name the administrators to whoever may not choose the steward channel', async () => {
    const answer = await world.inStewardChannel('dana').says('use this channel for stewards')

    expect(wordsOf(answer)).toContain('Amara Diallo or Kenji Mori can help.')
  })
})

describe('small words', () => {
  it('a mistyped word comes with the line to type', async () => {
    await play('priya').says('help')

    expect(wordsOf(await play('priya').says('how do i get this thing certified'))).not.toContain(
      'Did you mean',
    )
    expect(wordsOf(await play('priya').says('aprove CRT-7'))).toContain(
      'Did you mean approve? Then type: approve CRT-7',
    )
  })

  it('a missed condition names the stewards and leads to it', async () => {
    await openRequest(world)
    await play('priya').press('Approve with conditions')
    await play('priya').press(/approve/i, {
      condition1: 'Add a backup owner',
      day1: '2026-12-10',
      reason: 'One person is not enough.',
    })

    await world.forward(20)

    const card = play('dana').card()
    expect(wordsOf(card)).toContain(
      'say at the conditions how it was met, and Ben Okafor or Priya Nair can lift this',
    )
    expect(titlesOf(card)).toContain('Show the conditions')
  })

  it('a first agreement has nothing that changed', async () => {
    const dana = play('dana')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await dana.press('Start the steps')

    expect(wordsOf(await dana.press(/^Next: Read/))).not.toContain('What changed')
  })

  it('an approver finds Not me first in Details, and answers in the form’s order', async () => {
    await openRequest(world)

    const card = play('priya').card()

    expect(titlesOf(card).indexOf('Not me')).toBeGreaterThan(-1)
    const words = wordsOf(card)
    expect(words.indexOf('Not me')).toBeLessThan(words.indexOf('Answers'))
    expect(words.indexOf('What was tested')).toBeLessThan(words.indexOf('Which scan looked'))
    expect(words.indexOf('Which scan looked')).toBeLessThan(words.indexOf('Which rights did you leave out'))
  })

  it('the policy reads as lists, and points to nothing that is not there', async () => {
    const card = wordsOf(await play('dana').says('policy'))

    expect(card).toContain('Security, compliance, IT operations and the business units')
    expect(card).toContain('• SharePoint, Excel with Office Scripts')
    expect(JSON.stringify(programme)).not.toMatch(
      /of the catalogue|in the catalogue|three taps|search shows|Type report|belong into|in the register and see/,
    )
  })
})
