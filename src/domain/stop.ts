import { addWorkingDays, endOfDay } from './calendar.ts'
import type { Certification, CertificationState } from './certification.ts'
import { isLive } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { can, isSelf } from './person.ts'
import type { Programme } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import type { Text } from './text.ts'
import { fitWaivers } from './waiver-fit.ts'
import { blocking, graceEnds, programmeDay, standingWaiver } from './waiver.ts'
import { allow, stateWords, step as move, transitions } from './transition.ts'
import { hoursOf } from './programme.ts'

/** Whose word stops a certificate or lets it go on, why, and who is known to use it. */
export type StopWish = {
  readonly by: Person
  readonly reason: string
  readonly users: readonly string[]
}

/** What a certification keeps about having been stopped, as it was before. */
export const stopped = (
  { state, inForceUntil }: Certification,
  by: string | null,
  reason: Text | null,
  now: string,
): NonNullable<Certification['stop']> => ({ by, at: now, reason, from: state, inForceUntil, told: null })

const forSteward = (id: string, what: string): Refusal =>
  new Refusal(
    'not-allowed',
    `${what} ${id} needs the steward role, and somebody who neither built nor owns it.`,
  )

const mustBeLive = (certification: Certification, now: string): void => {
  if (!isLive(certification, now))
    throw new Refusal(
      'wrong-state',
      `${certification.id} is ${stateWords[certification.state]} and not in force, so there is nothing to stop. Nothing was changed.`,
    )
}

/** Whether a steward can stop it now. */
export const maySuspend = (certification: Certification, by: Person, now: string): boolean =>
  can(by, { deed: 'certification.suspend', certification }) &&
  transitions.suspend.from.some((from) => from === certification.state) &&
  isLive(certification, now)

/** A steward stops it for the time being: nobody may rely on it until that is lifted or it is certified anew. */
export const suspend = (certification: Certification, wish: StopWish, context: Context): Moved => {
  if (!can(wish.by, { deed: 'certification.suspend', certification }))
    throw forSteward(certification.id, 'Suspending')
  allow('suspend', certification)
  mustBeLive(certification, context.now)
  const reason = context.text(wish.reason)
  const next = move('suspend', certification, 'suspended', context, {
    inForceUntil: null,
    stop: stopped(certification, wish.by.id, reason, context.now),
  })
  return {
    next,
    events: [{ type: 'certification-suspended', ...about(next), by: wish.by.id, reason, users: wish.users }],
  }
}

/** What stood before it was suspended. A row from before that was kept stands on its certificate. */
const before = (certification: Certification) =>
  certification.stop ?? {
    by: null,
    from: certification.conditions.some((one) => one.state !== 'met')
      ? ('conditionally_certified' as const)
      : ('certified' as const),
    inForceUntil: certification.validUntil,
  }

/** A condition whose day has passed without a word on how it was met. */
const missedOf = ({ conditions }: Certification, { now, programme }: Context) =>
  conditions.find(
    (one) =>
      one.state === 'missed' ||
      (one.state === 'open' && endOfDay(one.due, programme.workingHours.zone) <= now),
  )

/** The question whose answer blocks it, where its waiver has ended and the days of grace too. */
const blockedFor = (certification: Certification, context: Context): string | undefined => {
  const today = programmeDay(context)
  const gone = blocking(certification, context).find((answer) => {
    const waiver = standingWaiver(certification, answer)
    const last = waiver && graceEnds(waiver, context.programme)
    return last != null && last < today
  })
  return gone && context.programme.questions.find((one) => one.id === gone.question)?.name
}

/** Where it stands once it is lifted: what would have fallen due meanwhile has. */
const backTo = (certification: Certification, context: Context): CertificationState => {
  const { from, inForceUntil } = before(certification)
  if (inForceUntil === null || inForceUntil <= context.now) return 'expired'
  switch (from) {
    case 'certified':
      return (certification.windowOpens ?? '9') <= context.now ? 'review_due' : 'certified'
    case 'conditionally_certified':
    case 'review_due':
      return from
    default:
      // Its request was closed when it was suspended: the renewal is prepared further.
      return 'recertifying'
  }
}

/** Whether lifting the suspension is for somebody other than this person: at high risk, for whoever did not cause it. */
export const isForOthers = (certification: Certification, person: Person): boolean =>
  certification.assessment?.tier === 'high' && isSelf(person, before(certification).by)

/**
 * A steward lets it go on as it was. At high another steward than the one who stopped it; and a condition that was missed needs its
 * evidence first.
 */
export const lift = (certification: Certification, wish: StopWish, context: Context): Moved => {
  const { by, users } = wish
  if (!can(by, { deed: 'certification.lift', certification }))
    throw forSteward(certification.id, 'Lifting the suspension of')
  allow('lift', certification)
  const stop = before(certification)
  if (isForOthers(certification, by))
    throw new Refusal(
      'not-allowed',
      'You suspended it, and at high risk someone else lifts that. Please ask another steward.',
    )
  const missed = missedOf(certification, context)
  if (missed)
    throw new Refusal(
      'missing',
      `A condition was missed: ${missed.words.body}. Its developer has to say first how it was met; then you can lift this.`,
    )
  const answer = blockedFor(certification, context)
  if (answer !== undefined)
    throw new Refusal(
      'blocked',
      `The waiver for the answer on ${answer} has ended, and the days after it. A new waiver brings it back, or another answer that is certified anew.`,
    )
  const reason = context.text(wish.reason)
  const to = backTo(certification, context)
  const inForceUntil = to === 'expired' ? null : stop.inForceUntil
  const next = move('lift', certification, to, context, { inForceUntil, stop: null })
  const { windowOpens, validUntil } = next
  return {
    next,
    events: [
      {
        type: 'certification-lifted',
        ...about(next),
        by: by.id,
        reason,
        to,
        users,
        inForceUntil,
        windowOpens: to === 'certified' || to === 'conditionally_certified' ? windowOpens : null,
        conditions: next.conditions.filter((one) => one.state === 'open').map(({ id, due }) => ({ id, due })),
      },
      ...(to === 'review_due' && stop.from !== 'review_due'
        ? [{ type: 'review-window-opened' as const, ...about(next), validUntil: validUntil ?? context.now }]
        : []),
      // Its users hear of it with this, once.
      ...(to === 'expired' ? [{ type: 'certification-expired' as const, ...about(next), users: [] }] : []),
    ] satisfies readonly Event[],
  }
}

/** Whether its owner still has to say that the people who use it know. */
export const awaitsWord = ({ state, stop }: Certification): boolean =>
  (state === 'suspended' || state === 'revoked') && stop !== null && stop.told === null

/** Until when its owner should say so; null where nothing is to be said. */
export const toldBy = (certification: Certification, programme: Programme): string | null =>
  certification.stop &&
  addWorkingDays(certification.stop.at, programme.decisions.confirmWorkingDays, hoursOf(programme))

/** The owner says that the people who use it know that it stopped. */
export const confirmTold = (certification: Certification, by: Person, context: Context): Moved => {
  if (!can(by, { deed: 'stop.told', certification }))
    throw new Refusal(
      'not-allowed',
      `That is for the owner of ${certification.id} to confirm: so that is for them alone.`,
    )
  const { stop } = certification
  if (stop === null || !awaitsWord(certification))
    throw new Refusal('already-decided', 'There is nothing to confirm any more. Nothing left to do.')
  const next = {
    ...certification,
    rev: certification.rev + 1,
    stop: { ...stop, told: { by: by.id, at: context.now } },
  }
  return { next, events: [{ type: 'stop-told', ...about(next), by: by.id }] }
}

/** The owner has not said a word in time: they and the stewards hear of it. */
export const remindStop = (certification: Certification): Moved => ({
  next: { ...certification, rev: certification.rev + 1 },
  events: [{ type: 'stop-unconfirmed', ...about(certification) }],
})

/** The owner takes it out of use, and says what becomes of its data. */
export const retire = (certification: Certification, wish: StopWish, context: Context): Moved => {
  if (!can(wish.by, { deed: 'certification.retire', certification }))
    throw new Refusal(
      'not-allowed',
      `Retiring ${certification.id} is for its owner: so that is for them alone.`,
    )
  allow('retire', certification)
  const note = context.text(wish.reason)
  const fit = fitWaivers(
    move('retire', certification, 'retired', context, {
      inForceUntil: null,
      disposal: { by: wish.by.id, at: context.now, note },
      revocation: null,
    }),
    context.now,
  )
  const { next } = fit
  return {
    next,
    events: [
      { type: 'certification-retired', ...about(next), by: wish.by.id, note, users: wish.users },
      ...fit.events,
    ],
  }
}
