import { contextOf } from '../../src/bot/context.ts'
import type { Tier } from '../../src/domain/programme.ts'
import { buttonsOf } from '../card-reader.ts'
import { createChance } from './chance.ts'
import type { Edition } from './editions.ts'
import { editions } from './editions.ts'
import { putExceptions } from './exceptions.ts'
import { putHappenings } from './happenings.ts'
import { createHeap } from './heap.ts'
import { putOffices } from './offices.ts'
import type { Pattern } from './patterns.ts'
import { patternOf } from './patterns.ts'
import type { Inhabitant } from './people.ts'
import { settle } from './people.ts'
import { createSittings } from './sittings.ts'
import { sowCertifications, sowPeople } from './sow.ts'
import { openTown } from './town.ts'
import { putTwins, secondOf } from './twins.ts'
import { createWatch } from './watch.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
/** The clock is moved in steps of so much; what happens between two of them happens at the second. */
const tickMs = 15 * 60_000

export type YearOptions = {
  readonly people: number
  readonly certifications: number
  readonly days: number
  readonly seed: number
  /** An instant, ISO 8601 UTC; the first of January 2027 where left out. */
  readonly start?: string
}

export type YearReport = Awaited<ReturnType<typeof liveThrough>>

/** Lives through a time of an organisation, and gives what was counted. Two runs with the same options are the same. */
export const liveThrough = async ({
  people: size,
  certifications,
  days,
  seed,
  start = '2027-01-01T00:00:00.000Z',
}: YearOptions) => {
  const began = performance.now()
  const chance = createChance(seed)
  const startMs = Date.parse(start)
  const [first, later] = editions()
  const changeMs = startMs + Math.floor(days / 2) * dayMs + 11 * hourMs
  const editionAt = (ms: number): Edition => (ms < changeMs ? first : later)
  const patterns = new Map<Tier, Pattern>()
  for (const tier of ['low', 'moderate', 'high'] as const) patterns.set(tier, await patternOf(tier))

  let inhabitants: readonly Inhabitant[] = []
  const byAccount = new Map<string, Inhabitant>()
  const inhabitantAt = (platform: string, user: string): Inhabitant => {
    const one = byAccount.get(`${platform} ${user}`)
    if (!one) throw new Error(`nobody is ${user} on ${platform}`)
    return one
  }
  const watch = createWatch({
    editionAt,
    slackMs: tickMs,
    personOf: (platform, user) => inhabitantAt(platform, user).person.id,
  })
  const agenda = createHeap<() => Promise<void>>()
  let isSown = false
  const town = await openTown({
    chance,
    edition: first,
    start,
    hear: watch.hear,
    skipped: (sentence) => watch.note('skipped', sentence),
    see: (sent) => {
      watch.see(sent)
      if (isSown && !sent.isRepaint) sittings.react(sent)
    },
  })
  const sittings = createSittings({
    town,
    chance,
    programme: town.world.programme,
    agenda,
    startMs,
    people: () => inhabitants,
    inhabitantAt,
  })

  // The population: what people certified by their buttons, sown many times.
  const at = (now: string) => contextOf({ ...town.world, clock: { now: () => now } }, 'system', 'command')
  inhabitants = settle(size, days, chance, at(new Date(startMs - 2 * dayMs).toISOString()))
  inhabitants.forEach((one, index) => {
    for (const { platform, user } of [one, secondOf(one, index) ?? one])
      byAccount.set(`${platform} ${user}`, one)
  })
  watch.at(start)
  const sown = {
    store: town.store(),
    chance,
    at,
    start,
    people: inhabitants,
    addressOf: (one: Inhabitant) => town.memory[one.platform].addressOf(one.user),
  }
  await sowPeople(sown)
  await sowCertifications(sown, certifications, patterns)
  await town.plan()
  isSown = true
  watch.begin()
  const sownMs = performance.now() - began

  const setting = { town, chance, agenda, sittings, people: inhabitants, startMs, days }
  putHappenings(setting)
  putOffices(setting)
  putExceptions(setting)
  putTwins(setting)
  agenda.put(changeMs, () => town.adopt(later))

  /** Whoever can decide nothing any more has no card in front of them that asks them to. */
  const lookAtCards = (id: string): void => {
    for (const [account, { person }] of byAccount) {
      if (person.id !== id) continue
      const [platform = '', user = ''] = account.split(' ')
      for (const { card } of town.memory[platform === 'slack' ? 'slack' : 'teams'].cards(user)) {
        const verbs = buttonsOf(card).flatMap((one) => (one.type === 'Action.Execute' ? [one.verb] : []))
        const live = verbs.find((verb) => deciding.some((one) => verb === one))
        if (live !== undefined)
          watch.note('waits', `${id} has ${live} in front of them at ${town.clock.now()}`)
      }
    }
  }
  const restarts = [0.2, 0.45, 0.7, 0.9].map(
    (share) => startMs + Math.floor(days * share) * dayMs + 10 * hourMs,
  )
  const downtime = { from: restarts[1] ?? 0, to: (restarts[1] ?? 0) + 3 * hourMs }

  const endMs = startMs + days * dayMs
  let ticks = 0
  let acts = 0
  for (;;) {
    const due = await town.nextDue()
    const next = Math.min(
      due === undefined ? endMs : Date.parse(due),
      agenda.nextAt() ?? endMs,
      restarts[0] ?? endMs,
    )
    let to = Math.max(Math.ceil(next / tickMs) * tickMs, Date.parse(town.clock.now()) + tickMs)
    const isDown = to > downtime.from && to < downtime.to
    if (isDown) {
      watch.pause(new Date(downtime.from).toISOString(), new Date(downtime.to).toISOString())
      to = downtime.to
    }
    if (to >= endMs) break
    town.clock.forward(new Date(to).toISOString())
    watch.at(town.clock.now())
    if (restarts[0] !== undefined && to >= restarts[0]) {
      restarts.shift()
      await town.restart()
    }
    for (let deed = agenda.take(to); deed; deed = agenda.take(to)) {
      acts += 1
      await deed()
    }
    await town.tick()
    watch.ticked()
    for (const id of watch.powerless()) lookAtCards(id)
    ticks += 1
  }
  const livedMs = performance.now() - began - sownMs

  const day = (nth: number): string => new Date(startMs + nth * dayMs).toISOString().slice(0, 10)
  watch.countDigests(
    inhabitants.map(({ person }) => person.id),
    day(2),
    day(days - 2),
  )
  for (const fault of town.faults) watch.note('faults', fault)
  const left = await town.store().transact((session) => session.timers.due(town.clock.now(), 100))
  for (const timer of left) watch.note('lost', `${timer.kind} of ${timer.subject} waits since ${timer.due}`)
  const governed = await town.store().transact((session) => session.reminders.counts(start))
  const audit = await town.store().audit()
  if (!audit.sound) watch.note('faults', `the journal does not verify: ${audit.fault}`)
  await town.close()
  return {
    found: watch.found(),
    figures: watch.figures(),
    governed,
    audit,
    ticks,
    acts,
    seconds: {
      sown: sownMs / 1000,
      lived: livedMs / 1000,
      cpu: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    },
    megabytes: process.resourceUsage().maxRSS / 1024,
  }
}

/** Buttons of those who hold a role. */
const deciding = ['approval.approve', 'approval.reject', 'waiver.grant', 'review.agree', 'condition.accept']
