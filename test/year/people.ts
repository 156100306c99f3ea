import { newcomer } from '../../src/domain/membership.ts'
import type { Context } from '../../src/domain/context.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Programme, Role } from '../../src/domain/programme.ts'
import type { Chance } from './chance.ts'

/** Zones of both hemispheres, with the clock changed in the north and in the south, by half an hour, and not at all. */
export const zones = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Lisbon',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Johannesburg',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Santiago',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
] as const

/** How somebody treats what they are asked: the shares of these kinds make the year. */
export const manners = ['prompt', 'slow', 'snoozes', 'on-it', 'passes-on', 'ignores', 'never'] as const
export type Manner = (typeof manners)[number]
const shares: readonly (readonly [Manner, number])[] = [
  ['prompt', 46],
  ['slow', 28],
  ['snoozes', 8],
  ['on-it', 7],
  ['passes-on', 3],
  ['ignores', 8],
]

/** Somebody of the organisation, and how they are played. */
export type Inhabitant = {
  readonly person: Person
  readonly platform: 'slack' | 'teams'
  /** The account's name on its platform. */
  readonly user: string
  readonly manner: Manner
  readonly manager: string
  readonly deputy: string
  /** The day (from 0) of the year on which their account is switched off; null for those who stay. */
  readonly leaves: number | null
  /** Days (first and last, from 0) on which they look at nothing. */
  readonly away: readonly (readonly [number, number])[]
}

/** Of so many people one has collected far more than they look after. */
export const collectorEvery = 50
const collector = 9
/** Those who leave at the very beginning, so that what follows is seen in a short time, too. */
const firstLeavers = [6, 7]

/** Whether somebody has far more than they look after. */
export const isCollector = (index: number): boolean => index % collectorEvery === collector

/** Of so many people one manages the others. */
const team = 10

/** Holders of each role, for so many people. */
const offices = (count: number): readonly (readonly [Role, number])[] => {
  const of = (per: number, least: number): number => Math.max(least, Math.round(count / per))
  return [
    ['steward', of(170, 4)],
    ['security', of(500, 2)],
    ['data_protection', of(500, 2)],
    ['it_operations', of(500, 2)],
    ['board', of(500, 3)],
    ['admin', of(700, 2)],
    ['compliance', 1],
    ['auditor', 1],
  ]
}

const mannerOf = (chance: Chance): Manner => {
  let left = chance.next() * 100
  for (const [manner, share] of shares) if ((left -= share) < 0) return manner
  return 'prompt'
}

/** So many people, with roles, managers, deputies, absences and departures; `context` is of the moment before the year. */
export const settle = (
  count: number,
  days: number,
  chance: Chance,
  context: Context & { readonly programme: Programme },
): readonly Inhabitant[] => {
  const roles = offices(count).flatMap(([role, holders]) => Array.from({ length: holders }, () => role))
  const ids = Array.from({ length: count }, () => context.newId())
  const idAt = (index: number): string => ids[index % count] ?? ''
  return ids.map((id, index): Inhabitant => {
    const platform = index % 2 === 0 ? 'slack' : 'teams'
    const user = `U${index}`
    const role = roles[index]
    const account = accountOf(platform, user)
    // Early birds have their own hours; nobody's hour for the digest lies in them.
    const isEarly = chance.percent(15)
    const person: Person = {
      ...newcomer(
        { id, name: `Person ${nameOf(index)}`, zone: chance.pick(zones), locale: 'en', account },
        context,
      ),
      metAt: context.now,
      roles: role === undefined ? [] : [role],
      lead: role === 'steward' && index < 2,
      quietFrom: isEarly ? '16:00' : context.programme.quietHours.from,
      quietTo: isEarly ? '07:00' : context.programme.quietHours.to,
      digestAt: isEarly ? '07:15' : chance.pick(['09:00', '09:30', '09:30', '10:15', '14:00']),
      acknowledged: [{ version: context.programme.version, hash: context.programme.hash, at: context.now }],
      passes: context.programme.microCertifications.map(({ id: skill }) => ({
        skill,
        at: context.now,
        until: laterBy(context.now, chance.percent(25) ? chance.between(20, 364) : chance.between(366, 900)),
        score: 100,
      })),
    }
    const first = chance.between(10, Math.max(11, days - 30))
    return {
      person,
      platform,
      user,
      // Whoever holds a role mostly does what it asks for.
      manner: isCollector(index)
        ? 'never'
        : role === undefined || chance.percent(20)
          ? mannerOf(chance)
          : 'prompt',
      manager: idAt(Math.floor(index / team) * team),
      deputy: idAt(index + chance.between(1, team)),
      // An account of the first few is never switched off: an organisation keeps somebody who runs it.
      leaves:
        firstLeavers.includes(index) && days > 40
          ? 2 + index
          : index >= 10 && chance.percent((6 * days) / 365)
            ? chance.between(5, days - 5)
            : null,
      away: !isCollector(index) && chance.percent(60) ? [[first, first + chance.between(2, 20)]] : [],
    }
  })
}

export const accountOf = (platform: 'slack' | 'teams', user: string): string =>
  `${platform}:${platform === 'slack' ? 'T1' : '11111111-1111-1111-1111-111111111111'}:${user}`

const laterBy = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * 86_400_000).toISOString()

/** A word that no other index has. */
const nameOf = (index: number): string =>
  index
    .toString(20)
    .split('')
    .map((digit) => 'bcdfghjklmnpqrstvwxz'[Number.parseInt(digit, 20)] ?? '')
    .join('a')
    .concat('o')
    .replace(/^./, (letter) => letter.toUpperCase())
