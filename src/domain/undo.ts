import type { Approval, Vote } from './approval.ts'
import { votesOf } from './approval.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Person } from './person.ts'
import type { Programme } from './programme.ts'
import { isSelf } from './person.ts'
import { Refusal } from './refusal.ts'
import { about, tierOf } from './registration.ts'
import type { Moved } from './registration.ts'
import type { Decided } from './review.ts'
import { startClock, timesOf } from './stage-clock.ts'
import { step as move, transitions } from './transition.ts'
import { later } from './calendar.ts'
import { hoursOf } from './programme.ts'

/** The instant from which a decision that was made at `at` stands; until then nobody but the approvers hears of it. */
export const undoEnds = (at: string, { decisions }: Pick<Programme, 'decisions'>): string =>
  later(at, decisions.undoSeconds * 1000)

/** The vote that decided a request, while it is the decision that stands; undefined for one that persons did not decide, or that was overtaken. */
const decisive = (approval: Approval, certification: Certification): Vote | undefined =>
  certification.approval === approval.id &&
  approval.closedAt !== null &&
  certification.decision?.at === approval.closedAt &&
  transitions.undo.from.some((state) => state === certification.state)
    ? votesOf(approval).find((vote) => vote.person === certification.decision?.by.at(-1))
    : undefined

/** Whether nothing was done with the certification since it was decided. */
const untouched = ({ rev, decision }: Certification): boolean => decision?.before?.rev === rev

/** Whether somebody can still take the decision back. */
export const mayUndo = (
  approval: Approval,
  certification: Certification,
  person: Person,
  { now, programme }: Pick<Context, 'now' | 'programme'>,
): boolean => {
  const last = decisive(approval, certification)
  return (
    last !== undefined &&
    isSelf(person, last.person) &&
    untouched(certification) &&
    now < undoEnds(last.at, programme)
  )
}

/** What can be done instead, once a decision stands. */
const instead = (certification: Certification, developer: string): string => {
  switch (certification.state) {
    case 'changes_requested':
      return `${developer} has been told. You are asked again when it is submitted anew.`
    case 'rejected':
      return `${developer} has been told, and can appeal; somebody else decides then.`
    default:
      return `${developer} has been told. If it must not be used, please talk to ${developer} and to a steward lead.`
  }
}

/**
 * Takes a decision back: the decider's vote goes, the request is open again as it was before it. Only the decider may, within the
 * time that the policy gives (a minute), and only while nothing was done on the strength of it. `rev` is the version of the request that the button was shown with.
 */
export const undo = (
  approval: Approval,
  certification: Certification,
  person: Person,
  rev: number,
  names: { readonly nameOf: (person: string) => string },
  context: Context,
): Decided => {
  const last = decisive(approval, certification)
  if (!last)
    throw new Refusal(
      'wrong-state',
      approval.state === 'open'
        ? votesOf(approval).some((vote) => isSelf(person, vote.person))
          ? 'Your approval counts already, and only the last one can be undone, because it decides. If you see it otherwise now, talk to whoever decides next: they can ask for changes or reject it.'
          : 'This waits for a decision, so there is nothing to undo. Have a look at it as it is now.'
        : 'This decision does not stand any more, so there is nothing to undo. Have a look at it as it is now.',
    )
  const decider = names.nameOf(last.person)
  if (!isSelf(person, last.person))
    throw new Refusal(
      'not-allowed',
      `${decider} decided this, so undoing it is for ${decider} alone, and only for a short while. Please talk to ${decider}.`,
    )
  if (rev !== approval.rev)
    throw new Refusal(
      'changed-since',
      'This changed after your card was shown. Have a look at it as it is now.',
    )
  if (context.now >= undoEnds(last.at, context.programme))
    throw new Refusal(
      'wrong-state',
      `The time for undoing has passed, and ${instead(certification, names.nameOf(certification.developer))}`,
    )
  if (!untouched(certification))
    throw new Refusal(
      'wrong-state',
      `Somebody has gone on working with ${certification.id} meanwhile, so it cannot be undone. Please talk to ${names.nameOf(certification.developer)}.`,
    )
  const { clock, due } = anew(approval, certification, context)
  const reopened = { ...withoutVote(approval, last), clock, due }
  const on = { ...about(certification), approval: approval.id }
  return {
    approval: reopened,
    events: [
      {
        type: 'approval-reopened',
        ...on,
        subject: approval.id,
        by: last.person,
        verdict: last.verdict,
        tier: tierOf(certification),
        stage: approval.stage,
        due,
        ...(clock === null || due === null ? {} : { times: { ...clock, due } }),
      },
    ],
    certification: reopen(certification, on, context),
    ...(last.behalf === null ? {} : { onBehalfOf: last.behalf }),
  }
}

/** The time of the stage begins anew, in the zone that it counts in: who took a decision back has not had the time that it stood. */
const anew = (
  { clock, due }: Approval,
  certification: Certification,
  { now, programme }: Pick<Context, 'now' | 'programme'>,
): Pick<Approval, 'clock' | 'due'> => {
  if (clock === null) return { clock, due }
  const days = programme.cadences[tierOf(certification)].approvalWorkingDays
  const times = timesOf(now, days, { ...hoursOf(programme), zone: clock.zone })
  return { clock: startClock(times), due: times.due }
}

/** The request as it was before the vote, as a new version: cards of the decided one are stale. */
const withoutVote = (approval: Approval, last: Vote): Approval => ({
  ...approval,
  state: 'open',
  closedAt: null,
  rev: approval.rev + 1,
  conditions: approval.conditions.filter((condition) => condition.by !== last.person),
  stages: approval.stages.map((stage) => ({
    ...stage,
    seats: stage.seats.map((seat) => ({
      ...seat,
      votes: seat.votes.filter((vote) => vote.person !== last.person),
    })),
  })),
})

const reopen = (
  certification: Certification,
  on: { readonly approval: string } & Omit<ReturnType<typeof about>, 'subject'>,
  context: Context,
): Moved => {
  const { decision } = certification
  if (!decision?.before) throw new Error(`${certification.id} does not know what stood before its decision`)
  const { rev: _decided, ...before } = decision.before
  const next = move('undo', certification, 'in_review', context, { ...before, decision: null })
  return {
    next,
    events: [
      {
        type: 'decision-undone',
        ...on,
        subject: certification.id,
        was: certification.state,
        ...(next.inForceUntil === null ? {} : { inForceUntil: next.inForceUntil }),
      },
    ],
  }
}

/** Whether what was decided stops what its users could rely on, or lets what had stopped go on. */
export const concernsUsers = ({ decision }: Certification): boolean => {
  if (!decision?.before) return false
  const { validFrom, inForceUntil } = decision.before
  const counted = inForceUntil !== null && inForceUntil > decision.at
  if (decision.verdict === 'rejected') return counted
  return decision.verdict !== 'changes_requested' && validFrom !== null && !counted
}

/** The time to undo has passed: what was decided is told, to `users` too. Nothing where it was undone or overtaken meanwhile. */
export const settle = (
  approval: Approval,
  certification: Certification,
  users: readonly string[],
): Pick<Decided, 'approval' | 'events'> => {
  const last = decisive(approval, certification)
  const { decision } = certification
  if (!last || !decision) return { approval, events: [] }
  return {
    approval,
    events: [
      {
        type: 'decision-settled',
        ...about(certification),
        subject: approval.id,
        approval: approval.id,
        by: last.person,
        verdict: decision.verdict,
        users,
      },
    ],
  }
}
