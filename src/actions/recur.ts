import { dayOf, timeOf } from '../domain/calendar.ts'
import type { Context } from '../domain/context.ts'
import type { Event } from '../domain/event.ts'
import type { Person } from '../domain/person.ts'
import type { Plan, Recurring, RecurringKind, Recurrings, Standing, Turn } from '../domain/recurring.ts'
import { recurring, replanned, takeTurn, upcoming } from '../domain/recurring.ts'
import type { Timer } from '../domain/timer.ts'
import type { Session } from '../ports/store.ts'

/** The subject of what recurs for the whole programme. */
const programmeSubject = 'programme'

const planOf = (
  entry: Recurring,
  { programme }: Pick<Context, 'programme'>,
  person: Person | null | undefined,
): Plan | null => {
  if (entry.of === 'programme') return entry.plan(programme)
  return person && person.joinedTo === null ? entry.plan(programme, person) : null
}

type Row = Timer & { readonly isFired: boolean }

const standingOf = (rows: readonly Row[]): Standing => ({
  last: rows.findLast((row) => row.isFired)?.occurrence,
  waiting: rows.find((row) => !row.isFired)?.occurrence,
})

/**
 * Brings the timers of what recurs in line with the plans of now: of the programme, or of one person. What already waits as it
 * should is left alone.
 */
export const plan = async (
  session: Session,
  context: Context,
  person: Person | null,
  table: Recurrings = recurring,
): Promise<void> => {
  const subject = person?.id ?? programmeSubject
  for (const [kind, entry] of entriesOf(table)) {
    if ((entry.of === 'person') !== (person !== null)) continue
    const rows = await session.timers.of(kind, subject)
    const wanted = planOf(entry, context, person)
    const next = wanted && upcoming(wanted, standingOf(rows), context.now)
    const waiting = rows.filter((row) => !row.isFired)
    if (waiting.length === 1 && waiting[0]?.occurrence === next?.key && waiting[0]?.due === next?.due)
      continue
    if (waiting.length > 0) await session.timers.clear(subject, [kind])
    if (next) await session.timers.set({ kind, subject, occurrence: next.key, due: next.due })
  }
}

/** Plans anew what an event may have changed for somebody. */
export const replan = async (session: Session, context: Context, event: Event): Promise<void> => {
  const id = replanned(event)
  if (id === null || !hasPersonal(recurring)) return
  const person = await session.people.find(id)
  if (person) await plan(session, context, person)
}

/** Whether anything recurs for each person. */
export const hasPersonal = (table: Recurrings): boolean =>
  Object.values(table).some((entry) => entry.of === 'person')

/**
 * Takes a turn of what recurs: its timer has just been marked as fired, in this transaction. Carries out what the plan of now
 * says, and sets the next timer. Gives what was missed.
 */
export const recur = async (
  session: Session,
  context: Context,
  timer: Timer,
  carry: (timer: Timer) => Promise<void>,
  table: Recurrings = recurring,
): Promise<Turn['missed']> => {
  const { kind, subject } = timer
  const entry = table[kind]
  if (!entry) throw new Error(`${kind} does not recur`)
  const person = entry.of === 'person' ? await session.people.find(subject) : null
  const wanted = planOf(entry, context, person)
  const before = (await session.timers.of(kind, subject)).filter((row) => row.occurrence !== timer.occurrence)
  const { last } = standingOf(before.filter((row) => row.isFired))
  const turn: Turn = wanted
    ? takeTurn(wanted, entry.misfire, { last, waiting: timer.occurrence }, context.now)
    : { run: undefined, missed: [], done: undefined, next: undefined }
  await moveOn(session, timer, before, turn, context.now)
  if (wanted) await recordMissed(session, context, { timer, entry, zone: wanted.place.zone, turn })
  if (turn.run) await carry({ kind, subject, occurrence: turn.run.key, due: turn.run.due })
  return turn.missed
}

/** Leaves the latest that is done with, and the one to wait for. */
const moveOn = async (
  { timers }: Pick<Session, 'timers'>,
  timer: Timer,
  before: readonly Row[],
  turn: Turn,
  now: string,
): Promise<void> => {
  const { kind, subject } = timer
  if (before.some((row) => !row.isFired)) await timers.clear(subject, [kind])
  const kept = turn.done?.key ?? standingOf(before.filter((row) => row.isFired)).last ?? ''
  if (timer.occurrence !== kept || before.some((row) => row.isFired && row.occurrence !== kept))
    await timers.forget(kind, subject, kept)
  // The one that fired is marked already.
  if (turn.done && turn.done.key !== timer.occurrence) {
    const done: Timer = { kind, subject, occurrence: turn.done.key, due: turn.done.due }
    await timers.set(done)
    await timers.fired(done, now)
  }
  if (turn.next) await timers.set({ kind, subject, occurrence: turn.next.key, due: turn.next.due })
}

/**
 * Takes the turns of many at once, each a person's: looking at each by itself takes longer than most of them come to. `due` are timers of
 * one kind; gives those that have to be taken one by one, where something was missed or the person is nobody by now.
 */
export const recurAll = async (
  session: Session,
  context: Context,
  due: readonly Timer[],
  carry: (timer: Timer, person: Person) => Promise<void>,
  table: Recurrings = recurring,
): Promise<readonly Timer[]> => {
  const kind = due[0]?.kind
  const entry = kind && table[kind]
  if (!entry) return due
  const subjects = due.map(({ subject }) => subject)
  const rows = Map.groupBy(await session.timers.ofAll(kind, subjects), ({ subject }) => subject)
  const others: Timer[] = []
  for (const timer of due) {
    const person = await session.people.find(timer.subject)
    const wanted = person && planOf(entry, context, person)
    if (!wanted) {
      others.push(timer)
      continue
    }
    const before = (rows.get(timer.subject) ?? []).filter((row) => row.occurrence !== timer.occurrence)
    const { last } = standingOf(before.filter((row) => row.isFired))
    const turn = takeTurn(wanted, entry.misfire, { last, waiting: timer.occurrence }, context.now)
    if (turn.missed.length > 0) others.push(timer)
    else if (await session.timers.fired(timer, context.now)) {
      await moveOn(session, timer, before, turn, context.now)
      const { run } = turn
      if (run) await carry({ kind, subject: timer.subject, occurrence: run.key, due: run.due }, person)
    }
  }
  return others
}

/** What was missed is written down, and told where it was missed for everybody. */
const recordMissed = async (
  session: Session,
  context: Context,
  { timer, entry, zone, turn }: { timer: Timer; entry: Recurring; zone: string; turn: Turn },
): Promise<void> => {
  const latest = turn.missed.at(-1)
  if (!latest) return
  const name = `missed:${timer.kind}`
  await session.settings.set(
    name,
    { subject: timer.subject, latest: latest.key, count: turn.missed.length },
    {
      type: 'occurrences-missed',
      subject: `setting:${name}`,
      kind: timer.kind,
      person: entry.of === 'person' ? timer.subject : null,
      what: entry.what,
      latest: latest.key,
      count: turn.missed.length,
      when: `${dayOf(latest.due, zone)}, ${timeOf(latest.due, zone)} (${zone})`,
    },
    context,
  )
}

const entriesOf = (table: Recurrings): readonly (readonly [RecurringKind, Recurring])[] =>
  // The keys of a table are the kinds of its entries.
  Object.entries(table) as [RecurringKind, Recurring][]
