import { stewardAddress } from '../actions/administration/steward-channel.ts'
import { askedBy } from '../actions/asked.ts'
import { eachOf, standing } from '../actions/load.ts'
import { followReview } from '../actions/reviews/follow.ts'
import { replan } from '../actions/recur.ts'
import { askOnce, bringsAdmin } from '../actions/rollout/ask.ts'
import { planReview } from '../actions/reminders/plan.ts'
import { askedCards } from '../domain/asked-cards.ts'
import { dayOf } from '../domain/calendar.ts'
import { causeOf } from '../domain/cause.ts'
import type { Role } from '../domain/programme.ts'
import type { Context } from '../domain/context.ts'
import { isAwayOn } from '../domain/delegation.ts'
import type { Notice } from '../domain/notice.ts'
import { whenItSuits } from '../domain/quiet.ts'
import type { Person } from '../domain/person.ts'
import { isSelf } from '../domain/person.ts'
import type { Ref } from '../domain/ref.ts'
import { noticesFor, publicTwin } from '../domain/notice.ts'
import { timersFor } from '../domain/timer.ts'
import type { Posted } from '../ports/channel.ts'
import type { Owed } from '../ports/outbox.ts'
import type { Session } from '../ports/store.ts'
import { mostOwedAtOnce } from '../ports/outbox.ts'
import type { Content } from './content.ts'
import { fold, isSame } from './fold.ts'
import { consider } from './govern.ts'

/** What the answer to this very press shows by itself: the card pressed, and the matter that the person sees the new state of. */
export type Pressed = {
  readonly person: string | null
  readonly posted: Posted | undefined
  readonly matter: string | undefined
}

/**
 * Writes down, in the transaction of the press, what everything that was saved owes: notices to persons, roles and the steward
 * channel, repaints of the cards that are up, timers set and cleared.
 */
export const owe = async (session: Session, context: Context, pressed: Pressed): Promise<void> => {
  if (session.saved().some(bringsAdmin)) await askOnce(session, context)
  const events = session.saved()
  if (events.length === 0) return
  const cause = causeOf(context, context.newId())
  /** What the cards that are up show in the end: much that is saved at once is about the same card. */
  const faces = new Map<string, Copies>()
  for (const event of events) {
    const change = timersFor(event, context.now, context.programme)
    if (change.clear) await session.timers.clear(change.clear.subject, change.clear.kinds)
    if (change.over) {
      const { subject, kinds, beginning } = change.over
      await session.timers.clear(subject, kinds, beginning)
    }
    for (const timer of change.set) await session.timers.set(timer)
    await replan(session, context, event)
    await planReview(session, context, event)
    await followReview(session, context, event)
    for (const notice of noticesFor(event, cause)) {
      const { to, matter, ref } = notice
      if (!('copies' in to)) await oweNotice(session, context, { ...notice, to }, pressed)
      else {
        const face = `${matter} ${ref.show} ${to.of ?? ''}`
        // The last one is painted last, whatever came in between.
        faces.delete(face)
        faces.set(face, { notice, of: to.of })
      }
    }
  }
  for (const { notice, of } of faces.values()) await repaint(session, context, notice, pressed, of)
  for (const event of events)
    if (event.type === 'role-ended' || event.type === 'role-revoked')
      await takeAway(session, context, pressed, event)
}

/** Cards that ask somebody for a word ask no more, once the role has ended by which they could give it. */
const takeAway = async (
  session: Session,
  context: Context,
  pressed: Pressed,
  { person, role }: { readonly person: string; readonly role: Role },
): Promise<void> => {
  for (const certification of await session.certifications.idsAsking([], [role])) {
    const found = await session.certifications.find(certification)
    for (const card of found ? askedCards(found) : [])
      await repaint(
        session,
        context,
        { ...card, to: { copies: true, of: person }, key: `role:${context.newId()}`, canWait: false },
        pressed,
        person,
      )
  }
}

/** A notice to persons, a role or a channel; not to the cards that are up. */
type Message = Notice & { readonly to: Exclude<Notice['to'], { readonly copies: true }> }
type Copies = { readonly notice: Notice; readonly of: string | undefined }

const oweNotice = async (
  session: Session,
  context: Context,
  notice: Message,
  pressed: Pressed,
): Promise<void> => {
  const { to } = notice
  if ('channel' in to) {
    const address = await stewardAddress(session)
    // Without a steward channel there is no awareness post: everybody who has to decide is asked directly all the same.
    if (!address) return
    return session.outbox.owe({
      key: `${notice.key}:channel`,
      matter: notice.matter,
      to: { address },
      content: { ref: notice.ref, viewer: null, folds: false } satisfies Content,
      due: context.now,
    })
  }
  const people =
    'person' in to
      ? [(await standing(session, to.person))?.id ?? to.person]
      : await askedNow(session, context, notice.ref, to)
  if ('on' in to) return oweOn(session, context, notice, { person: people[0] ?? to.person, on: to.on })
  const owed: Owed[] = []
  for (const person of people) {
    if (person === pressed.person && notice.matter === pressed.matter) continue
    if (notice.reminder) {
      await consider(session, context, { ...notice, reminder: notice.reminder }, person)
      continue
    }
    await fold(session, context, notice.matter, person, pressed)
    owed.push({
      key: `${notice.key}:${person}`,
      matter: notice.matter,
      to: { person },
      content: { ref: notice.ref, viewer: person, folds: false } satisfies Content,
      due: notice.canWait ? await outsideQuiet(session, person, context) : context.now,
    })
  }
  for (let from = 0; from < owed.length; from += mostOwedAtOnce)
    await session.outbox.oweAll(owed.slice(from, from + mostOwedAtOnce))
}

const askedNow = async (
  session: Session,
  context: Context,
  ref: Ref,
  to: Extract<Notice['to'], { readonly role: unknown }>,
): Promise<readonly string[]> => {
  const asked = await askedBy(session, ref, to, context.now)
  return to.one && asked.length > 1 ? [await drawn(session, context, asked)] : asked
}

/** One of several, by lot: of those who are at work now; if nobody is, of those who are not away. */
const drawn = async (session: Session, context: Context, ids: readonly string[]): Promise<string> => {
  const { now, programme, random } = context
  const people = (await eachOf(ids, (id) => session.people.find(id))).filter((one) => one !== undefined)
  const there = people.filter((person) => !isAwayOn(person, dayOf(now, person.zone)))
  const awake = there.filter((person) => whenItSuits(now, person, programme) === now)
  const among = [awake, there, people].find((some) => some.length > 0) ?? []
  return among[Math.floor(random() * among.length)]?.id ?? ids[0] ?? ''
}

/** A word that has to reach one account of somebody, not just whichever they use. */
const oweOn = async (
  session: Session,
  context: Context,
  { key, matter, ref }: Notice,
  { person, on }: { readonly person: string; readonly on: string },
): Promise<void> => {
  const account = (await session.people.accounts(person)).find(
    (one) => one.address !== null && one.account.startsWith(`${on}:`),
  )
  if (!account?.address) return
  await session.outbox.owe({
    key: `${key}:${person}`,
    matter,
    to: { address: account.address },
    content: { ref, viewer: person, folds: false } satisfies Content,
    due: context.now,
  })
}

const outsideQuiet = async (session: Session, id: string, { now, programme }: Context): Promise<string> => {
  const person = await session.people.find(id)
  return person ? whenItSuits(now, person, programme) : now
}

/** Somebody's own cards about a matter show what they have said about it, though nothing has happened to it. */
export const repaintOwn = (
  session: Session,
  context: Context,
  { matter, ref }: { readonly matter: string; readonly ref: Ref },
  { id }: Person,
): Promise<void> =>
  repaint(
    session,
    context,
    { to: { copies: true, of: id }, ref, matter, key: `said:${context.newId()}`, canWait: false },
    { person: id, posted: undefined, matter: undefined },
    id,
  )

/** Every card about the matter shows the new state; the one that was pressed does so in the answer. */
const repaint = async (
  session: Session,
  context: Context,
  notice: Notice,
  pressed: Pressed,
  of?: string,
): Promise<void> => {
  for (const card of await session.posted.of(notice.matter)) {
    if (isSame(card.posted, pressed.posted)) continue
    const person = await session.people.byAccount(card.account)
    if (of !== undefined && !(person && isSelf(person, of))) continue
    // What only somebody in person may see is not on a channel's card.
    if (!person && publicTwin(notice.ref).show !== 'post') continue
    await session.outbox.owe({
      key: `${notice.key}:${card.account}:${card.posted.message}`,
      matter: notice.matter,
      to: { address: card.posted.address },
      content: {
        ref: person ? notice.ref : publicTwin(notice.ref),
        viewer: person?.id ?? null,
        folds: false,
      } satisfies Content,
      replaces: card.posted,
      due: context.now,
    })
  }
}
