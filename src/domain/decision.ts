import type { Approval, Vote } from './approval.ts'
import { askedRole, currentStage, isFilled, isLastStage, voters } from './approval.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Names } from './entitlement.ts'
import { entitle } from './entitlement.ts'
import type { Person } from './person.ts'
import { conditionsAfter } from './go-live.ts'
import type { Moved } from './registration.ts'
import { about, tierOf } from './registration.ts'
import type { Decided } from './review.ts'
import { askStage, leftShort } from './review.ts'
import { validity } from './submission.ts'
import { step as move } from './transition.ts'
import type { Wish } from './wish.ts'
import { checkWaivers, checkWish } from './wish.ts'

/**
 * Takes one approver's answer. Entitlement, distinct persons and the version seen are checked here, at the moment of commit.
 * A rejection or a change request ends the stage; the last filled seat approves.
 */
export const vote = (
  approval: Approval,
  certification: Certification,
  voter: Person,
  wish: Wish,
  names: Names,
  context: Context,
): Decided => {
  const { seat: seatIndex, absent } = entitle(approval, voter, names, context.now)
  checkWish(wish, approval, certification)
  checkWaivers(wish, certification, context)

  const reason = wish.reason === '' ? null : context.text(wish.reason)
  const cast: Vote = {
    person: voter.id,
    behalf: absent?.id ?? null,
    verdict: wish.verdict,
    at: context.now,
    platform: context.platform,
    hash: approval.hash,
    reason,
  }
  const conditions = [
    ...approval.conditions,
    ...wish.conditions.map((one) => ({ words: context.text(one.words), due: one.due, by: voter.id })),
  ]
  const stages = approval.stages.map((stage, index) =>
    index === approval.stage
      ? {
          ...stage,
          seats: stage.seats.map((seat, at) =>
            at === seatIndex ? { ...seat, votes: [...seat.votes, cast] } : seat,
          ),
        }
      : stage,
  )
  const voted: Approval = { ...approval, stages, conditions }
  const seat = currentStage(approval).seats[seatIndex]
  if (!seat) throw new Error(`${approval.id} has no seat ${seatIndex}`)
  const subject = { ...about(certification), subject: approval.id, approval: approval.id }
  const event: Extract<Event, { type: 'approval-voted' }> = {
    type: 'approval-voted',
    ...subject,
    by: voter.id,
    verdict: wish.verdict,
    stage: approval.stage,
    stageId: currentStage(approval).id,
    role: askedRole(seat),
    seat: seatIndex,
    hash: approval.hash,
    closes: false,
  }

  const tallied = tally(voted, certification, event, cast, names, context)
  // Who filled this seat could have filled another one that waits on.
  const short = tallied.approval === voted ? leftShort(approval, voted, voter, names.holders) : []
  return {
    ...tallied,
    events: [
      ...tallied.events,
      ...short.map((role): Event => ({ type: 'approval-unmanned', ...subject, role })),
    ],
    ...(absent ? { onBehalfOf: absent.id } : {}),
  }
}

/** What a request comes to with one more vote. */
const tally = (
  voted: Approval,
  certification: Certification,
  event: Extract<Event, { type: 'approval-voted' }>,
  cast: Vote,
  names: Names,
  context: Context,
): Decided => {
  switch (cast.verdict) {
    case 'reject':
      return close(voted, certification, 'rejected', event, cast, context)
    case 'request_changes':
      return close(voted, certification, 'changes_requested', event, cast, context)
    case 'approve':
    case 'approve_on_conditions':
      if (!currentStage(voted).seats.every(isFilled)) return { approval: voted, events: [event] }
      if (!isLastStage(voted)) {
        const onward = { ...voted, stage: voted.stage + 1, rev: voted.rev + 1 }
        const asked = askStage(onward, certification, names.holders, context)
        return { approval: asked.approval, events: [event, ...asked.events] }
      }
      return close(voted, certification, 'approved', event, cast, context)
    default:
      cast.verdict satisfies never
      throw new Error('an unknown verdict')
  }
}

const close = (
  voted: Approval,
  certification: Certification,
  state: 'approved' | 'rejected' | 'changes_requested',
  event: Extract<Event, { type: 'approval-voted' }>,
  last: Vote,
  context: Context,
): Decided => {
  const approval: Approval = { ...voted, state, closedAt: context.now, rev: voted.rev + 1 }
  const closed: Event = {
    type: 'approval-closed',
    ...about(certification),
    subject: approval.id,
    approval: approval.id,
    state,
  }
  return {
    approval,
    events: [{ ...event, closes: true }, closed],
    certification: settle(certification, approval, state, last, context),
  }
}

const standing = ({
  rev,
  validFrom,
  validUntil,
  windowOpens,
  inForceUntil,
  verify,
  conditions,
  goLive,
}: Certification) => ({
  rev: rev + 1,
  validFrom,
  validUntil,
  windowOpens,
  inForceUntil,
  verify,
  conditions,
  goLive,
})

/** What the outcome does to the certification. */
const settle = (
  certification: Certification,
  approval: Approval,
  state: 'approved' | 'rejected' | 'changes_requested',
  last: Vote,
  context: Context,
): Moved => {
  const decision = {
    // Whoever decided it stands last, in whichever seat they sit.
    by: [...voters(approval).filter((person) => person !== last.person), last.person],
    at: context.now,
    platform: context.platform,
    reason: last.reason,
    hash: approval.hash,
    before: standing(certification),
  }
  if (state !== 'approved') {
    if (last.reason === null) throw new Error('a negative decision without a reason')
    const rejected = state === 'rejected'
    const next = move(rejected ? 'reject' : 'request changes', certification, state, context, {
      decision: { ...decision, verdict: state },
      ...(rejected ? { inForceUntil: null } : {}),
    })
    const type = rejected ? ('certification-rejected' as const) : ('changes-requested' as const)
    return { next, events: [{ type, ...about(next), by: last.person, reason: last.reason }] }
  }
  const tier = tierOf(certification)
  const valid = validity(certification, tier, context)
  const dates = {
    validUntil: valid.validUntil,
    windowOpens: valid.windowOpens,
    inForceUntil: valid.inForceUntil,
  }
  const conditions = conditionsAfter(approval, tier, context)
  if (conditions.length === 0) {
    const next = move('approve last stage', certification, 'certified', context, {
      ...valid,
      decision: { ...decision, verdict: 'certified' },
    })
    return {
      next,
      events: [
        {
          type: 'certification-certified',
          ...about(next),
          tier,
          sampled: false,
          seed: null,
          ...dates,
          users: [],
        },
      ],
    }
  }
  const next = move('approve with conditions', certification, 'conditionally_certified', context, {
    ...valid,
    conditions,
    goLive: null,
    decision: { ...decision, verdict: 'certified_on_conditions' },
  })
  return {
    next,
    events: [
      {
        type: 'certification-certified-on-conditions',
        ...about(next),
        tier,
        ...dates,
        conditions: conditions.map(({ id, due, words }) => ({ id, due, words })),
      },
    ],
  }
}
