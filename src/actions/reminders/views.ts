import type { Certification } from '../../domain/certification.ts'
import { weekMs } from '../../domain/governor.ts'
import { isOwedReview, joinerOf, nextHelp } from '../../domain/ladder.ts'
import { holds, isSelf, selves } from '../../domain/person.ts'
import { digestMatter } from '../../domain/digest.ts'
import { mayPush, readRollout, rolloutSetting } from '../../domain/rollout.ts'
import type { Ref, Way } from '../../domain/ref.ts'
import { reminderRules } from '../../domain/reminder.ts'
import { latestSnooze, snoozeChoices } from '../../domain/snooze.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import type { ReminderRow } from '../../ports/reminders.ts'
import { forms } from '../forms.ts'
import { assetOf, eachOf, nameOf, standing } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { pressOf } from '../open.ts'
import { cardOf, deadlineFor, subjectOf } from './about.ts'
import { openReminderFor } from './still-open.ts'
import { later } from '../../domain/calendar.ts'

type Reminding = ViewOf<'reminder'>

/** One reminder as it stands now, for whoever it is for. Refuses it where nothing is left to do. */
export const reminderView = async (look: Look, id: number): Promise<View> => {
  const { session, person, now } = look
  const row = await openReminderFor(session, person, id, now)
  const ref = cardOf(row)
  const subject = await subjectOf(session, ref)
  const certification =
    'certification' in ref ? await session.certifications.find(ref.certification) : undefined
  const said = await session.reminders.said(row.matter, now)
  return {
    kind: 'reminder',
    reminder: id,
    reminds: row.kind,
    ...subject,
    what: row.kind === 'campaign' ? await namesOf(look, row) : whatOf(row, ref, certification),
    due: row.due,
    ...(await endOf(look, row, certification)),
    next: certification && asksReview(row) ? await nextOf(look, certification) : null,
    owner: await whose(session, row, certification),
    why: reminderRules[row.kind].why,
    onItUntil: said.find((one) => one.word === 'on-it')?.until ?? null,
    way: wayOf(row),
    handOver: certification && isSelf(person, certification.owner) ? certification.asset : '',
  }
}

/** Whether others are asked next about what it reminds of. */
const asksReview = ({ kind }: ReminderRow): boolean =>
  kind === 'window' || kind === 'review' || kind === 'warning' || kind === 'help-asked' || kind === 'on-it'

const whose = async (
  session: Look['session'],
  { kind }: ReminderRow,
  certification: Certification | undefined,
): Promise<string> => {
  if (!certification) return ''
  if (kind === 'step') return nameOf(session, certification.developer)
  return kind === 'help-asked' ? nameOf(session, certification.owner) : ''
}

const whatOf = ({ occurrence }: ReminderRow, ref: Ref, certification: Certification | undefined): string => {
  if (ref.show === 'confirm') return certification?.steps.find(({ id }) => id === ref.step)?.title ?? ''
  const [id] = occurrence.split(' ')
  return certification?.conditions.find((one) => one.id === id)?.words.body ?? ''
}

/** What the campaigns are called that it is about. */
const namesOf = async ({ session }: Look, { occurrence }: ReminderRow): Promise<string> =>
  (await eachOf(occurrence.split(' '), async (id) => (await session.campaigns.find(id))?.name.body ?? ''))
    .filter((name) => name !== '')
    .join(', ')

const endOf = async (
  { session, person, now }: Look,
  row: ReminderRow,
  certification: Certification | undefined,
): Promise<Pick<Reminding, 'ends' | 'otherwise'>> => {
  switch (row.kind) {
    case 'window':
    case 'review':
    case 'warning':
    case 'help-asked':
      return { ends: certification?.inForceUntil ?? null, otherwise: 'expires' }
    case 'condition':
      return { ends: row.due, otherwise: 'suspended' }
    case 'waiver':
      return { ends: row.due, otherwise: 'blocks' }
    case 'hand-over':
      return { ends: await deadlineFor(session, row, { zone: person.zone, now }), otherwise: 'lapses' }
    default:
      return { ends: null, otherwise: 'nothing' }
  }
}

/** Who is asked next beside the owner: the first who is named, and is not asked already. */
const nextOf = async (look: Look, certification: Certification): Promise<Reminding['next']> => {
  if (!isOwedReview(certification)) return null
  const next = nextHelp(certification, { zone: look.person.zone, now: look.now }, look.programme)
  if (!next) return null
  if (next.who === 'steward') return { ...next, name: '' }
  const asset = await assetOf(look.session, certification.asset)
  const named = joinerOf(next.who, asset, certification)
  if (named === undefined || isSelf(look.person, named)) return null
  return { ...next, name: (await standing(look.session, named))?.name.body ?? '' }
}

/** The button to what is to be done: the press that shows the card which it reminds of. */
export const wayOf = (row: ReminderRow, title = 'Do it'): Way => {
  const press = pressOf(cardOf(row))
  const { what = 'home', id = '', part = '' } = press?.data ?? {}
  return { title, what: String(what), id: String(id), part: String(part) }
}

/** The ways on from what was said about a reminder: to what is to be done, and to the inbox. */
export const waysOn = (row: ReminderRow): readonly Way[] => {
  const inbox = { title: 'Show my inbox', what: 'home', id: '', part: '' }
  const there = wayOf(row)
  return there.what === 'home' ? [inbox] : [there, inbox]
}

export const snoozeView = async (look: Look, id: number): Promise<ViewOf<'snooze'>> => {
  const { session, person, now, programme } = look
  const row = await openReminderFor(session, person, id, now)
  const deadline = await deadlineFor(session, row, { zone: person.zone, now })
  const bed = { person, now, deadline, programme }
  const choices = snoozeChoices(bed)
  const { form, subject } = forms.snooze(String(id))
  const kept = await typed(look, form, subject)
  return {
    kind: 'snooze',
    reminder: id,
    ...(await subjectOf(session, cardOf(row))),
    due: deadline,
    latest: latestSnooze(bed) ?? null,
    choices,
    fields: ask(
      look,
      [
        { id: 'snooze', label: 'When?', kind: 'choice', value: choices[0]?.snooze ?? 'day' },
        { id: 'day', label: 'A day of your choice', kind: 'date', optional: true },
      ],
      kept,
    ),
    sentence: look.fault.sentence,
  }
}

/** Lines of the list, and days of the figures. */
const mostLines = 8
const countedDays = 28

/** Why somebody got what they got, and what they did not get. */
export const remindersView = async (look: Look): Promise<ViewOf<'reminders'>> => {
  const { session, person, now, programme } = look
  const ids = selves(person)
  const rows = await session.reminders.of(ids, mostLines)
  const sent = await session.reminders.sentSince(ids, later(now, -weekMs))
  const since = later(now, -countedDays * 24 * 3_600_000)
  return {
    kind: 'reminders',
    lines: await eachOf(rows, async (row) => ({
      what: reminderRules[row.kind].what,
      ...(await subjectOf(session, cardOf(row))),
      steps: row.decisions.map(({ outcome, because, at, until }) => ({
        outcome,
        because,
        at,
        until: until ?? null,
      })),
      sentAt: row.sentAt,
    })),
    counts: holds(person, 'steward') ? await session.reminders.counts(since) : [],
    left: Math.max(0, programme.reminders.pingsPerWeek - sent.length),
    most: programme.reminders.pingsPerWeek,
    quiet: { from: person.quietFrom, to: person.quietTo },
    digestAt: person.digestAt,
    pushes: mayPush(readRollout(await session.settings.get(rolloutSetting)), person),
    digestCame:
      (await session.posted.of(digestMatter(person.id)))
        .map(({ at }) => at)
        .sort()
        .at(-1) ?? null,
  }
}
