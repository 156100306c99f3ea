import type { Certification } from '../../src/domain/certification.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Person } from '../../src/domain/person.ts'
import { hasLeft } from '../../src/domain/person.ts'
import type { Programme, Tier } from '../../src/domain/programme.ts'
import type { Timer } from '../../src/domain/timer.ts'
import type { Owed } from '../../src/ports/outbox.ts'
import { sha256 } from '../../src/hash.ts'
import type { Heard } from './ear.ts'
import { createHeap } from './heap.ts'
import { isOff, wallAt, workingDaysLater } from './hours.ts'
import type { Sent } from './post.ts'

/** What must not happen, each with what it means. The numbers are those of domain.md, written down a second time. */
export const checks = {
  budget: 'more than three messages of their own in seven days',
  digests: 'more than one digest on a day',
  hours: 'something governed outside of somebody’s hours',
  late: 'a certificate that was not reviewed, renewed, expired or suspended in time',
  ownerless: 'a certified thing without an owner, and nobody who was asked to find one',
  twice: 'two open reviews of one certification',
  done: 'a reminder of something that is done',
  lost: 'an occurrence that was lost',
  doubled: 'an occurrence that came twice',
  ladder: 'a certificate that expired without each of its reminders',
  untold: 'a message that the clock caused and nobody governs',
  faults: 'something that went wrong',
} as const
export type Check = keyof typeof checks

const dayMs = 86_400_000
const mostPings = 3
const graceDays: Readonly<Record<Tier, number>> = { low: 30, moderate: 14, high: 0 }
/** A rung comes on the working day before its own: so many days earlier at most, with a weekend and holidays. */
const movedDays = 6
const ownRungs = [-14, -7, -2, 0, 2, 5, 10]
/** A submitted renewal counts on for so many working days after its validity. */
const renewalWorkingDays = 15
/** Days in which a leaver’s asset is reassigned; whoever is asked last has three of their own. */
const ownerDays = 14 + 3
/** What persons decided is told a minute later, and what they set begins and ends on its day: the clock only waited for it. */
const decidedByPersons: ReadonlySet<Timer['kind']> = new Set(['decision-settles', 'away-begins', 'away-ends'])

type Kept = Pick<
  Certification,
  'state' | 'owner' | 'asset' | 'validUntil' | 'inForceUntil' | 'windowOpens'
> & {
  readonly tier: Tier
  readonly end: string | null
  readonly rungs: Set<number>
  readonly isDisturbed: boolean
}
type Home = { readonly owner: string; readonly offeredUntil: string | null; readonly isOrphaned: boolean }

/** Watches what is committed and what is sent, and counts what must not be. `slackMs` is how late something may be: one tick. */
export const createWatch = ({
  programme,
  slackMs,
  personOf,
}: {
  readonly programme: Programme
  readonly slackMs: number
  /** Whose an account is. */
  readonly personOf: (platform: 'slack' | 'teams', user: string) => string
}) => {
  const { holidays } = programme
  const found = new Map<Check, { count: number; readonly first: string[] }>()
  const note = (check: Check, sentence: string): void => {
    const one = found.get(check) ?? { count: 0, first: [] }
    found.set(check, one)
    one.count += 1
    if (one.first.length < 5) one.first.push(sentence)
  }
  const counts = new Map<string, number>()
  const count = (name: string, by = 1): void => void counts.set(name, (counts.get(name) ?? 0) + by)

  const people = new Map<string, Person>()
  const moved = new Set<string>()
  const certifications = new Map<string, Kept>()
  const homes = new Map<string, Home>()
  const approvals = new Map<string, string>()
  const openReviews = new Map<string, string>()
  const reminders = new Map<number, Extract<Heard, { what: 'reminder' }>['reminder']>()
  const owed = new Map<string, { readonly owed: Owed; readonly cause: Timer['kind'] | null }>()
  const pings = new Map<string, number[]>()
  const digestDays = new Map<string, number>()
  const fired = new Map<string, Map<string, number>>()
  const perWeek = new Map<string, number>()
  const deadlines = createHeap<() => void>()
  /** Times in which nothing ran: what fell due then is late by right. */
  const pauses: { readonly from: number; readonly to: number }[] = []
  const isLate = (due: number, at: number): boolean =>
    at - due > slackMs && !pauses.some(({ from, to }) => due >= from - slackMs && at <= to + slackMs)

  const hearEvents = (
    id: string,
    before: Kept | undefined,
    kept: Kept,
    events: readonly Event[],
    at: number,
  ): void => {
    for (const event of events) {
      switch (event.type) {
        case 'certification-certified':
        case 'certification-certified-on-conditions':
          count('certified')
          break
        case 'certification-renewed':
          count('renewed')
          break
        case 'certification-expired': {
          count('expired')
          if (before?.end && Date.parse(before.end) > at) note('late', `${id} expired before ${before.end}`)
          // Without grace it may end before the hour of the last one.
          const validMs = Date.parse(kept.validUntil ?? before?.validUntil ?? '')
          const expected = ownRungs.filter(
            (days) =>
              (days < graceDays[kept.tier] || days < 0) &&
              validMs + days * dayMs > beginMs + movedDays * dayMs,
          )
          const missing = expected.filter((days) => !kept.rungs.has(days))
          const wasThere = !hasLeft(people.get(kept.owner) ?? { left: null })
          if (missing.length > 0 && !kept.isDisturbed && wasThere)
            note('ladder', `${id} (${kept.tier}) had no reminder at ${missing.join(', ')}`)
          break
        }
        case 'validity-ended':
          count('ended while being decided')
          break
        case 'certification-suspended':
        case 'condition-missed':
          count('suspended')
          break
        case 'certification-retired':
          count('retired')
          break
        case 'check-confirmed':
          count('checks confirmed')
          break
        case 'review-reminded':
          if (event.who === 'owner' && !event.isWarning) kept.rungs.add(Number(event.rung.split(' ')[2]))
          break
        default:
      }
    }
  }

  const isLive = ({ state, inForceUntil }: Kept, now: string): boolean =>
    inForceUntil !== null &&
    (inForceUntil <= now || ['certified', 'conditionally_certified', 'review_due'].includes(state))

  const expectEnd = (id: string, kept: Kept, due: string): void =>
    deadlines.put(Date.parse(due) + slackMs + 1, () => {
      const now = certifications.get(id)
      if (
        now?.end === due &&
        now.validUntil === kept.validUntil &&
        isLive(now, due) &&
        isLate(Date.parse(due), clockMs)
      )
        note('late', `${id} (${now.tier}, ${now.state}) still counts after ${due}`)
    })
  const expectWindow = (id: string, opens: string): void =>
    deadlines.put(Date.parse(opens) + slackMs + 1, () => {
      const now = certifications.get(id)
      if (now?.state === 'certified' && now.windowOpens === opens && isLate(Date.parse(opens), clockMs))
        note('late', `the review of ${id} did not open at ${opens}`)
    })

  let clockMs = 0
  let beginMs = 0

  const hearCertification = (
    { id, state, owner, asset, validUntil, inForceUntil, windowOpens, assessment, change }: Certification,
    events: readonly Event[],
  ): void => {
    const before = certifications.get(id)
    const tier = assessment?.tier ?? 'low'
    const isNew = before === undefined || before.validUntil !== validUntil
    const isExtended = events.some(
      (event) =>
        (event.type === 'no-change-confirmed' || event.type === 'certification-submitted') &&
        event.inForceUntil !== undefined,
    )
    const graced = validUntil === null ? null : later(validUntil, graceDays[tier] * dayMs)
    let end = isNew ? graced : before.end
    if (isExtended && validUntil !== null && tier !== 'high') {
      const extended = workingDaysLater(validUntil, renewalWorkingDays, {
        ...programme.workingHours,
        holidays,
      })
      if (end === null || extended > end) end = extended
    }
    const disturbs = events.some((event) =>
      [
        'owner-changed',
        'tier-set',
        'change-declared',
        'no-change-confirmed',
        'recertification-started',
        'suspension-lifted',
        'certification-lifted',
      ].includes(event.type),
    )
    const kept: Kept = {
      state,
      owner,
      asset,
      validUntil,
      inForceUntil,
      windowOpens,
      tier,
      end: change?.until && end !== null && change.until < end ? change.until : end,
      rungs: isNew ? new Set() : before.rungs,
      isDisturbed: (isNew ? false : before.isDisturbed) || disturbs,
    }
    certifications.set(id, kept)
    if (kept.end !== null && kept.end !== before?.end) expectEnd(id, kept, kept.end)
    if (isNew && windowOpens !== null) expectWindow(id, windowOpens)
    hearEvents(id, before, kept, events, clockMs)
  }

  const hearPerson = (person: Person, events: readonly Event[]): void => {
    const before = people.get(person.id)
    if (before && (before.zone !== person.zone || before.digestAt !== person.digestAt)) moved.add(person.id)
    people.set(person.id, person)
    for (const event of events) {
      if (event.type !== 'person-left') continue
      count('people left')
      for (const id of event.assets)
        deadlines.put(clockMs, () => {
          const home = homes.get(id)
          if (home?.owner === person.id && home.offeredUntil === null && !home.isOrphaned)
            note('ownerless', `${id}, when ${person.id} left`)
        })
      for (const id of event.assets)
        deadlines.put(clockMs + ownerDays * dayMs + slackMs + 1, () => {
          const home = homes.get(id)
          const certified = [...(ofAsset.get(id) ?? [])].some(
            (one) => (certifications.get(one)?.inForceUntil ?? null) !== null,
          )
          if (!home || !certified || home.owner !== person.id || !hasLeft(people.get(person.id) ?? person))
            return
          const isOffered = home.offeredUntil !== null && Date.parse(home.offeredUntil) + slackMs > clockMs
          if (!isOffered && !home.isOrphaned) note('ownerless', `${id}, since ${person.left?.at ?? ''}`)
        })
    }
  }
  const ofAsset = new Map<string, Set<string>>()

  const isDone = (kind: string, content: unknown): boolean => {
    if (typeof content !== 'object' || content === null) return false
    if ('approval' in content) return approvals.get(String(content.approval)) !== 'open'
    if (!('certification' in content)) return false
    const state = certifications.get(String(content.certification))?.state ?? 'retired'
    switch (kind) {
      case 'window':
      case 'review':
      case 'warning':
      case 'help-asked':
        return !['review_due', 'recertifying', 'changes_requested'].includes(state)
      case 'condition':
        return state !== 'conditionally_certified'
      case 'draft':
        return !['draft', 'classified', 'preparing'].includes(state)
      default:
        return false
    }
  }

  const hear = (heard: Heard): void => {
    switch (heard.what) {
      case 'person':
        return hearPerson(heard.person, heard.events)
      case 'asset': {
        const { id, owner, handOver } = heard.asset
        const before = homes.get(id)
        homes.set(id, {
          owner,
          offeredUntil: handOver?.state === 'offered' ? handOver.until : null,
          isOrphaned:
            heard.events.some(({ type }) => type === 'asset-orphaned') ||
            (before?.owner === owner && before.isOrphaned),
        })
        for (const { type } of heard.events)
          if (type.startsWith('hand-over-') || type === 'asset-orphaned') count(type)
        return
      }
      case 'certification': {
        const known = ofAsset.get(heard.certification.asset) ?? new Set<string>()
        ofAsset.set(heard.certification.asset, known.add(heard.certification.id))
        return hearCertification(heard.certification, heard.events)
      }
      case 'approval':
        if (approvals.get(heard.approval.id) !== heard.approval.state && heard.approval.state !== 'open')
          count(`requests ${heard.approval.state}`)
        approvals.set(heard.approval.id, heard.approval.state)
        return
      case 'review':
        for (const event of heard.events) {
          if (event.type === 'periodic-review-opened') {
            const open = openReviews.get(event.of)
            if (open !== undefined) note('twice', `${event.of} has ${open} and ${event.review}`)
            openReviews.set(event.of, event.review)
            count('reviews opened')
          }
          if (event.type === 'periodic-review-closed') {
            openReviews.delete(event.of)
            count('reviews closed')
          }
        }
        return
      case 'campaign':
        for (const { type } of heard.events) count(type)
        return
      case 'fired':
        return hearFired(heard.timer)
      case 'owed':
        owed.set(markOf(heard.owed.key), { owed: heard.owed, cause: heard.cause })
        return
      case 'reminder':
        reminders.set(heard.id, heard.reminder)
        return
      default:
        heard satisfies never
    }
  }

  const hearFired = ({ kind, subject, occurrence, due }: Timer): void => {
    count('timers')
    // Whoever has just changed their hour or zone gets at once what its new hour has passed of.
    if (isLate(Date.parse(due), clockMs) && !moved.has(subject))
      note('lost', `${kind} of ${subject} (${occurrence}) was due ${due}`)
    if (kind !== 'digest' && kind !== 'week') return
    const days = fired.get(`${kind} ${subject}`) ?? new Map<string, number>()
    fired.set(`${kind} ${subject}`, days)
    days.set(occurrence, (days.get(occurrence) ?? 0) + 1)
    if ((days.get(occurrence) ?? 0) > 1) note('doubled', `${kind} of ${subject} on ${occurrence}`)
  }

  const see = ({ at, platform, user, view, mark, isRepaint }: Sent): void => {
    const about = owed.get(mark)
    owed.delete(mark)
    if (isRepaint) return count('repaints')
    count('messages')
    const id = personOf(platform, user)
    const person = people.get(id)
    if (!person || !about) return note('faults', `a message to ${platform} ${user} that nobody owes`)
    const week = `${id} ${Math.floor(Date.parse(at) / (7 * dayMs))}`
    perWeek.set(week, (perWeek.get(week) ?? 0) + 1)
    const { day, time } = wallAt(at, person.zone)
    const isQuiet = isOff(day, holidays) || time < person.quietTo || time >= person.quietFrom
    const isReminder = about.owed.key.startsWith('reminder:')
    const isDigest = view === 'digest'
    if (isDigest) {
      count('digests')
      const key = `${id} ${day}`
      digestDays.set(key, (digestDays.get(key) ?? 0) + 1)
      if ((digestDays.get(key) ?? 0) > 1) note('digests', `${id} on ${day}`)
    }
    if (isReminder) seeReminder(id, at, about.owed)
    if ((isDigest || isReminder || view === 'week') && isQuiet)
      note('hours', `${view ?? 'something'} to ${id} at ${day} ${time} in ${person.zone}`)
    if (
      isDigest ||
      isReminder ||
      view === 'week' ||
      about.cause === null ||
      decidedByPersons.has(about.cause)
    )
      return
    count(`sent at once by the clock: ${about.cause}${isQuiet ? ', at night' : ''}`)
    note('untold', `${view ?? 'something'} because of ${about.cause} at ${day} ${time}`)
  }

  const seeReminder = (id: string, at: string, { key }: Owed): void => {
    count('pings')
    const times = pings.get(id) ?? []
    pings.set(id, times)
    times.push(Date.parse(at))
    const before = times[times.length - 1 - mostPings]
    if (before !== undefined && Date.parse(at) - before < 7 * dayMs) note('budget', `${id} at ${at}`)
    const reminder = reminders.get(Number(key.slice('reminder:'.length)))
    if (reminder && isDone(reminder.kind, reminder.content))
      note('done', `${reminder.kind} of ${reminder.matter} to ${id} at ${at}`)
  }

  return {
    hear,
    see,
    note,
    /** The clock stands at this moment from now on. */
    at: (now: string): void => {
      clockMs = Date.parse(now)
    },
    /** Everything that is due by now has been done: what should be done by now is. */
    ticked: (): void => {
      for (let due = deadlines.take(clockMs); due; due = deadlines.take(clockMs)) due()
    },
    /** What was written so far is what the year begins with. */
    begin: (): void => {
      counts.clear()
      beginMs = clockMs
    },
    pause: (from: string, to: string): void =>
      void pauses.push({ from: Date.parse(from), to: Date.parse(to) }),
    /** Every working day from `first` to `last` (YYYY-MM-DD, both included) had one turn of everybody's digest. */
    countDigests: (ids: readonly string[], first: string, last: string): void => {
      for (const id of ids) {
        if (moved.has(id)) continue
        const days = fired.get(`digest ${id}`) ?? new Map<string, number>()
        for (
          let at = Date.parse(`${first}T12:00:00.000Z`);
          at <= Date.parse(`${last}T12:00:00.000Z`);
          at += dayMs
        ) {
          const day = new Date(at).toISOString().slice(0, 10)
          const turns = days.get(day) ?? 0
          if (turns !== (isOff(day, holidays) ? 0 : 1))
            note(turns === 0 ? 'lost' : 'doubled', `the digest of ${id} on ${day}`)
        }
      }
    },
    stateOf: (id: string) => certifications.get(id),
    /** What was found, by check; nothing where all is well. */
    found: (): ReadonlyMap<Check, { readonly count: number; readonly first: readonly string[] }> => found,
    figures: () => {
      const weeks = [...perWeek.values()].sort((a, b) => a - b)
      const completed =
        (counts.get('reviews closed') ?? 0) +
        [...counts].filter(([name]) => name.startsWith('requests ')).reduce((sum, [, many]) => sum + many, 0)
      return {
        counts: new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
        perMatter: (counts.get('messages') ?? 0) / Math.max(1, completed),
        /** Of the weeks in which somebody was written to at all. */
        medianPerWeek: weeks[Math.floor(weeks.length / 2)] ?? 0,
        p99PerWeek: weeks[Math.floor(weeks.length * 0.99)] ?? 0,
      }
    },
  }
}

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString()
const markOf = (key: string): string => sha256(key).slice(0, 32)
