import { isEmpty } from '../actions/digest/views.ts'
import { standing } from '../actions/load.ts'
import { recurAll } from '../actions/recur.ts'
import { addDays } from '../domain/calendar.ts'
import type { Context } from '../domain/context.ts'
import { digestMatter, isTimely, mostDaysOff } from '../domain/digest.ts'
import type { Person } from '../domain/person.ts'
import { hasLeft, selves } from '../domain/person.ts'
import type { Recurrings } from '../domain/recurring.ts'
import type { Ref } from '../domain/ref.ts'
import { mayPush, readRollout, rolloutSetting } from '../domain/rollout.ts'
import type { Timer } from '../domain/timer.ts'
import type { View } from '../domain/view.ts'
import type { Session } from '../ports/store.ts'
import type { Content } from './content.ts'
import { fold } from './fold.ts'
import { isWeekStillDue } from './week.ts'

/**
 * Owes somebody the digest of a day, where something may need them: once a day, whatever the clock does. What it says, and whether that is
 * anything, is found out when it goes out. Those whom nothing needs were passed over already, but for whoever has linked accounts.
 */
export const oweDigest = async (
  session: Session,
  context: Context,
  { subject, occurrence: day }: Pick<Timer, 'subject' | 'occurrence'>,
): Promise<void> => {
  const person = await standing(session, subject)
  if (!person) return
  const isLinked = person.joined.length > 0
  if (isLinked && !(await session.people.mayBeNeeded(selves(person), addDays(context.now, -mostDaysOff))))
    return
  if (!(await mayCome(session, context, person, day))) return
  const matter = digestMatter(person.id)
  await session.outbox.owe({
    key: `${matter}:${day}`,
    matter,
    to: { person: person.id },
    content: { ref: { show: 'digest', day }, viewer: person.id, folds: false } satisfies Content,
    due: context.now,
  })
}

/**
 * Takes the digests of many. On most mornings nothing needs most people: who they are is found out first, for all at once. Gives the timers
 * that have to be taken one by one.
 */
export const takeDigests = async (
  session: Session,
  context: Context,
  due: readonly Timer[],
  table: Recurrings,
): Promise<readonly Timer[]> => {
  const since = addDays(context.now, -mostDaysOff)
  const needless = new Set(
    (
      await session.people.needless(
        due.map(({ subject }) => subject),
        since,
      )
    ).map(({ id }) => id),
  )
  return recurAll(
    session,
    context,
    due,
    async (timer, person) => {
      if (!needless.has(person.id)) await oweDigest(session, context, timer)
    },
    table,
  )
}

const mayCome = async (
  session: Session,
  { now, programme }: Pick<Context, 'now' | 'programme'>,
  person: Person,
  day: string,
): Promise<boolean> =>
  !hasLeft(person) &&
  isTimely(day, person, now, programme) &&
  mayPush(readRollout(await session.settings.get(rolloutSetting)), person) &&
  (await session.people.accounts(person.id)).some(({ address }) => address !== null)

/** A digest that goes out takes the place of yesterday's, which folds up. */
export const foldYesterdays = (
  session: Session,
  context: Context,
  ref: Ref,
  { id }: Pick<Person, 'id'>,
): Promise<void> =>
  ref.show === 'digest'
    ? fold(session, context, digestMatter(id), id, { posted: undefined })
    : Promise.resolve()

/** Whether what waited for the morning, and is about to go out, still has something to say: hours may have passed since it was owed. Anything else has. */
export const isStillDue = async (
  session: Session,
  context: Pick<Context, 'now' | 'programme'>,
  ref: Ref,
  view: View | undefined,
  person: Person | undefined,
): Promise<boolean> => {
  if (ref.show === 'week') return isWeekStillDue(session, context, ref.day, person)
  if (view?.kind === 'deliveries') return view.count > 0
  if (ref.show !== 'digest' || view?.kind !== 'digest' || !person) return true
  return !isEmpty(view) && mayCome(session, context, person, ref.day)
}
