import { isUncertified } from '../../domain/brought-in.ts'
import type { Certification } from '../../domain/certification.ts'
import { isOver } from '../../domain/certification.ts'
import { existingTimers, conditionRungs } from '../../domain/certification-timer.ts'
import type { Context } from '../../domain/context.ts'
import type { Event } from '../../domain/event.ts'
import { openOffer } from '../../domain/hand-over.ts'
import type { Climber } from '../../domain/ladder.ts'
import { climbers, climbOn, isOwedReview, joinerOf, owedStates, reviewTimers } from '../../domain/ladder.ts'
import { digestHour, selves } from '../../domain/person.ts'
import { handOverRungs } from '../../domain/term-timer.ts'
import type { Timer, TimerKind } from '../../domain/timer.ts'
import { waiverTimers } from '../../domain/waiver-timer.ts'
import type { Session } from '../../ports/store.ts'
import { assetOf, certificationOf, standing } from '../load.ts'

/** So many ladders are looked at: more than there are. */
const all = 100_000
/** Ladders of one person that are planned anew in one transaction: more would keep others waiting. */
const atOnce = 20

/** The certification whose review has to be planned, or planned anew, because of an event; null where none has. */
const planned = (event: Event): string | null => {
  switch (event.type) {
    case 'review-window-opened':
    case 'recertification-started':
    case 'certification-lifted':
    case 'suspension-lifted':
    case 'tier-set':
    case 'owner-changed':
      return event.certification
    default:
      return null
  }
}

/**
 * Plans anew the ladders that an event may have moved: that of a certification, or in somebody's new zone and hour those of what they
 * look after. A rung that has been is not set again, and one that waited is not lost.
 */
export const planReview = async (session: Session, context: Context, event: Event): Promise<void> => {
  const id = planned(event)
  if (id !== null) return climbReview(session, context, await certificationOf(session, id))
  if (event.type !== 'settings-changed' && event.type !== 'accounts-linked') return
  const person = await standing(session, event.person)
  if (!person) return
  // Of somebody who looks after very many, the rest is planned anew in the night, as every ladder is.
  for (const id of (await session.certifications.idsOwned(selves(person), owedStates)).slice(0, atOnce))
    await climbReview(session, context, await certificationOf(session, id))
}

/** Brings every ladder of a certification in line with the policy of now and the zones of those it reaches. */
export const planLadders = async (session: Session, context: Context, id: string): Promise<void> => {
  const certification = await certificationOf(session, id)
  const { programme } = context
  await climbReview(session, context, certification)
  const open =
    certification.state === 'conditionally_certified'
      ? certification.conditions.filter(({ state }) => state === 'open')
      : []
  await climb(
    session,
    context,
    'condition-reminds',
    id,
    open.flatMap((one) => conditionRungs(id, one, programme)),
  )
  const granted = isOver(certification.state)
    ? []
    : certification.waivers.flatMap(({ id: waiver, state, until, tier }) =>
        state === 'granted' && until !== null && tier !== null
          ? waiverTimers({ certification: id, waiver, until, tier }, programme)
          : [],
      )
  await climb(
    session,
    context,
    'waiver-reminds',
    id,
    granted.filter(({ kind }) => kind === 'waiver-reminds'),
  )
}

type Climbed = {
  /** Certifications with a review, a condition or a waiver. */
  readonly certifications: readonly string[]
  /** Certifications of what was there before. */
  readonly existing: readonly string[]
  /** Assets that are offered to somebody. */
  readonly offered: readonly string[]
}

/** The ids of the things on whose ladders somebody may have to climb. */
export const climbed = async ({ certifications, timers }: Session): Promise<Climbed> => {
  const states = [...owedStates, 'conditionally_certified']
  const subjects = async (kind: TimerKind): Promise<readonly string[]> =>
    (await timers.ahead([kind], '9999', all)).map(({ subject }) => subject)
  const ids = [...(await certifications.idsInState(states)), ...(await subjects('waiver-expires'))]
  return {
    certifications: [...new Set(ids)],
    existing: await certifications.broughtIn(),
    offered: [...new Set(await subjects('hand-over-lapses'))],
  }
}

/** The same of an offer to own an asset. */
export const planOffer = async (session: Session, context: Context, id: string): Promise<void> => {
  const asset = await assetOf(session, id)
  const offer = openOffer(asset)
  if (offer)
    await climb(
      session,
      context,
      'hand-over-reminds',
      asset.id,
      handOverRungs({ asset: asset.id, offer: offer.id, until: offer.until }, context.programme),
    )
}

/**
 * The same of what was there before. While it is being decided its rungs stay as they are: it may come back. What was said once after
 * its day is not said at another day after it.
 */
export const planExisting = async (session: Session, context: Context, id: string): Promise<void> => {
  const certification = await certificationOf(session, id)
  const { existing } = certification
  if (existing === null || !isUncertified(certification)) return
  const isLate = (occurrence: string): boolean => Number(occurrence.split(' ')[1]) > 0
  const rows = await session.timers.of('existing-asks', id)
  const wasLate = rows.some(({ isFired, occurrence }) => isFired && isLate(occurrence))
  const rungs = existingTimers({ certification: id, ...existing }, context.programme)
  await climb(
    session,
    context,
    'existing-asks',
    id,
    rungs.filter(({ occurrence }) => !wasLate || !isLate(occurrence)),
  )
}

const climbReview = async (
  session: Session,
  context: Context,
  certification: Certification,
): Promise<void> => {
  if (!isOwedReview(certification)) return session.timers.clear(certification.id, ['review-reminds'])
  const asset = await assetOf(session, certification.asset)
  const calendars = new Map<Climber, { readonly zone: string; readonly at: string }>()
  for (const who of climbers) {
    const named =
      who === 'owner'
        ? certification.owner
        : who === 'steward'
          ? undefined
          : joinerOf(who, asset, certification)
    const person = named === undefined ? undefined : await standing(session, named)
    calendars.set(who, {
      zone: person?.zone ?? context.programme.workingHours.zone,
      at: person?.digestAt ?? digestHour,
    })
  }
  const calendarOf = (who: Climber) =>
    calendars.get(who) ?? { zone: context.programme.workingHours.zone, at: digestHour }
  await climb(
    session,
    context,
    'review-reminds',
    certification.id,
    reviewTimers(certification, calendarOf, context.programme),
  )
}

/** Puts the rungs of one ladder in the place of those that waited. What waits as it should is left alone. */
const climb = async (
  session: Session,
  { now }: Context,
  kind: TimerKind,
  subject: string,
  rungs: readonly Timer[],
): Promise<void> => {
  const rows = await session.timers.of(kind, subject)
  const waiting = rows.filter(({ isFired }) => !isFired)
  const fired = new Set(rows.filter(({ isFired }) => isFired).map(({ occurrence }) => occurrence))
  const wanted = climbOn(rungs, waiting, now).filter(({ occurrence }) => !fired.has(occurrence))
  const isSame =
    wanted.length === waiting.length &&
    wanted.every((one) =>
      waiting.some(({ occurrence, due }) => occurrence === one.occurrence && due === one.due),
    )
  if (isSame) return
  await session.timers.clear(subject, [kind])
  for (const timer of wanted) await session.timers.set(timer)
}
