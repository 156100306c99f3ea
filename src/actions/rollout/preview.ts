import { nobodyYet } from '../../domain/brought-in.ts'
import { addDays, dayOf, isWorking, laterDay } from '../../domain/calendar.ts'
import { digestLines } from '../../domain/digest.ts'
import type { Person } from '../../domain/person.ts'
import { hasLeft, selves } from '../../domain/person.ts'
import { instantOf } from '../../domain/calendar.ts'
import type { Rollout } from '../../domain/rollout.ts'
import { mayPush, readKept, readRollout, rolloutSetting } from '../../domain/rollout.ts'
import type { Timer } from '../../domain/timer.ts'
import { joinerOf, readRung } from '../../domain/ladder.ts'
import { toldTimers } from '../../domain/timer-words.ts'
import type { ViewOf } from '../../domain/view.ts'
import { toldUntil } from '../drain/ahead.ts'
import { needsOf } from '../conversation/inbox.ts'
import { eachOf, most, nameOf, standing } from '../load.ts'
import type { Look } from '../look.ts'
import { usersOf } from '../standing/users.ts'
import { permitLook } from './views.ts'
import { isAwayOn } from '../../domain/delegation.ts'

type Preview = ViewOf<'rollout-preview'>
type Line = Preview['lines'][number]

/** So many days ahead are looked at. */
const ahead = 7
const shownLines = 10
/** Persons read at once, and timers looked at. */
const page = 200
const mostTimers = 1000

/** Who would get what in the next days, if reminders and digests went to them. Nothing is sent and nothing changes. */
export const rolloutPreviewView = async (look: Look, rollout: Rollout): Promise<Preview> => {
  permitLook(look)
  const found = await digestsFor(look, rollout)
  const { lines: first, without } = await firstLines(look, found.digests)
  const digests = found.digests.filter(({ id }) => !without.has(id))
  const reminders = await remindersFor(look, rollout)
  const queue = await toldUntil(look, rollout, addDays(look.now, ahead))
  const people = new Set([
    ...digests.map(({ id }) => id),
    ...reminders.flatMap(({ to }) => to),
    ...queue.map(({ person }) => person.id),
  ])
  const lines = [
    ...first,
    ...(
      await eachOf(reminders.slice(0, shownLines), ({ timer, to }) =>
        eachOf(to, async (id): Promise<Line> => ({
          name: await nameOf(look.session, id),
          what: `${toldTimers[timer.kind] ?? timer.kind}: ${timer.subject}`,
          at: timer.due > look.now ? timer.due : look.now,
        })),
      )
    ).flat(),
    ...queue
      .slice(0, shownLines)
      .map(({ row, person, at }): Line => ({ name: person.name.body, what: queued[row.kind], at })),
  ].sort((a, b) => a.at.localeCompare(b.at) || a.name.localeCompare(b.name))
  const total = digests.length + queue.length + reminders.reduce((sum, { to }) => sum + to.length, 0)
  const shown = lines.slice(0, shownLines)
  const kept = await look.session.settings.get(rolloutSetting)
  return {
    kind: 'rollout-preview',
    rollout,
    isNow: JSON.stringify(readRollout(kept)) === JSON.stringify(rollout),
    over: readKept(kept)?.at ?? '',
    until: laterDay(dayOf(look.now, look.person.zone), ahead),
    people: people.size,
    quiet: found.reached.filter((id) => !people.has(id)).length,
    counts: [
      { what: 'daily digest', count: digests.length },
      ...[...Map.groupBy(reminders, ({ timer }) => timer.kind)].map(([kind, some]) => ({
        what: toldTimers[kind] ?? kind,
        count: some.reduce((sum, { to }) => sum + to.length, 0),
      })),
      ...[...Map.groupBy(queue, ({ row }) => row.kind)].map(([kind, some]) => ({
        what: queued[kind],
        count: some.length,
      })),
    ].filter(({ count }) => count > 0),
    lines: shown,
    more: Math.max(0, total - shown.length),
  }
}

/** What waits for its turn, as it is called here. */
const queued = {
  review: 'review that a campaign asks for',
  existing: 'list of what was there before Assay',
} as const

type Digest = { readonly id: string; readonly person: Person; readonly at: string }

/** Digests that are looked into, until there are as many lines as are shown: each costs as much as an inbox. */
const mostLooked = 50

/** The first lines of digests that have any, and whose of those that were looked into have none. */
const firstLines = async (
  look: Look,
  digests: readonly Digest[],
): Promise<{ readonly lines: readonly Line[]; readonly without: ReadonlySet<string> }> => {
  const lines: Line[] = []
  const without = new Set<string>()
  for (const { id, person, at } of digests.slice(0, mostLooked)) {
    if (lines.length === shownLines) break
    const count = await countOf(look, person)
    if (count === 0) without.add(id)
    else
      lines.push({
        name: person.name.body,
        what: `daily digest, ${count} ${count === 1 ? 'line' : 'lines'}`,
        at,
      })
  }
  return { lines, without }
}

/** The lines that somebody's digest has. */
const countOf = async (look: Look, person: Person): Promise<number> => {
  const mine = await look.session.certifications.of(selves(person), most)
  return Math.min((await needsOf({ ...look, person }, mine)).length, digestLines)
}

/** Everybody whom something may need, with the next morning on which they would hear of it; and everybody who is reached at all. */
const digestsFor = async (
  look: Look,
  rollout: Rollout,
): Promise<{ readonly digests: readonly Digest[]; readonly reached: readonly string[] }> => {
  if (rollout.scope === 'observe') return { digests: [], reached: [] }
  const found: Digest[] = []
  const reached: string[] = []
  for (let after: string | undefined = ''; after !== undefined;) {
    const people: readonly Person[] = await look.session.people.page(after, page)
    for (const person of people) {
      if (person.metAt === null || hasLeft(person) || !mayPush(rollout, person)) continue
      reached.push(person.id)
      // Most people are needed by nothing, and reckoning somebody's next morning costs more than asking that.
      if (!(await look.session.people.mayBeNeeded(selves(person), look.now))) continue
      const at = nextDigest(look, person)
      if (at !== undefined) found.push({ id: person.id, person, at })
    }
    after = people.at(-1)?.id
  }
  const digests = found.sort(
    (a, b) => a.at.localeCompare(b.at) || a.person.name.body.localeCompare(b.person.name.body),
  )
  return { digests, reached }
}

const nextDigest = ({ now, programme }: Look, person: Person): string | undefined => {
  const today = dayOf(now, person.zone)
  for (let days = 0; days <= ahead; days += 1) {
    const day = laterDay(today, days)
    const at = instantOf(day, person.digestAt, person.zone)
    if (at >= now && isWorking(day, programme) && !isAwayOn(person, day)) return at
  }
  return undefined
}

/** Reminders that fall due, each with those who would get it. */
const remindersFor = async (
  look: Look,
  rollout: Rollout,
): Promise<readonly { readonly timer: Timer; readonly to: readonly string[] }[]> => {
  if (rollout.scope === 'observe') return []
  // The keys of a table are the kinds of its entries.
  const kinds = Object.keys(toldTimers) as Timer['kind'][]
  const timers = await look.session.timers.ahead(kinds, addDays(look.now, ahead), mostTimers)
  const found = await eachOf(timers, async (timer) => {
    const to = await eachOf(await recipientsOf(look, timer), async (id) => standing(look.session, id))
    return {
      timer,
      to: [
        ...new Set(
          to
            .filter((one) => one !== undefined && isThere(one) && mayPush(rollout, one))
            .map((one) => one?.id ?? ''),
        ),
      ],
    }
  })
  return found.filter(({ to }) => to.length > 0)
}

/** Whether there is somebody to hear anything. */
const isThere = (person: Person): boolean => !hasLeft(person) && person.id !== nobodyYet

/** What those hear of, too, who use a thing. */
const concernsUsers: readonly Timer['kind'][] = ['expires', 'condition-due', 'waiver-expires']

const recipientsOf = async (look: Look, timer: Timer): Promise<readonly string[]> => {
  const holders = async (role: 'admin' | 'steward'): Promise<readonly string[]> =>
    (await look.session.people.withRole(role)).map(({ id }) => id)
  if (timer.kind === 'role-ends-soon') return holders('admin')
  if (timer.kind === 'owner-sought-asks') return [...(await holders('steward')), ...(await holders('admin'))]
  if (timer.kind === 'sample-due' || timer.kind === 'settling-due') return holders('steward')
  if (timer.kind === 'hand-over-reminds') {
    const asset = await look.session.assets.find(timer.subject)
    return asset?.handOver ? [asset.handOver.to] : []
  }
  if (timer.kind === 'role-ends') return [timer.subject]
  const subject =
    timer.kind === 'approval-expires'
      ? (await look.session.approvals.find(timer.subject))?.certification
      : timer.subject
  const certification = subject === undefined ? undefined : await look.session.certifications.find(subject)
  if (certification && timer.kind === 'step-reminds') {
    const step = certification.steps.find(({ id }) => id === timer.occurrence.split(' ')[0])
    return step?.state === 'asked' && step.asked !== null ? [step.asked] : []
  }
  if (certification && timer.kind === 'review-reminds') {
    const who = readRung(timer.occurrence)?.who
    if (who === undefined || who === 'owner') return [certification.owner]
    if (who === 'steward') return holders('steward')
    const asset = await look.session.assets.find(certification.asset)
    const named = asset && joinerOf(who, asset, certification)
    return named === undefined ? [] : [named]
  }
  if (!certification) return []
  const users = concernsUsers.includes(timer.kind) ? await usersOf(look.session, certification) : []
  return [...new Set([certification.developer, certification.owner, ...users])]
}
