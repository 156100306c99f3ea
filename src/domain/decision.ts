import type { Approval, Vote } from './approval.ts'
import { currentStage, isFilled, isLastStage, lastVote, voters, waitingRoles } from './approval.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { can, isAmong } from './person.ts'
import { conditionsAfter } from './go-live.ts'
import type { Role } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about, tierOf } from './registration.ts'
import type { Decided } from './review.ts'
import { askStage } from './review.ts'
import { validity } from './submission.ts'
import { step as move } from './transition.ts'
import type { Wish } from './wish.ts'
import { checkWish } from './wish.ts'

/** Who is who, as far as a decision has to know; loaded by whoever asks. */
export type Names = {
  readonly nameOf: (person: string) => string
  /** Who else may decide, by name. */
  readonly entitled: readonly string[]
  /** How many persons of a role may still decide once the voter has. */
  readonly holders: (role: Role) => number
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

const closedSentence = (approval: Approval, names: Names): string => {
  const last = lastVote(approval)
  const who = last ? names.nameOf(last.person) : 'Somebody'
  switch (approval.state) {
    case 'approved':
      return `${who} approved it already. Nothing left to do.`
    case 'rejected':
      return `${who} rejected it already. Nothing left to do.`
    case 'changes_requested':
      return `${who} asked for changes already. It is decided anew when it comes back.`
    case 'withdrawn':
      return 'The developer withdrew this request. Nothing left to do.'
    case 'expired':
      return 'This request ran out before it was decided. You are asked again when it is submitted anew.'
    case 'superseded':
      return 'A newer version of this request is open. Have a look at what is different.'
    case 'open':
      return 'This request is open.'
    default:
      approval.state satisfies never
      return ''
  }
}

/** The seat that a person may vote in; throws the reason why not. */
const seatFor = (approval: Approval, voter: Person, names: Names): number => {
  const who =
    names.entitled.length > 0
      ? `${list(names.entitled)} can.`
      : 'Nobody who may decide holds the role yet; the administrators have been told.'
  if (isAmong(voter, approval.makers))
    throw new Refusal('own-work', `You built or own this, so someone else decides. ${who}`)
  if (isAmong(voter, approval.reviewers))
    throw new Refusal('own-work', `You reviewed this as a peer, so someone else decides. ${who}`)
  const seats = currentStage(approval).seats
  if (isAmong(voter, voters(approval)))
    throw new Refusal(
      'already-decided',
      `You have decided this already. It still needs somebody else: ${who}`,
    )
  const entitled = seats
    .map((seat, index) => ({ seat, index }))
    .filter(({ seat }) => can(voter, { deed: 'approval.vote', approval, role: seat.role }))
  const open = entitled.find(({ seat }) => !isFilled(seat))
  if (open) return open.index
  if (entitled.length > 0) throw new Refusal('already-decided', `Your part is decided already. ${who}`)
  const wanted = [...new Set(waitingRoles(approval).map((role) => role.replace('_', ' ')))]
  throw new Refusal('not-allowed', `Deciding this needs the ${list(wanted)} role. ${who}`)
}

/** Refuses whoever may not decide on the request now, and says who may or what happened meanwhile. */
export const entitle = (approval: Approval, voter: Person, names: Names): void => {
  if (approval.state !== 'open') throw new Refusal('already-decided', closedSentence(approval, names))
  seatFor(approval, voter, names)
}

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
  if (approval.state !== 'open') throw new Refusal('already-decided', closedSentence(approval, names))
  const seatIndex = seatFor(approval, voter, names)
  checkWish(wish, approval, certification)

  const reason = wish.reason === '' ? null : context.text(wish.reason)
  const cast: Vote = {
    person: voter.id,
    verdict: wish.verdict,
    at: context.now,
    platform: context.platform,
    hash: approval.hash,
    reason,
  }
  const conditions = [
    ...approval.conditions,
    ...wish.conditions.map((one) => ({ words: context.text(one.words), due: one.due })),
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
  const event: Event = {
    type: 'approval-voted',
    ...subject,
    by: voter.id,
    verdict: wish.verdict,
    stage: approval.stage,
    stageId: currentStage(approval).id,
    role: seat.role,
    seat: seatIndex,
    hash: approval.hash,
  }

  switch (wish.verdict) {
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
      wish.verdict satisfies never
      throw new Error('an unknown verdict')
  }
}

const close = (
  voted: Approval,
  certification: Certification,
  state: 'approved' | 'rejected' | 'changes_requested',
  event: Event,
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
    events: [event, closed],
    certification: settle(certification, approval, state, last, context),
  }
}

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
  }
  if (state !== 'approved') {
    if (last.reason === null) throw new Error('a negative decision without a reason')
    const rejected = state === 'rejected'
    const next = move(rejected ? 'reject' : 'request changes', certification, state, context, {
      decision: { ...decision, verdict: state },
    })
    const type = rejected ? ('certification-rejected' as const) : ('changes-requested' as const)
    return { next, events: [{ type, ...about(next), by: last.person, reason: last.reason }] }
  }
  const tier = tierOf(certification)
  const valid = validity(tier, context)
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
        { type: 'certification-certified', ...about(next), tier, sampled: false, seed: null, ...dates },
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
        ...dates,
        conditions: conditions.map(({ id, due, words }) => ({ id, due, words })),
      },
    ],
  }
}
