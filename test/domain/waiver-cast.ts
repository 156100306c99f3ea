import type { Certification } from '../../src/domain/certification.ts'
import type { Context } from '../../src/domain/context.ts'
import type { Person } from '../../src/domain/person.ts'
import { standsFor } from '../../src/domain/person.ts'
import type { Role, Tier } from '../../src/domain/programme.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import type { Moved } from '../../src/domain/registration.ts'
import { classify } from '../../src/domain/registration.ts'
import { classify as assess } from '../../src/domain/risk.ts'
import { grantWaiver, refuseWaiver } from '../../src/domain/waiver-decision.ts'
import { askWaiver } from '../../src/domain/waiver-request.ts'
import { settleWaiver } from '../../src/domain/waiver-time.ts'
import { lastAsk } from '../../src/domain/waiver.ts'
import { person } from './cast.ts'
import { contextAt, programme } from './context.ts'
import { draft } from './draft.ts'
import type { Profile } from './profiles.ts'
import { answersOf } from './profiles.ts'

export const dayMinutes = 24 * 60
let ids = 0
/** A moment so many minutes after the beginning; ids differ in their first characters. */
export const at = (minutes: number): Context =>
  contextAt(minutes, {
    newId: () =>
      String((ids += 1))
        .padStart(12, '0')
        .padEnd(32, '0'),
  })
export const on = (days: number): Context => at(days * dayMinutes)
export const today = (context: Context): string => context.now.slice(0, 10)

export const answered = (certification: Certification, profile: Profile, context: Context): Certification => {
  const answers = answersOf(profile)
  const about = { kind: 'app', platform: 'power_apps', ownerIsDeveloper: false }
  return classify(certification, answers, assess(programme, answers, about), context).next
}
/** Classified with an answer that blocks, at a tier that persons may have set. */
export const blocked = (tier: Tier, owner: 'dana' | 'olga' = 'dana'): Certification => {
  const certification = answered(draft(owner).certification, 'blocked', on(0))
  return { ...certification, assessment: certification.assessment && { ...certification.assessment, tier } }
}

export const dana = person('dana', 'steward', 'board')
export const olga = person('olga', 'steward', 'board')
export const priya = person('priya', 'steward')
export const rhea = person('rhea', 'board')
/** Dana came back under another account before anybody linked it. */
export const twin: Person = { ...person('twin', 'steward', 'board'), joined: ['dana'] }
export const small: Person = {
  ...person('small', 'steward'),
  terms: [{ role: 'steward', until: null, upTo: 'low', unit: null }],
}
export const nobody = person('nobody')
/** Away all the time; the maker stands in for one, somebody else for the other. */
export const away: Person = {
  ...person('away', 'steward', 'board'),
  away: { from: '2026-11-01', to: '2028-12-31', delegate: 'nobody' },
}
export const gone: Person = {
  ...person('gone', 'steward', 'board'),
  away: { from: '2026-11-01', to: '2028-12-31', delegate: 'dana' },
}
export const people = [dana, olga, priya, rhea, twin, small, nobody, away, gone]

export const holders = (role: Role): number => people.filter((one) => one.roles.includes(role)).length
export const namesOf = (by: Person, context: Context) => ({
  nameOf: (id: string) => id,
  entitled: [],
  absent: people.filter((one) => standsFor(by, one, context.now)),
  holders,
})
export const terms = (until: string) => ({ reason: 'Until January.', controls: 'Test data only.', until })
export const ask = (certification: Certification, until: string, context: Context, by = dana) =>
  askWaiver(certification, 'connectors', terms(until), by, holders, context).next
export const seen = (certification: Certification) => {
  const waiver = certification.waivers.at(-1)
  return { waiver: waiver?.id ?? '', ask: waiver ? lastAsk(waiver).id : '' }
}
/** Says yes; what that decides can be taken back. */
export const decide = (certification: Certification, by: Person, context: Context): Certification =>
  grantWaiver(certification, seen(certification), by, namesOf(by, context), context).next
/** Says no; that can be taken back. */
export const refuse = (certification: Certification, by: Person, context: Context): Certification =>
  refuseWaiver(certification, seen(certification), by, () => 'No.', namesOf(by, context), context).next
/** What was decided as it stands from now on, and what is told of it. */
export const settled = (certification: Certification, context: Context): Moved => {
  let moved: Moved = { next: certification, events: [] }
  for (const waiver of certification.waivers) {
    const { id: ask, decision } = lastAsk(waiver)
    const one = { waiver: waiver.id, ask, decided: decision?.at ?? '' }
    const { next, events } = settleWaiver(moved.next, one, context)
    moved = { next, events: [...moved.events, ...events] }
  }
  return moved
}
/** Says yes, and lets what that decides stand. */
export const grant = (certification: Certification, by: Person, context: Context): Certification =>
  settled(decide(certification, by, context), context).next
export const said = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused
    return [refused.message, ...Object.values(refused.fields)].join(' ')
  }
}

/** The same, certified and in force. */
export const live = (certification: Certification): Certification => ({
  ...certification,
  state: 'certified',
  inForceUntil: '2028-01-01T00:00:00.000Z',
})
