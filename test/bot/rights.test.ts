import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actions } from '../../src/actions/index.ts'
import { grantRole } from '../journey.ts'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { click, openRequest, personaOf, requestOf, saidBy, word } from './deliveries.ts'
import type { Right } from './rights-table.ts'
import { forOneself, rightsIn } from './rights-table.ts'
import { everybody, openRightsWorld } from './rights-world.ts'

let world: World
let rights: Readonly<Record<string, Right>>

beforeAll(async () => {
  const opened = await openRightsWorld()
  world = opened.world
  rights = rightsIn(opened)
}, 60_000)

afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

/** What would leave nothing to try the others on. */
const ends = [
  'certification.withdraw',
  'certification.edit',
  'certification.suspend',
  'certification.retire',
  'revocation.agree',
  'role.change',
]

const entries = async (): Promise<number> => {
  const report = await world.store.audit()
  if (!report.sound) throw new Error(report.fault)
  return report.entries
}

describe('who presses decides what may happen', () => {
  it('every action stands in the table, and nothing else', () => {
    expect([...Object.keys(rights), ...forOneself].sort()).toEqual(actions.map(({ name }) => name).sort())
  })

  it('whoever may not is refused in words, and nothing changes', async () => {
    for (const [verb, right] of Object.entries(rights)) {
      const before = await entries()
      for (const persona of everybody.filter((one) => !right.may.includes(one))) {
        const answer = await world.answer(click(persona, `deny-${verb}`, verb, right.data, right.values))
        expect(saidBy(answer), `${verb} by ${persona}`).toMatch(
          /is for .+|so that is for them|needs the|so someone else|in person|for the person who was asked|can\./,
        )
        expect(answer.fieldErrors, `${verb} by ${persona}`).toEqual({})
      }
      expect(await entries(), verb).toBe(before)
    }
  })

  it('names the day of what really can go live', async () => {
    expect(await world.read((session) => session.certifications.find('CRT-3'))).toMatchObject({
      state: 'conditionally_certified',
      goLive: null,
    })
  })

  it('whoever may is not refused for their role', async () => {
    for (const [verb, right] of Object.entries(rights)) {
      const [persona = ''] = right.may
      if (ends.includes(verb)) continue
      const answer = await world.answer(click(persona, `allow-${verb}`, verb, right.data, right.values))
      expect(saidBy(answer), `${verb} by ${persona}`).not.toMatch(/so that is for them|needs the .+ role/)
    }
  })
})

describe('nobody decides on their own work', () => {
  it('not as a steward, not as an owner, not with every role', async () => {
    const own = await openWorld()
    const request = await openRequest(own)
    const roles = ['steward', 'security', 'data protection', 'board', 'compliance', 'it operations']
    for (const role of roles) await grantRole(own, `Dana Lindqvist ${role}`)

    for (const verb of ['approve', 'approve-on-conditions', 'reject', 'request-changes']) {
      const values = { reason: 'Because of that.', condition1: 'A note', day1: '2026-12-10' }
      const answer = await own.answer(
        click('dana', `own-${verb}`, `approval.${verb}`, { approval: request.id, rev: request.rev }, values),
      )
      expect(saidBy(answer)).toContain(
        'You built or own this, so someone else decides. Ben Okafor or Priya Nair can.',
      )
    }

    expect((await requestOf(own)).state).toBe('open')
    await own.close()
  })
})

describe('where nobody holds the role', () => {
  it('nobody may approve, and the administrators are told', async () => {
    const empty = await openWorld()
    for (const name of ['Priya Nair', 'Ben Okafor'])
      await personaOf(empty, 'amara').says(`role revoke ${name} steward`)
    for (const name of ['Inês Duarte', 'Jonas Weber'])
      await personaOf(empty, 'amara').says(`role revoke ${name} board`)
    const request = await openRequest(empty)

    for (const persona of everybody) {
      const answer = await empty.answer(
        click(persona, `empty-${persona}`, 'approval.approve', { approval: request.id, rev: request.rev }),
      )
      expect(saidBy(answer)).toMatch(/needs the steward role|built or own this/)
    }

    expect((await requestOf(empty)).state).toBe('open')
    for (const admin of ['amara', 'kenji'])
      expect(
        personaOf(empty, admin)
          .cards()
          .some(({ card }) => /steward role/i.test(card.fallbackText)),
      ).toBe(true)
    await empty.close()
  })
})

describe('what somebody else may see', () => {
  it('a draft, its steps and its reasons are for those who take part', async () => {
    for (const text of ['status CRT-5', 'status CRT-4']) {
      const answer = await world.answer(word('kenji', `see-${text.replace(' ', '-')}`, text))
      expect(saidBy(answer), text).toContain('belongs to Dana Lindqvist')
    }
  })
})
