import type { Setting } from './happenings.ts'
import { dayAt, momentAt } from './happenings.ts'
import type { Inhabitant } from './people.ts'

/** How often an administrator gives somebody a role for a while: so many days apart. */
const everyDays = 22

/** Roles that are given for a while. The second is given alone; for a steward a second administrator has to say yes. */
const offices = ['steward', 'data_protection', 'steward', 'security', 'board'] as const

/**
 * Roles that begin and end, by what administrators type: for some weeks, taken back before that, or given a last day to whoever held it
 * without one.
 */
export const putOffices = (setting: Setting): void => {
  const { agenda, chance, days, people, sittings } = setting
  const admin = people.find((one) => one.leaves === null && one.person.roles.includes('admin'))
  if (!admin) return
  const says = (nth: number, text: string): void =>
    agenda.put(momentAt(setting, nth, 11), async () => void (await sittings.says(admin, text)))
  const helpers = people.filter(
    ({ person, leaves, manner }, index) =>
      index >= 10 && leaves === null && person.roles.length === 0 && manner !== 'never',
  )
  for (let first = 2, nth = 0; first < days - 15 && helpers.length > 0; first += everyDays, nth += 1) {
    const office = offices[nth % offices.length] ?? 'steward'
    const { body: name } = chance.pick(helpers).person.name
    const weeks = chance.between(9, 24)
    says(first, `role grant ${name} ${office} until ${dayAt(setting, first + weeks)}`)
    if (chance.percent(30)) says(first + 6, `role revoke ${name} ${office}`)
  }
  // Whoever always was one is one until a day.
  const veteran = (role: string): Inhabitant | undefined =>
    people.findLast(
      (one, index) =>
        index >= 2 && one.leaves === null && one.person.roles.length === 1 && one.person.roles[0] === role,
    )
  for (const [role, share] of [
    ['data_protection', 0.2],
    ['steward', 0.3],
    ['security', 0.5],
  ] as const) {
    const one = veteran(role)
    const first = Math.floor(days * share)
    if (one) says(first, `role grant ${one.person.name.body} ${role} until ${dayAt(setting, first + 8)}`)
  }
}
