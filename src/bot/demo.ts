import { newcomer } from '../domain/membership.ts'
import type { Role } from '../domain/programme.ts'
import { roles } from '../domain/programme.ts'
import type { Address } from '../ports/channel.ts'
import type { Store } from '../ports/store.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'

/** Somebody of the demo organisation. */
export type DemoPerson = {
  /** The persona: `dana`. */
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly lead: boolean
  readonly zone: string
  readonly about: string
}

/** The people of the playground: everybody whom the journeys of all tiers need. */
export const demoPeople: readonly DemoPerson[] = [
  {
    id: 'dana',
    name: 'Dana Lindqvist',
    roles: [],
    lead: false,
    zone: 'Europe/Berlin',
    about: 'builds apps for her team',
  },
  {
    id: 'priya',
    name: 'Priya Nair',
    roles: ['steward'],
    lead: true,
    zone: 'Europe/Berlin',
    about: 'steward, leads the stewards',
  },
  { id: 'ben', name: 'Ben Okafor', roles: ['steward'], lead: false, zone: 'Europe/London', about: 'steward' },
  {
    id: 'sofia',
    name: 'Sofia Marino',
    roles: ['security'],
    lead: false,
    zone: 'Europe/Rome',
    about: 'looks after security',
  },
  {
    id: 'tomas',
    name: 'Tomás Rey',
    roles: ['data_protection'],
    lead: false,
    zone: 'Europe/Madrid',
    about: 'looks after data protection',
  },
  {
    id: 'ines',
    name: 'Inês Duarte',
    roles: ['board'],
    lead: false,
    zone: 'Europe/Lisbon',
    about: 'sits on the board',
  },
  {
    id: 'jonas',
    name: 'Jonas Weber',
    roles: ['board'],
    lead: false,
    zone: 'Europe/Berlin',
    about: 'sits on the board',
  },
  {
    id: 'amara',
    name: 'Amara Diallo',
    roles: ['admin', 'it_operations'],
    lead: false,
    zone: 'Europe/Paris',
    about: 'administrator, IT operations',
  },
  {
    id: 'kenji',
    name: 'Kenji Mori',
    roles: ['admin'],
    lead: false,
    zone: 'Asia/Tokyo',
    about: 'administrator',
  },
]

/** Puts the demo people into an empty database; does nothing to one that holds anything. */
export const seedDemo = (
  store: Store,
  world: World,
  addressOf: (persona: string) => { readonly account: string; readonly address: Address },
): Promise<boolean> =>
  store.transact(async (session) => {
    if ((await session.journal.lastAt()) !== undefined) return false
    const context = contextOf(world, 'system', 'web')
    for (const demo of demoPeople) {
      const { account, address } = addressOf(demo.id)
      const person = {
        ...newcomer(
          { id: context.newId(), name: demo.name, zone: demo.zone, locale: 'en', account },
          context,
        ),
        lead: demo.lead,
        roles: roles.filter((role) => demo.roles.includes(role)),
      }
      await session.people.save(
        person,
        [
          { type: 'person-seeded', subject: person.id, person: person.id },
          ...person.roles.map((role) => ({
            type: 'role-granted' as const,
            subject: person.id,
            person: person.id,
            role,
          })),
        ],
        context,
      )
      await session.people.putAccount({ account, person: person.id, address, lastActiveAt: context.now })
    }
    return true
  })

/** Whether people of the playground hold roles in a database: nobody real is behind them, and they would be asked all the same. */
export const holdsDemoPeople = (store: Store): Promise<boolean> =>
  store.transact(async (session) => {
    for (const role of roles) {
      const holders = await session.people.withRole(role)
      const accounts = await session.people.accountsOf(holders.map((person) => person.id))
      if (accounts.some(({ account }) => account.startsWith('web:'))) return true
    }
    return false
  })
