import { createBringIn } from '../../src/bot/bring-in.ts'
import type { Chance } from './chance.ts'
import type { createHeap } from './heap.ts'
import type { Inhabitant } from './people.ts'
import type { Sittings } from './sittings.ts'
import type { openTown } from './town.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

/** What the organisation's days are put in: everything that happens has its moment there. */
export type Setting = {
  readonly town: Awaited<ReturnType<typeof openTown>>
  readonly chance: Chance
  readonly agenda: ReturnType<typeof createHeap<() => Promise<void>>>
  readonly sittings: Sittings
  readonly people: readonly Inhabitant[]
  readonly startMs: number
  readonly days: number
}

/** A day of the year (from 0) as people write it. */
export const dayAt = ({ startMs }: Pick<Setting, 'startMs'>, nth: number): string =>
  new Date(startMs + nth * dayMs).toISOString().slice(0, 10)

/** The moment of that day at an hour (UTC). */
export const momentAt = ({ startMs }: Pick<Setting, 'startMs'>, nth: number, hour: number): number =>
  startMs + nth * dayMs + hour * hourMs

/** What happens in the organisation by itself: people leave, go away and move; a list is brought in; a steward asks for many reviews. */
export const putHappenings = (setting: Setting): void => {
  const { agenda, chance, days, people, sittings } = setting
  for (const one of people) {
    putDeparture(setting, one)
    if (one.person.roles.some((role) => ['steward', 'security', 'data_protection', 'board'].includes(role)))
      putAbsences(setting, one)
    if (chance.percent(1))
      sittings.plan(one, chance.between(5, days - 5) * dayMs, () => moveHouse(setting, one))
  }
  agenda.put(momentAt(setting, Math.floor(days / 4), 10), () => bringInList(setting))
  agenda.put(momentAt(setting, Math.floor(days / 3), 10), () => askManyAtOnce(setting))
}

const putDeparture = (setting: Setting, { leaves, platform, user }: Inhabitant): void => {
  if (leaves === null) return
  setting.agenda.put(momentAt(setting, leaves, 0), () => {
    setting.town.memory[platform].tell(user, { presence: 'deactivated' })
    return Promise.resolve()
  })
}

const putAbsences = (setting: Setting, one: Inhabitant): void => {
  const { agenda, people, sittings } = setting
  for (const [first, last] of one.away)
    agenda.put(momentAt(setting, first - 1, 12), async () => {
      const instead = people.find(
        (other) =>
          other !== one &&
          other.leaves === null &&
          other.person.roles.some((role) => one.person.roles.includes(role)),
      )
      if (instead)
        await sittings.says(
          one,
          `away from ${dayAt(setting, first)} to ${dayAt(setting, last)} delegate ${instead.person.name.body}`,
        )
    })
}

/** Somebody lives elsewhere now, and says so. */
const moveHouse = async ({ chance, sittings }: Setting, one: Inhabitant): Promise<void> => {
  await sittings.pressOn(await sittings.says(one, 'settings'), ({ verb }) => verb === 'settings.save', {
    zone: chance.pick(zonesToMoveTo),
    quietFrom: '18:00',
    quietTo: '09:00',
    digestAt: '09:30',
  })
}

const bringInList = async ({ town, chance, people, sittings }: Setting): Promise<void> => {
  const desk = createBringIn({ store: town.store(), world: town.world })
  const lines = Array.from(
    { length: Math.max(5, Math.floor(people.length / 40)) },
    (_, index) =>
      `Old list ${index} of ${sittings.someone().person.name.body},Was there before,app,power_apps,${sittings.someone().person.name.body},${chance.pick([90, 60, 30])}`,
  )
  await desk.apply(await desk.look(['name,purpose,kind,platform,owner,days', ...lines].join('\n'), 90))
}

/** A steward asks for the review of everything moderate, by the cards that lead there. */
const askManyAtOnce = async ({ people, sittings }: Setting): Promise<void> => {
  const steward = people.find((one) => one.leaves === null && one.person.roles.includes('steward'))
  if (!steward) throw new Error('there is no steward')
  let at = await sittings.says(steward, 'campaign new')
  for (const [title, values] of campaign) {
    at = await sittings.pressOn(at, (button) => button.title === title, values)
    if (!at) throw new Error(`no way to press ${title}`)
  }
}

const campaign = [
  ['Continue', { name: 'Yearly look', why: 'Two connectors left the green list.', days: '14' }],
  ['Show whom it reaches', { tier: 'moderate' }],
  ['Yes, start it', {}],
] as const

const zonesToMoveTo = ['Asia/Tokyo', 'America/Los_Angeles', 'Europe/Berlin', 'Pacific/Auckland'] as const
