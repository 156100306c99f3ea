import { dayOf } from '../../domain/calendar.ts'
import type { Context } from '../../domain/context.ts'
import { drainSetting, leftToday, nextPortion, portion, readDrained } from '../../domain/drain.ts'
import { nobodyYet } from '../../domain/brought-in.ts'
import type { PeriodicReview } from '../../domain/periodic-review.ts'
import type { Person } from '../../domain/person.ts'
import { hasLeft } from '../../domain/person.ts'
import type { Rollout } from '../../domain/rollout.ts'
import { mayPush, readRollout, rolloutSetting } from '../../domain/rollout.ts'
import type { Timer } from '../../domain/timer.ts'
import type { ToTell } from '../../ports/campaigns.ts'
import type { Session } from '../../ports/store.ts'
import { askingOf, settleAll, tellAsked } from '../campaign/tell.ts'
import type { Asking } from '../campaign/tell.ts'
import { broughtInOf, tellBroughtIn } from '../existing/tell.ts'
import { eachOf, standing } from '../load.ts'

/** How much of the queue one commit looks at: a larger part would keep others waiting. */
const looked = 10

/** The subject of what is for the whole programme, as with what recurs. */
const subject = 'programme'
/** Behind every instant that will be. */
const everAfter = '9999'

/** One that is still to be told, with whoever would be; `person` is undefined where nobody has to hear of it any more. */
type Waiting = {
  readonly row: ToTell
  readonly person: Person | undefined
  readonly review?: PeriodicReview | undefined
  readonly asking?: Asking
  readonly assets?: readonly string[]
}

/**
 * Tells the next of the many that wait for their turn: at most so many a working day, the soonest due first, whatever they wait for. Whom
 * the rollout leaves out, or who cannot be reached, keeps their place. It looks at a part of the queue at a time, and sets the timer for
 * the next part, or for the next day, in the same commit: whoever is stopped in the middle tells nobody twice and loses nobody.
 */
export const drain = async (session: Session, context: Context, { occurrence }: Timer): Promise<void> => {
  const { now, programme } = context
  const rollout = readRollout(await session.settings.get(rolloutSetting))
  const drained = readDrained(await session.settings.get(drainSetting))
  const left = rollout.scope === 'observe' ? 0 : leftToday(drained, now, programme)
  const page = left === 0 ? [] : await session.telling.page(readPlace(occurrence), looked)
  const waiting = await eachOf(page, (row) => lookAt(session, row, now))
  const news = waiting.filter(({ person }) => person !== undefined)
  const told = portion(news, left, (one) => mayHear(one, rollout))
  for (const { row, person, asking, assets } of told) {
    if (asking) await tellAsked(session, context, asking)
    else if (person && assets) await tellBroughtIn(session, context, person, assets)
    await session.telling.drop(row)
  }
  const done = waiting.filter(({ person }) => person === undefined)
  for (const { row } of done) await session.telling.drop(row)
  if (told.length > 0) {
    const day = dayOf(now, programme.workingHours.zone)
    const count = (drained.day === day ? drained.count : 0) + told.length
    await session.settings.set(
      drainSetting,
      { day, count },
      { type: 'notices-drained', subject: `setting:${drainSetting}`, day, count },
      context,
    )
  }
  await settleAll(
    session,
    context,
    [...told, ...done].flatMap(({ review }) => review ?? []),
  )
  const last = page.at(-1)
  if (last && page.length === looked && told.length < left) return again(session, context, now, last)
  if ((await session.telling.count()) > 0) await again(session, context, nextPortion(now, programme), null)
}

/** Something waits to be told: the queue is looked at now, if it is not looked at by then anyway. */
export const wakeDrain = async (session: Session, context: Context): Promise<void> => {
  const { now } = context
  const [next] = await session.timers.ahead(['notices-drain'], everAfter, 1)
  if (next && next.due <= now) return
  await session.timers.clear(subject, ['notices-drain'])
  await again(session, context, now, null)
}

/** Which part of the queue is looked at when; a name of its own tells one look at the same moment from the next. */
const again = async (
  session: Session,
  { newId }: Pick<Context, 'newId'>,
  due: string,
  behind: ToTell | null,
): Promise<void> => {
  const place = behind ? ` ${behind.due} ${behind.kind} ${behind.subject}` : ''
  const occurrence = `${newId().slice(0, 12)}${place}`
  await session.timers.set({ kind: 'notices-drain', subject, occurrence, due })
}

const readPlace = (occurrence: string): ToTell | null => {
  const [, due, kind, ...rest] = occurrence.split(' ')
  if (due === undefined || (kind !== 'review' && kind !== 'existing')) return null
  return { due, kind, subject: rest.join(' ') }
}

/** Reads what one of the queue is about, and who has to hear of it. */
export const lookAt = async (session: Session, row: ToTell, now: string): Promise<Waiting> => {
  if (row.kind === 'review') {
    const review = await session.reviews.find(row.subject)
    const asking = await askingOf(session, review, now)
    const person = asking && (await standing(session, asking.certification.owner))
    return { row, person, review, ...(asking ? { asking } : {}) }
  }
  const person = await standing(session, row.subject)
  if (!person || person.id === nobodyYet) return { row, person: undefined }
  const assets = await broughtInOf(session, person)
  return { row, person: assets.length === 0 ? undefined : person, assets }
}

/** Whether somebody may be told now; whoever left is waited for: what is theirs gets another owner. */
export const mayHear = ({ person }: Pick<Waiting, 'person'>, rollout: Rollout): boolean =>
  person !== undefined && !hasLeft(person) && mayPush(rollout, person)
