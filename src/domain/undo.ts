import type { Approval, Vote } from './approval.ts'
import { votesOf } from './approval.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Person } from './person.ts'
import { isSelf } from './person.ts'
import { about, tierOf } from './registration.ts'
import type { Moved } from './registration.ts'
import { reseated, seatAnew } from './reseat.ts'
import type { Decided, Holders } from './review.ts'
import { startClock, timesOf } from './stage-clock.ts'
import type { Decision } from './take-back.ts'
import { allowTakeBack, mayTakeBack, nothingToTakeBack, withoutVotesOf } from './take-back.ts'
import { step as move, transitions } from './transition.ts'
import { hoursOf } from './programme.ts'

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

const decisionOf = (last: Vote | undefined, certification: Certification): Decision | undefined =>
  last && { by: last.person, at: last.at, isUntouched: untouched(certification) }

/** Whether somebody can still take the decision back. */
export const mayUndo = (
  approval: Approval,
  certification: Certification,
  person: Person,
  moment: Pick<Context, 'now' | 'programme'>,
): boolean => mayTakeBack(decisionOf(decisive(approval, certification), certification), person, moment)

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
 * time that the policy gives (a minute), and only while nothing was done on the strength of it. `rev` is the version of the request that the
 * button was shown with; `holders` counts those who may decide beside whoever has a part in the request as it is `beforeDecision`: somebody
 * may have lost their role meanwhile.
 */
export const undo = (
  approval: Approval,
  certification: Certification,
  person: Person,
  rev: number,
  names: { readonly nameOf: (person: string) => string; readonly holders: Holders },
  context: Context,
): Decided => {
  const last = decisive(approval, certification)
  const decision = decisionOf(last, certification)
  if (!last || !decision)
    throw nothingToTakeBack({
      isOpen: approval.state === 'open',
      hasVoted: votesOf(approval).some((vote) => isSelf(person, vote.person)),
    })
  const developer = names.nameOf(certification.developer)
  allowTakeBack(
    decision,
    person,
    {
      nameOf: names.nameOf,
      isSeen: rev === approval.rev,
      passed: instead(certification, developer),
      touched: `Somebody has gone on working with ${certification.id} meanwhile, so it cannot be undone. Please talk to ${developer}.`,
    },
    context,
  )
  const { clock, due } = anew(approval, certification, context)
  const seated = seatAnew({ ...withoutVote(approval, last), clock, due }, last.person, names.holders)
  const again = reseated(seated.next, certification, seated).events
  const on = { ...about(certification), approval: approval.id }
  return {
    approval: seated.next,
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
      ...(seated.told.roles.length > 0 || seated.short.length > 0 ? again : []),
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
  stages: withoutVotesOf(approval.stages, last.person),
})

/** The request as it was before the decision that stands; as it is where there is none. */
export const beforeDecision = (approval: Approval, certification: Certification): Approval => {
  const last = decisive(approval, certification)
  return last ? withoutVote(approval, last) : approval
}

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
