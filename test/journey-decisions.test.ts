import { describe, expect, it } from 'vitest'
import { certificateAt } from '../src/bot/verify.ts'
import { openRequest } from './bot/deliveries.ts'
import { answersFor, certify, classifyAs, register } from './journey.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
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

const stateOf = async (id = 'CRT-1') =>
  (await world.read((session) => session.certifications.find(id)))?.state

describe('withdrawing', () => {
  it('asks first, typed or pressed, and lets it be kept', async () => {
    const dana = play('dana')
    await openRequest(world)

    const typed = await dana.says('withdraw CRT-1')
    expect(wordsOf(typed)).toContain('Withdraw CRT-1?')
    expect(wordsOf(typed)).toContain('Nothing is deleted, but the request closes')
    await dana.press('Keep it')
    await dana.press('Withdraw')
    expect(titlesOf(dana.card())).toEqual(['Yes, withdraw', 'Keep it'])
    expect(await stateOf()).toBe('in_review')
    await dana.press('Yes, withdraw')

    expect(await stateOf()).toBe('withdrawn')
  })

  it('says how it stands where nothing can be withdrawn, with the way to it', async () => {
    const dana = play('dana')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)

    const answer = await dana.says('withdraw CRT-1')

    expect(wordsOf(answer)).toContain('CRT-1 is certified')
    expect(wordsOf(answer)).toContain('type change CRT-1')
    expect(wordsOf(await dana.says('appeal CRT-1 why not'))).toContain('only a rejection can be appealed')
    expect(wordsOf(await dana.says('go live CRT-1 2026-12-01'))).toContain(
      'only what is high risk has a go-live day',
    )
    expect(titlesOf(answer)).toEqual(['Show it', 'Show my inbox'])
  })
})

describe('a request that needs two', () => {
  it('says on each card who else has to approve, and who could in one’s place', async () => {
    await openRequest(world, 'Visitor list', 1, 'personal')

    const tomas = wordsOf(play('tomas').card())
    expect(tomas).toContain('It also needs a steward: Ben Okafor or Priya Nair.')
    expect(tomas).toContain('Nobody else can decide in your place')
    expect(tomas).not.toContain('can decide too')
    const ben = wordsOf(play('ben').card())
    expect(ben).toContain('It also needs data protection: Tomás Rey.')
    expect(ben).toContain('Priya Nair can decide in your place.')
  })

  it('tells whoever has approved for whom it waits now, and why they have the card', async () => {
    await openRequest(world, 'Visitor list', 1, 'personal')

    const after = wordsOf(await play('tomas').press('Approve'))

    expect(after).toContain('You approved it. It now waits for the steward: Ben Okafor or Priya Nair.')
    expect(after).toContain('You get this because you approved it.')
    expect(titlesOf(play('tomas').card())).not.toContain('Approve')
    expect(await stateOf()).toBe('in_review')
  })

  it('says why an approval that is not the last one stays, and who can still stop it', async () => {
    await openRequest(world, 'Visitor list', 1, 'personal')
    await play('ben').press('Approve')

    const kept = wordsOf(await play('ben').says('undo CRT-1'))
    expect(kept).toContain('Your approval counts already')
    expect(kept).toContain('talk to whoever decides next')
    expect(wordsOf(await play('priya').says('undo CRT-1'))).toContain('This waits for a decision')
    expect(wordsOf(await play('priya').says('reject CRT-1 too many people'))).toContain(
      'by somebody else who holds the role. What is left is for others: Tomás Rey can.',
    )
  })

  it('does not promise that conditions alone let it be used', async () => {
    await openRequest(world, 'Visitor list', 1, 'personal')

    const card = wordsOf(await play('tomas').press('Approve with conditions'))

    expect(card).not.toContain('It may be used at once')
    expect(card).toContain('It also needs a steward: Ben Okafor or Priya Nair')
  })

  it('gives a reason at the foot only to whoever is asked', async () => {
    await openRequest(world, 'Visitor list', 1, 'personal')

    expect(wordsOf(await play('sofia').says('status APR-1'))).not.toContain('You get this because')
  })
})

describe('a reason that somebody reads', () => {
  it.each([
    ['reject CRT-1 no', 'reject CRT-1 Who sees the wages?'],
    ['reject CRT-1 因为', 'reject CRT-1 データが足りません'],
    ['request changes CRT-1 Because.', 'request changes CRT-1 Why birthdays?'],
  ])('is more than a word: %s', async (short, said) => {
    await openRequest(world)

    const asked = wordsOf(await play('priya').says(short))
    expect(asked).toContain('Please write a few words more')
    expect(await stateOf()).toBe('in_review')
    await play('priya').says(said)

    expect(['rejected', 'changes_requested']).toContain(await stateOf())
  })
})

describe('the certificate', () => {
  it('names the version that was approved', async () => {
    await openRequest(world)
    await play('priya').says('request changes CRT-1 Why the birthday?')
    await play('dana').says('submit CRT-1')
    await play('dana').press('Submit anyway')
    await play('ben').says('approve CRT-1')

    const card = wordsOf(await play('dana').says('status CRT-1'))
    expect(card).toMatch(/Version: ?\s*2/)
    const { verify } = (await world.read((session) => session.certifications.find('CRT-1'))) ?? {}
    const shown = await certificateAt(world.store, world.world, verify ?? '')
    expect(shown?.version).toBe('2')
  })
})

describe('submitting the same again', () => {
  const sendBack = async () => {
    await openRequest(world, 'Visitor list', 1, 'personal')
    await play('tomas').press('Approve')
    await play('priya').press('Request changes')
    await play('priya').press('Ask for changes', { reason: 'Why the birthday?' })
  }

  it('is asked about first, in the words of whoever asked for changes', async () => {
    const dana = play('dana')
    await sendBack()

    const asked = await dana.says('submit CRT-1')
    expect(wordsOf(asked)).toContain('Nothing changed since Priya Nair asked for changes. Submit it anyway?')
    expect(wordsOf(asked)).toContain('Why the birthday?')
    expect(await stateOf()).toBe('changes_requested')
    await dana.press('Submit anyway')

    expect(await stateOf()).toBe('in_review')
  })

  it('is plain to the approvers, with what was said on the version before', async () => {
    await sendBack()
    await play('dana').says('submit CRT-1')
    await play('dana').press('Submit anyway')

    const card = wordsOf(play('ben').card())

    expect(card).toContain('Nothing changed since the last version')
    expect(card).toContain(
      'On the version before: Tomás Rey (data protection) approved and Priya Nair (steward) asked for changes.',
    )
  })
})

describe('what cannot be done yet', () => {
  it('submitting leads to the checklist, which says what is open', async () => {
    const dana = play('dana')
    await register(dana, 'Stock count')
    await classifyAs(dana, 'moderate')
    await dana.press('Start the steps')

    const card = await dana.says('submit CRT-1')

    expect(wordsOf(card)).toMatch(/0 of \d+ steps passed/)
    expect(titlesOf(card)).toContain('Next: Read and agree to the policy')
  })

  it('submitting what is blocked lists the alternatives and lets the answer be changed', async () => {
    const dana = play('dana')
    await register(dana, 'Stock count')
    const answers = { ...answersFor('low'), connectors: 'red' }
    for (const page of programme.pages)
      await dana.press(
        'Continue',
        Object.fromEntries(page.questions.map((id) => [id, answers[id as keyof typeof answers] ?? ''])),
      )
    await dana.press('Start the steps')

    const card = await dana.says('submit CRT-1')

    expect(wordsOf(card)).toContain('You can ask for a waiver, an exception for a time, or use instead:')
    expect(wordsOf(card)).toContain('• A SharePoint list in place of personal cloud storage')
    expect(titlesOf(card)).toContain('Change an answer')
  })

  it('deciding on what does not wait for a decision leads to it and to the inbox', async () => {
    const dana = play('dana')
    await register(dana, 'Stock count')

    for (const line of ['approve CRT-1', 'reject CRT-1 no', 'request changes CRT-1 more']) {
      const answer = await play('priya').says(line)
      expect(wordsOf(answer)).toContain('CRT-1 is a draft, so it does not wait for a decision.')
      expect(titlesOf(answer)).toEqual(['Show it', 'Show my inbox'])
    }
  })
})
