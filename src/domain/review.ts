import type { Approval, Ballot, Seat } from './approval.ts'
import { askedRole, barred, currentStage, officeOf, tookPart } from './approval.ts'
import type { Certification } from './certification.ts'
import { isRenewal, makers } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import type { Candidates } from './places.ts'
import { placesIn } from './places.ts'
import type { Facts, Role, StageRule, Tier } from './programme.ts'
import type { Moved } from './registration.ts'
import { about, tierOf } from './registration.ts'
import type { Times } from './stage-clock.ts'
import { startClock, timesOf } from './stage-clock.ts'
import { allow, step as move } from './transition.ts'
import { zoneOfMost } from './working-time.ts'
import { hoursOf } from './programme.ts'

/** What a move of an approval came to, and what it does to its certification. */
export type Decided = {
  readonly approval: Approval
  readonly events: readonly Event[]
  readonly certification?: Moved
  /** The absent person in whose place it was done. */
  readonly onBehalfOf?: string
}

/**
 * How many persons of a role may decide; with `lead`, how many of those who lead its holders. `zones` are the time zones in which those
 * persons are, one for each; `who` names them, so that nobody is counted for two seats.
 */
export type Holders = ((role: Role, lead?: boolean) => number) & {
  readonly zones?: (role: Role, lead?: boolean) => readonly string[]
  readonly who?: Candidates
}

/**
 * Who is asked where nobody who holds a role may decide: for stewards one who leads them, whichever unit theirs is; else the board.
 * Nobody there either: the role itself, and the administrators are told. Whoever stands in for one who may decide is no substitute but
 * counts with them; whom a maker named for themselves never does.
 */
export const instead = (role: Role, holders: Holders): Pick<Seat, 'asked' | 'lead'> => {
  if (holders(role) > 0) return { asked: null, lead: false }
  if (role === 'steward' && holders(role, true) > 0) return { asked: role, lead: true }
  return { asked: role !== 'board' && holders('board') > 0 ? 'board' : null, lead: false }
}

/** How many may decide on a seat. */
export const holdersOfSeat = (seat: Pick<Seat, 'role' | 'asked' | 'lead'>, holders: Holders): number =>
  holders(askedRole(seat), seat.lead)

/** Whoever reviewed it as a peer, where the tier asks that reviewer and approver differ: at high. */
const peerReviewers = (certification: Certification): readonly string[] =>
  tierOf(certification) === 'high'
    ? certification.steps.flatMap((step) =>
        step.kind === 'peer_review' && step.passedBy !== null ? [step.passedBy] : [],
      )
    : []

/** Everybody who will not be asked to decide it, whatever role they hold. */
export const keptOut = (certification: Certification): readonly string[] => [
  ...makers(certification),
  ...peerReviewers(certification),
]

/** An appeal that ended without a yes or a no. */
const isContested = ({ state, appeals }: Pick<Approval, 'state' | 'appeals'>): boolean =>
  appeals !== null && ['expired', 'changes_requested', 'superseded', 'withdrawn'].includes(state)

/** Who decided on what is appealed against: they stay out of it until the appeal is decided. */
export const keptOutByAppeal = (before: Approval | undefined): readonly string[] =>
  before && isContested(before) ? before.decidedBefore : []

const seatsOf = (rule: StageRule, facts: Facts, holders: Holders): Seat[] =>
  rule.seats
    .filter((seat) => seat.when?.holds(facts) ?? true)
    .map((seat) => {
      const asked = { role: seat.role, ...instead(seat.role, holders) }
      return {
        ...asked,
        // `all` of nobody must not pass by itself: an empty role needs one who is not there.
        needs:
          seat.rule.kind === 'any'
            ? 1
            : seat.rule.kind === 'all'
              ? Math.max(1, holdersOfSeat(asked, holders))
              : seat.rule.n,
        all: seat.rule.kind === 'all',
        votes: [],
      }
    })

/**
 * Asks the approvers of the first stage. `holders` counts the persons of a role who may decide: where there are too few,
 * nobody else may approve, and the administrators are told. `before` is the request of the version before: where that was an appeal on
 * which nothing was decided, this one is the appeal, and who rejected it still does not decide.
 */
export const openReview = (
  certification: Certification,
  id: string,
  facts: Facts,
  holders: Holders,
  context: Context,
  before?: Approval,
): Decided & { readonly certification: Moved } => {
  allow('open review', certification)
  const tier = tierOf(certification)
  if (!certification.frozen) throw new Error('a review without frozen content')
  const stages = context.programme.stages[tier]
    .filter((rule) => rule.when?.holds(facts) ?? true)
    .map((rule) => ({ id: rule.id, title: rule.title, seats: seatsOf(rule, facts, holders) }))
    .filter((stage) => stage.seats.length > 0)
  if (stages.length === 0) throw new Error(`the policy has no approver for tier ${tier}`)
  const contested = before && isContested(before) ? before : undefined
  const opened: Approval = {
    id,
    rev: 1,
    state: 'open',
    certification: certification.id,
    asset: certification.asset,
    tier,
    unit: certification.unit,
    makers: [...makers(certification)],
    decidedBefore: contested?.decidedBefore ?? [],
    appeals: contested?.appeals ?? null,
    reviewers: [...peerReviewers(certification)],
    hash: certification.frozen.hash,
    stage: 0,
    stages,
    openedAt: context.now,
    due: null,
    clock: null,
    closedAt: null,
    conditions: [],
  }
  const next = move('open review', certification, 'in_review', context, { approval: id })
  const { approval, events } = askStage(opened, next, holders, context)
  return {
    approval,
    events,
    certification: {
      next,
      events: [
        {
          type: 'review-opened',
          ...about(next),
          approval: id,
          due: approval.due,
          ...(before?.state === 'superseded' ? { replaces: before.id } : {}),
        },
      ],
    },
  }
}

/**
 * When the rungs of a stage come that is asked now: in the working hours of the zone in which most of those who can decide on it are. Where
 * as many are in another, in those of the programme.
 */
const stageTimes = (
  seats: readonly Seat[],
  tier: Tier,
  { zones }: Holders,
  { now, programme }: Pick<Context, 'now' | 'programme'>,
): Times => {
  const hours = hoursOf(programme)
  const theirs = seats.flatMap((seat) => zones?.(askedRole(seat), seat.lead) ?? [])
  return timesOf(now, programme.cadences[tier].approvalWorkingDays, {
    ...hours,
    zone: zoneOfMost(theirs, hours.zone),
  })
}

/**
 * Asks the roles of the stage that a request has come to, or whoever is asked in their place, with a deadline of its own. `holders` counts the persons of a role who
 * may still decide: the administrators are told of a role that has too few.
 */
export const askStage = (
  approval: Approval,
  certification: Certification,
  holders: Holders,
  context: Context,
): { readonly approval: Approval; readonly events: readonly Event[] } => {
  const tier = tierOf(certification)
  const seats = currentStage(approval).seats.map((before) => {
    const seat = { ...before, ...instead(before.role, holders) }
    return seat.all ? { ...seat, needs: Math.max(1, holdersOfSeat(seat, holders)) } : seat
  })
  const times = stageTimes(seats, tier, holders, context)
  const { due } = times
  const asked: Approval = {
    ...approval,
    due,
    clock: startClock(times),
    stages: approval.stages.map((stage, index) => (index === approval.stage ? { ...stage, seats } : stage)),
  }
  const subject = { ...about(certification), subject: approval.id, approval: approval.id }
  return {
    approval: asked,
    events: [
      {
        type: 'approval-requested',
        ...subject,
        tier,
        stage: approval.stage,
        roles: seats.map(askedRole),
        ...(seats.some((seat) => seat.lead) ? { lead: true } : {}),
        except: [...new Set([...barred(approval), ...tookPart(approval)])],
        due,
        times,
      },
      ...shortSeats(seats, holders).map((seat): Event => ({
        type: 'approval-unmanned',
        ...subject,
        role: seat.role,
      })),
    ],
  }
}

/** Seats for which there are too few: one person fills one place alone, also where they could fill either of two. */
export const shortSeats = (seats: readonly Seat[], holders: Holders): readonly Seat[] => {
  const { who } = holders
  if (!who) return seats.filter((seat) => holdersOfSeat(seat, holders) < seat.needs)
  const { short } = placesIn(seats, (seat) => who(askedRole(seat), seat.lead))
  return seats.filter((_, index) => short.has(index))
}

/** Roles of seats that a vote has left with too few, because the voter could have filled them. `holders` counts those beside the voter. */
export const leftShort = (
  before: Ballot,
  voted: Ballot,
  voter: Person,
  holders: Holders,
): readonly Role[] => {
  const { who } = holders
  if (!who) return []
  const could = (seat: Seat): boolean =>
    can(voter, { deed: 'approval.vote', approval: before, ...officeOf(seat) })
  const seats = currentStage(before).seats
  const { short } = placesIn(seats, (seat) => [
    ...who(askedRole(seat), seat.lead),
    ...(could(seat) ? [voter.id] : []),
  ])
  const was = new Set(seats.filter((_, index) => short.has(index)).map(({ role }) => role))
  return shortSeats(currentStage(voted).seats, holders)
    .map(({ role }) => role)
    .filter((role) => !was.has(role))
}

/** Closes an open request because its certification was withdrawn. */
export const withdrawRequest = (
  approval: Approval,
  certification: Certification,
  context: Context,
): Decided => ({
  approval: { ...approval, state: 'withdrawn', closedAt: context.now, rev: approval.rev + 1 },
  events: [
    {
      type: 'approval-closed',
      ...about(certification),
      subject: approval.id,
      approval: approval.id,
      state: 'withdrawn',
    },
  ],
})

/** Nobody decided in time. That is no rejection: nothing is lost, one tap submits again. */
export const expireRequest = (
  approval: Approval,
  certification: Certification,
  context: Context,
): Decided => {
  const to = isRenewal(certification) ? 'recertifying' : 'preparing'
  const next = move('request expired', certification, to, context)
  return {
    approval: { ...approval, state: 'expired', closedAt: context.now, rev: approval.rev + 1 },
    events: [
      {
        type: 'approval-closed',
        ...about(certification),
        subject: approval.id,
        approval: approval.id,
        state: 'expired',
      },
    ],
    certification: { next, events: [{ type: 'approval-expired', ...about(next), approval: approval.id }] },
  }
}
