import { standing } from '../actions/load.ts'
import { cardOf } from '../actions/reminders/about.ts'
import { isStillOpen } from '../actions/reminders/still-open.ts'
import { nobodyYet } from '../domain/brought-in.ts'
import type { Context } from '../domain/context.ts'
import type { History, Verdict } from '../domain/governor.ts'
import { govern, weekMs } from '../domain/governor.ts'
import type { Notice } from '../domain/notice.ts'
import type { Person } from '../domain/person.ts'
import { hasLeft, isSelf, selves } from '../domain/person.ts'
import { whenItSuits } from '../domain/quiet.ts'
import type { Ref } from '../domain/ref.ts'
import type { Reminder } from '../domain/reminder.ts'
import { reminderRules } from '../domain/reminder.ts'
import { mayPush, readRollout, rolloutSetting } from '../domain/rollout.ts'
import type { ReminderRow } from '../ports/reminders.ts'
import type { Session } from '../ports/store.ts'
import type { Content } from './content.ts'
import { fold } from './fold.ts'
import { later } from '../domain/calendar.ts'

/** The outbox key of a reminder's message: a second decision on the same row owes it once. */
const keyOf = (id: number): string => `reminder:${id}`

/** How long others wait for the answer of whoever was on it. */
const answerMs = 24 * 3_600_000

const earlier = (at: string, ms: number): string => later(at, -ms)

/** A notice that the clock caused. */
type Reminding = Pick<Notice, 'matter' | 'ref'> & { readonly reminder: Reminder }

/** Hands one recipient of a reminder to the governor, and does what it decides. The same reminder a second time changes nothing. */
export const consider = async (
  session: Session,
  context: Context,
  { reminder, matter, ref }: Reminding,
  recipient: string,
): Promise<void> => {
  const person = await standing(session, recipient)
  // What nobody is known to own has a person who stands for that, and reads nothing.
  if (!person || person.id === nobodyYet) return
  const isKnown = await session.reminders.has(selves(person), matter, reminder)
  if (isKnown) return
  const verdict = await decide(session, context, person, { ...reminder, matter })
  const id = await session.reminders.note({
    ...reminder,
    matter,
    recipient: person.id,
    content: ref,
    at: context.now,
    decisions: [{ ...verdict, at: context.now }],
  })
  if (id !== undefined)
    await carryOut(session, context, person, { id, matter, kind: reminder.kind, content: ref }, verdict)
}

/** Asks anew about what was deferred until now: of one matter only the newest, which says what the others would have said. */
export const release = async (session: Session, context: Context, recipient: string): Promise<void> => {
  const person = await standing(session, recipient)
  if (!person) return
  const due = (await session.reminders.waiting(selves(person))).filter((row) => {
    const last = row.decisions.at(-1)
    return last?.outcome === 'deferred' && (last.until ?? '') <= context.now
  })
  const open: ReminderRow[] = []
  for (const row of due) {
    if (await isStillOpen(session, row, context.now)) open.push(row)
    else await session.reminders.decide(row.id, { at: context.now, outcome: 'suppressed', because: 'done' })
  }
  const newest = new Map(open.map((row) => [row.matter, row.id]))
  for (const row of open) {
    if (newest.get(row.matter) !== row.id) {
      await session.reminders.decide(row.id, { at: context.now, outcome: 'merged', because: 'newer' })
      continue
    }
    const verdict = await decide(session, context, person, row)
    await session.reminders.decide(row.id, { ...verdict, at: context.now })
    await carryOut(session, context, person, row, verdict)
  }
}

/** The time is over for which somebody said that they are on it: are they still? Where it is done, nobody asks. */
export const askStill = async (session: Session, context: Context, occurrence: string): Promise<void> => {
  const [id = '', until = ''] = occurrence.split(' ')
  const row = await session.reminders.find(Number(id))
  if (!row || !(await isStillOpen(session, row, context.now))) return
  const said = await session.reminders.said(row.matter, context.now)
  // They have said so again meanwhile.
  if (said.some(({ word, person }) => word === 'on-it' && person === row.recipient)) return
  await consider(
    session,
    context,
    {
      matter: row.matter,
      ref: cardOf(row),
      reminder: { kind: 'on-it', occurrence: until, due: row.due, blocks: true },
    },
    row.recipient,
  )
}

/** The governor's word, and the earlier reminders of the same matter merged into this one. */
const decide = async (
  session: Session,
  context: Context,
  person: Person,
  reminder: Reminder & { readonly matter: string; readonly id?: number },
): Promise<Verdict> => {
  if (hasLeft(person)) return { outcome: 'suppressed', because: 'unreached' }
  const waiting = await session.reminders.waitingAbout(selves(person), reminder.matter)
  const isPing = (row: ReminderRow): boolean => row.decisions.at(-1)?.outcome === 'ping'
  const same = waiting.filter(({ id }) => id !== reminder.id)
  const others = await session.reminders.underWay(selves(person), reminder.matter)
  const rivals = await stillOpen(session, context, same)
  const history = await historyOf(session, context, person, reminder.matter)
  const ask = (underWay: number): Verdict =>
    govern(reminder, person, { ...history, underWay }, context.now, context.programme)
  const verdict = ask(others)
  if (verdict.outcome === 'suppressed') return verdict
  const isWeak = verdict.outcome === 'digest'
  if (isWeak && rivals.some((row) => row.decisions.at(-1)?.outcome !== 'digest'))
    return { outcome: 'merged', because: 'together' }
  let begun = 0
  for (const rival of rivals) {
    // One that is being sent cannot be taken back: it counts.
    if (isPing(rival) && !(await session.outbox.withdraw(keyOf(rival.id)))) begun += 1
    else await session.reminders.decide(rival.id, { at: context.now, outcome: 'merged', because: 'newer' })
  }
  return begun === 0 ? verdict : ask(others + begun)
}

/** Of reminders that wait, those that still say something: the others are told no more. */
const stillOpen = async (
  session: Session,
  { now }: Context,
  rows: readonly ReminderRow[],
): Promise<readonly ReminderRow[]> => {
  const open: ReminderRow[] = []
  for (const row of rows) {
    // One that is being sent cannot be taken back, and says what is so by then.
    const isOver =
      !(await isStillOpen(session, row, now)) &&
      (row.decisions.at(-1)?.outcome !== 'ping' || (await session.outbox.withdraw(keyOf(row.id))))
    if (isOver) await session.reminders.decide(row.id, { at: now, outcome: 'suppressed', because: 'done' })
    else open.push(row)
  }
  return open
}

const historyOf = async (
  session: Session,
  { now }: Context,
  person: Person,
  matter: string,
): Promise<Omit<History, 'underWay'>> => {
  const since = earlier(now, weekMs)
  const said = await session.reminders.said(matter, earlier(now, answerMs))
  const until = (word: 'snoozed' | 'on-it'): string | null =>
    said
      .filter((one) => one.word === word && (word === 'on-it' || isSelf(person, one.person)))
      // Whoever was on it is asked first whether they still are: the others wait for the answer.
      .map((one) => (isSelf(person, one.person) ? one.until : later(one.until, answerMs)))
      .sort()
      .at(-1) ?? null
  return {
    mayPush: mayPush(readRollout(await session.settings.get(rolloutSetting)), person),
    sent: await session.reminders.sentSince(selves(person), since),
    snoozedUntil: until('snoozed'),
    onItUntil: until('on-it'),
  }
}

const carryOut = async (
  session: Session,
  context: Context,
  person: Person,
  row: Pick<ReminderRow, 'id' | 'matter' | 'kind' | 'content'>,
  { outcome, until }: Verdict,
): Promise<void> => {
  if (outcome === 'deferred' && until !== undefined)
    await session.timers.set({
      kind: 'reminder-waits',
      subject: person.id,
      occurrence: until,
      due: until,
    })
  if (outcome !== 'ping') return
  const { id, matter, kind } = row
  const ref: Ref = reminderRules[kind].shows === 'itself' ? cardOf(row) : { show: 'reminder', reminder: id }
  await fold(session, context, matter, person.id, { posted: undefined })
  await session.outbox.owe({
    key: keyOf(id),
    matter,
    to: { person: person.id },
    content: { ref, viewer: person.id, folds: false, reminder: id } satisfies Content,
    due: context.now,
  })
}

/**
 * Whether a reminder may go out at this very moment, whatever was decided when: `later` in the recipient's quiet hours, `nothing` where
 * it was merged, taken back or sent meanwhile.
 */
export const mayGo = async (
  session: Session,
  { now, programme }: Pick<Context, 'now' | 'programme'>,
  id: number,
  person: Person,
): Promise<'now' | 'nothing' | { readonly later: string }> => {
  const row = await session.reminders.find(id)
  if (row?.decisions.at(-1)?.outcome !== 'ping' || row.sentAt !== null) return 'nothing'
  if (!(await isStillOpen(session, row, now))) return 'nothing'
  if (reminderRules[row.kind].isExempt) return 'now'
  const open = whenItSuits(now, person, programme)
  return open > now ? { later: open } : 'now'
}

/** What became of a reminder's message. Only one that a platform took counts; one that reached nobody stands in the next digest. */
export const settled = async (
  { reminders }: Session,
  id: number,
  what: 'sent' | 'nothing' | 'unreached',
  now: string,
): Promise<void> => {
  if (what === 'sent') return reminders.sent(id, now)
  const row = await reminders.find(id)
  if (row?.decisions.at(-1)?.outcome !== 'ping' || row.sentAt !== null) return
  await reminders.decide(
    id,
    what === 'nothing'
      ? { at: now, outcome: 'suppressed', because: 'done' }
      : { at: now, outcome: 'digest', because: 'unreached' },
  )
}
