import { createBringIn } from '../../src/bot/bring-in.ts'
import { contextOf } from '../../src/bot/context.ts'
import { sha256 } from '../../src/hash.ts'
import type { Programme, Tier } from '../../src/domain/programme.ts'
import type { Card } from '../../src/ports/card.ts'
import type { Posted } from '../../src/ports/channel.ts'
import { loadProgramme } from '../../src/programme/load.ts'
import { buttonsOf } from '../card-reader.ts'
import { policyText } from '../world.ts'
import { createChance } from './chance.ts'
import type { Deed } from './habits.ts'
import { nameOf, nextDeed, ownerless, withReminder } from './habits.ts'
import { createHeap } from './heap.ts'
import { wallAt } from './hours.ts'
import type { Pattern } from './patterns.ts'
import { makePattern } from './patterns.ts'
import type { Inhabitant } from './people.ts'
import { settle } from './people.ts'
import type { Sent } from './post.ts'
import { sowCertifications, sowPeople } from './sow.ts'
import { openTown } from './town.ts'
import { createWatch } from './watch.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
/** The clock is moved in steps of so much; what happens between two of them happens at the second. */
const tickMs = 15 * 60_000
/** Presses in one sitting: somebody who would go on has lost their way. */
const mostPresses = 60

export type YearOptions = {
  readonly people: number
  readonly certifications: number
  readonly days: number
  readonly seed: number
  /** An instant, ISO 8601 UTC; the first of January 2027 where left out. */
  readonly start?: string
}

export type YearReport = Awaited<ReturnType<typeof liveThrough>>

/** The shipped policy with holidays of the year on working days: one that everybody has off, and one in the week after. */
const policyOfTheYear = (): Programme =>
  loadProgramme(
    policyText.replace(
      /^holidays: .*$/m,
      "holidays: ['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-06', '2027-12-24']",
    ),
    'policy/programme.yaml',
    sha256,
  )

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
  const programme = policyOfTheYear()
  const patterns = new Map<Tier, Pattern>()
  for (const tier of ['low', 'moderate', 'high'] as const) patterns.set(tier, await makePattern(tier))

  let inhabitants: readonly Inhabitant[] = []
  const byAccount = new Map<string, Inhabitant>()
  const inhabitantAt = (platform: string, user: string): Inhabitant => {
    const one = byAccount.get(`${platform} ${user}`)
    if (!one) throw new Error(`nobody is ${user} on ${platform}`)
    return one
  }
  const watch = createWatch({
    programme,
    slackMs: tickMs,
    personOf: (platform, user) => inhabitantAt(platform, user).person.id,
  })
  const agenda = createHeap<() => Promise<void>>()
  let isSown = false
  const town = await openTown({
    chance,
    programme,
    start,
    hear: watch.hear,
    see: (sent) => {
      watch.see(sent)
      if (!sent.isRepaint) react(sent)
    },
  })
  const nowMs = (): number => Date.parse(town.clock.now())
  const startMs = Date.parse(start)
  const dayOfYear = (): number => Math.floor((nowMs() - startMs) / dayMs)

  /** Somebody sits down: not at night as a rule, not when they are away, and not once they have left. */
  const plan = (who: Inhabitant, delayMs: number, deed: () => Promise<void>): void => {
    let at = nowMs() + delayMs
    for (let tries = 0; tries < 40; tries += 1) {
      const day = Math.floor((at - startMs) / dayMs)
      const absence = who.away.find(([first, last]) => day >= first && day <= last)
      const wall = wallAt(new Date(at).toISOString(), who.person.zone)
      const isWeekend = [0, 6].includes(new Date(`${wall.day}T12:00:00.000Z`).getUTCDay())
      if (absence) at = startMs + (absence[1] + 1) * dayMs + chance.between(7, 12) * hourMs
      else if ((wall.time < '08:00' || wall.time > '19:00' || isWeekend) && !chance.percent(4))
        at += chance.between(3, 9) * hourMs
      else break
    }
    agenda.put(at, async () => {
      if (who.leaves === null || dayOfYear() < who.leaves) await deed()
    })
  }
  const delayOf = ({ manner }: Inhabitant): number | undefined => {
    switch (manner) {
      case 'prompt':
        return chance.between(5, 360) * 60_000
      case 'slow':
        return chance.percent(60) ? chance.between(20, 200) * hourMs : chance.between(1, 20) * hourMs
      case 'never':
        return undefined
      case 'ignores':
        return chance.percent(6) ? chance.between(2, 100) * hourMs : undefined
      default:
        return chance.between(1, 40) * hourMs
    }
  }

  const press = async (
    who: Inhabitant,
    on: Posted,
    { button, values }: Deed,
  ): Promise<{ readonly posted: Posted; readonly card: Card } | undefined> => {
    const answer = await town.deliver(who.platform, who.user, {
      kind: 'click',
      verb: button.verb,
      data: button.data,
      values,
      posted: on,
    })
    if (answer.replace) return { posted: on, card: answer.replace }
    return answer.reply && town.memory[who.platform].latest(who.user)
  }

  /** Goes on from a card, press by press, for as long as there is something to do. */
  const workOn = async (
    who: Inhabitant,
    first: { readonly posted: Posted; readonly card: Card },
    deed?: Deed,
  ): Promise<void> => {
    const done = new Set<string>()
    let at: { readonly posted: Posted; readonly card: Card } | undefined = first
    let next = deed
    for (let presses = 0; at && presses < mostPresses; presses += 1) {
      const card: Card = at.card
      if (town.viewOf(card) === 'refusal') return
      const today = wallAt(town.clock.now(), who.person.zone).day
      const chosen: Deed | undefined = next ?? nextDeed(card, who, done, { chance, programme, today })
      next = undefined
      if (!chosen) return
      if (!chosen.button.verb.startsWith('quiz.')) done.add(nameOf(chosen.button))
      at = await press(who, at.posted, chosen)
    }
  }

  const pending = new Set<string>()
  /** Whoever gets a message may do something about it, in their time. */
  const react = ({ platform, user, posted, view }: Sent): void => {
    if (!isSown) return
    const who = inhabitantAt(platform, user)
    const isList = view === 'digest'
    const key = `${user} digest`
    if (isList && pending.has(key)) return
    const delay = delayOf(who)
    if (delay === undefined) return
    if (isList) pending.add(key)
    plan(who, delay, async () => {
      pending.delete(key)
      const mailbox = town.memory[platform]
      // Today's digest has taken the place of the one that was seen first.
      const message = isList
        ? mailbox.cards(user).findLast(({ card }) => town.viewOf(card) === 'digest')
        : mailbox.cards(user).find((one) => one.posted.message === posted.message)
      if (!message) return
      if (isList) return workDigest(who, message)
      if (view === 'reminder') return workOn(who, message, withReminder(message.card, who, chance))
      const asset = ownerless(message.card)
      if (asset !== undefined && who.person.roles.length > 0) return findOwner(who, asset)
      return workOn(who, message)
    })
  }

  const workDigest = async (
    who: Inhabitant,
    message: { readonly posted: Posted; readonly card: Card },
  ): Promise<void> => {
    const done = new Set<string>()
    for (let line = 0; line < 7; line += 1) {
      const today = wallAt(town.clock.now(), who.person.zone).day
      const deed = nextDeed(message.card, who, done, { chance, programme, today })
      if (!deed) return
      done.add(nameOf(deed.button))
      if (chance.percent(15)) continue
      await workOn(who, message, deed)
    }
  }

  const someone = (): Inhabitant => {
    for (;;) {
      const one = chance.pick(inhabitants)
      if (one.leaves === null) return one
    }
  }
  const says = (who: Inhabitant, text: string) => town.deliver(who.platform, who.user, { kind: 'word', text })
  /** A steward asks for the review of everything moderate, by the cards that lead there. */
  const askManyAtOnce = async (among: readonly Inhabitant[]): Promise<void> => {
    const steward = among.find((one) => one.leaves === null && one.person.roles.includes('steward'))
    if (!steward) throw new Error('there is no steward')
    await says(steward, 'campaign new')
    let at = town.memory[steward.platform].latest(steward.user)
    for (const [title, values] of campaign) {
      const button = at && buttonsOf(at.card).find((one) => one.title === title)
      if (!at || button?.type !== 'Action.Execute') throw new Error(`no way to press ${title}`)
      at = await press(steward, at.posted, { button, values })
    }
  }
  const findOwner = async (who: Inhabitant, asset: string): Promise<void> => {
    if (chance.percent(40)) await says(who, `hand over ${asset} to ${someone().person.name.body}`)
  }

  // The population: what people certified by their buttons, sown many times.
  const at = (now: string) => contextOf({ ...town.world, clock: { now: () => now } }, 'system', 'command')
  inhabitants = settle(size, days, chance, at(new Date(startMs - 2 * dayMs).toISOString()))
  for (const one of inhabitants) byAccount.set(`${one.platform} ${one.user}`, one)
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

  // What happens in the organisation by itself.
  for (const one of inhabitants) {
    if (one.leaves !== null)
      agenda.put(startMs + one.leaves * dayMs, () => {
        town.memory[one.platform].tell(one.user, { presence: 'deactivated' })
        return Promise.resolve()
      })
    if (one.person.roles.some((role) => ['steward', 'security', 'data_protection', 'board'].includes(role)))
      for (const [first, last] of one.away)
        agenda.put(startMs + (first - 1) * dayMs + 12 * hourMs, async () => {
          const day = (nth: number): string => new Date(startMs + nth * dayMs).toISOString().slice(0, 10)
          const instead = inhabitants.find(
            (other) =>
              other !== one &&
              other.leaves === null &&
              other.person.roles.some((role) => one.person.roles.includes(role)),
          )
          if (instead)
            await says(one, `away from ${day(first)} to ${day(last)} delegate ${instead.person.name.body}`)
        })
    if (chance.percent(1))
      plan(one, chance.between(5, days - 5) * dayMs, async () => {
        await says(one, 'settings')
        const message = town.memory[one.platform].latest(one.user)
        const button =
          message &&
          buttonsOf(message.card).find(
            (found) => found.type === 'Action.Execute' && found.verb === 'settings.save',
          )
        if (message && button?.type === 'Action.Execute')
          await press(one, message.posted, {
            button,
            values: {
              zone: chance.pick(zonesToMoveTo),
              quietFrom: '18:00',
              quietTo: '09:00',
              digestAt: '09:30',
            },
          })
      })
  }
  agenda.put(startMs + Math.floor(days / 4) * dayMs + 10 * hourMs, async () => {
    const desk = createBringIn({ store: town.store(), world: town.world })
    const lines = Array.from(
      { length: Math.max(5, Math.floor(size / 40)) },
      (_, index) =>
        `Old list ${index} of ${someone().person.name.body},Was there before,app,power_apps,${someone().person.name.body},${chance.pick([90, 60, 30])}`,
    )
    await desk.apply(await desk.look(['name,purpose,kind,platform,owner,days', ...lines].join('\n'), 90))
  })
  agenda.put(startMs + Math.floor(days / 3) * dayMs + 10 * hourMs, () => askManyAtOnce(inhabitants))
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
    let to = Math.max(Math.ceil(next / tickMs) * tickMs, nowMs() + tickMs)
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

const campaign = [
  ['Continue', { name: 'Yearly look', why: 'Two connectors left the green list.', days: '14' }],
  ['Show whom it reaches', { tier: 'moderate' }],
  ['Yes, start it', {}],
] as const

const zonesToMoveTo = ['Asia/Tokyo', 'America/Los_Angeles', 'Europe/Berlin', 'Pacific/Auckland'] as const
