import { expect, test } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Role } from '../../src/domain/programme.ts'
import { classify } from '../../src/domain/registration.ts'
import { classify as assess } from '../../src/domain/risk.ts'
import type { Holders } from '../../src/domain/review.ts'
import { grantWaiver } from '../../src/domain/waiver-decision.ts'
import { askWaiver } from '../../src/domain/waiver-request.ts'
import { lastAsk } from '../../src/domain/waiver.ts'
import { person } from './cast.ts'
import { contextAt, programme } from './context.ts'
import { draft } from './draft.ts'
import { answersOf } from './profiles.ts'

/** A policy that asks two roles side by side for a waiver. */
const { byTier } = programme.waivers
const two = { ...byTier.moderate, approvers: ['security', 'board'] as const }
const context = {
  ...contextAt(),
  programme: {
    ...programme,
    waivers: { ...programme.waivers, byTier: { low: two, moderate: two, high: two } },
  },
}
const dana = person('dana')
const ana = person('ana', 'board', 'security')
const about = { kind: 'app', platform: 'power_apps', ownerIsDeveloper: false }
const answers = answersOf('blocked')
const blocked = classify(
  draft('dana').certification,
  answers,
  assess(programme, answers, about),
  context,
).next
const holders = (people: Partial<Record<Role, readonly string[]>>): Holders => {
  const who = (role: Role): readonly string[] => people[role] ?? []
  return Object.assign((role: Role) => who(role).length, { who })
}
const asked = (people: Partial<Record<Role, readonly string[]>>) =>
  askWaiver(
    blocked,
    'connectors',
    { reason: 'Until January.', controls: 'Test data only.', until: addDays(context.now, 20).slice(0, 10) },
    dana,
    holders(people),
    context,
  )
const short = (events: readonly Event[]): readonly Role[] =>
  events.flatMap((event) => (event.type === 'waiver-unmanned' ? [event.role] : []))

test.each([
  ['one person holds both roles', { security: ['ana'], board: ['ana'] }, ['board']],
  ['two persons are there', { security: ['ana'], board: ['ana', 'cid'] }, []],
])('a waiver that two roles are asked for, where %s', (_, people, missing) => {
  expect(short(asked(people).events)).toEqual(missing)
})

test.each([
  ['somebody else could fill the other part', { security: ['sol'], board: ['cid'] }, []],
  ['nobody else could', { security: ['sol'] }, ['board']],
])('a yes of somebody who could fill either part, where %s', (_, others, missing) => {
  const { next, waiver } = asked({ security: ['ana', 'sol'], board: ['ana', 'cid'] })
  const ask = next.waivers.flatMap((one) => (one.id === waiver ? [lastAsk(one)] : []))[0]
  const names = { nameOf: (id: string) => id, entitled: [], absent: [], holders: holders(others) }

  const said = grantWaiver(next, { waiver, ask: ask?.id ?? '' }, ana, names, context)

  expect(said.events[0]?.type).toBe('waiver-agreed')
  expect(short(said.events)).toEqual(missing)
})
