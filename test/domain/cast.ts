import { newcomer } from '../../src/domain/membership.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Role } from '../../src/domain/programme.ts'
import { contextAt } from './context.ts'

export const person = (id: string, ...roles: Role[]): Person => ({
  ...newcomer({ id, name: id, zone: 'Europe/Berlin', locale: 'en', account: null }, contextAt()),
  id,
  roles,
})

/** Who takes part in a walk: the developer may be the owner, hold every role, or neither. */
export const cast = [
  person('dana', 'steward', 'data_protection'),
  person('olga', 'steward'),
  person('priya', 'steward'),
  person('ben', 'steward', 'data_protection'),
  person('tomas', 'data_protection'),
  person('sam', 'security', 'it_operations'),
  person('nobody'),
  person('rhea', 'board'),
  person('karl', 'board'),
] as const
