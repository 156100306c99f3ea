import { expect } from 'vitest'
import type { Approval } from '../../src/domain/approval.ts'
import { makers } from '../../src/domain/certification.ts'
import { tierOf } from '../../src/domain/registration.ts'
import { asks } from '../../src/domain/step.ts'
import { cast } from './cast.ts'
import type { Command } from './commands.ts'
import type { World } from './draft.ts'
import { allowed } from './walk-table.ts'

/** What is true after every move that was not refused, whatever came before it. */
export const holdsWhatMustHold = (before: World, after: World, given: Command): void => {
  const { certification, approval } = after
  if (before.certification !== certification) {
    expect(allowed[given.do]).toContainEqual([before.certification.state, certification.state])
    expect(certification.rev).toBeGreaterThan(before.certification.rev)
  }
  // A vote on another version than the one that stands never counts.
  if (given.do === 'vote' && given.stale) expect(after).toEqual(before)
  if (given.do === 'vote' && after !== before && before.certification.assessment?.tier === 'high') {
    if (given.verdict.startsWith('approve')) expect(given.seen).toBe('this')
    const isLast = before.approval?.stage === (before.approval?.stages.length ?? 0) - 1
    if (given.verdict === 'approve_on_conditions') expect(isLast).toBe(true)
  }
  holdsWhileItStands(before, after, given)
  for (const step of certification.steps)
    if (step.state === 'passed' && asks(step) === 'evidence') expect(step.evidence).not.toEqual([])

  const decided =
    approval?.stages.flatMap((stage) =>
      stage.seats.flatMap((seat) => seat.votes.map((vote) => ({ ...vote, role: seat.role }))),
    ) ?? []
  expect(new Set(decided.map((vote) => vote.person)).size).toBe(decided.length)
  if (approval?.state === 'open' && tierOf(certification) === 'high') {
    const reviewers = certification.steps
      .filter((one) => one.kind === 'peer_review')
      .map((one) => one.passedBy)
    for (const vote of decided) expect(reviewers).not.toContain(vote.person)
  }
  if (before.approval && approval && before.approval.id === approval.id)
    staysInOrder(before.approval, approval)
  for (const vote of decided) {
    expect(makers(certification)).not.toContain(vote.person)
    expect(cast.find((one) => one.id === vote.person)?.roles).toContain(vote.role)
    expect(vote.hash).toBe(approval?.hash)
  }

  if (certification.state !== 'certified' && certification.state !== 'conditionally_certified') return
  expect(certification.steps.filter((step) => step.state !== 'passed')).toEqual([])
  expect(certification.steps).not.toEqual([])
  expect(certification.assessment?.blocked).toEqual([])
  expect(certification.decision?.hash).toBe(certification.frozen?.hash)
  if (certification.assessment?.tier !== 'low') {
    expect(approval?.state).toBe('approved')
    expect(
      approval?.stages.every((stage) =>
        stage.seats.every(
          (seat) => seat.votes.filter((vote) => vote.verdict.startsWith('approve')).length >= seat.needs,
        ),
      ),
    ).toBe(true)
    expect(approval?.hash).toBe(certification.frozen?.hash)
  }
  if (certification.assessment?.tier !== 'high') return
  // Maker, peer reviewer and every approver are different persons, and the days after it goes live are looked at.
  const reviewers = certification.steps.filter((one) => one.kind === 'peer_review').map((one) => one.passedBy)
  const everybody = [
    ...new Set([...makers(certification), ...reviewers]),
    ...decided.map((vote) => vote.person),
  ]
  expect(new Set(everybody).size).toBe(everybody.length)
  const hypercare = certification.conditions.find((one) => one.id === 'hypercare')
  expect(hypercare).toBeDefined()
  if (certification.state === 'certified') {
    expect(certification.goLive).not.toBeNull()
    expect(certification.conditions.every((one) => one.state === 'met')).toBe(true)
  }
}

/** What is true of a certificate that stopped, comes back or is renewed. */
const holdsWhileItStands = (
  { certification: before }: World,
  { certification, approval }: World,
  given: Command,
): void => {
  const { state, inForceUntil, validFrom, revocation } = certification
  if (['suspended', 'expired', 'revoked', 'retired', 'rejected', 'withdrawn'].includes(state))
    expect(inForceUntil).toBeNull()
  if (validFrom !== null) expect(['draft', 'classified', 'preparing', 'withdrawn']).not.toContain(state)
  // What does not count comes back by a decision, or by whoever lifts it.
  if (before.inForceUntil === null && inForceUntil !== null)
    expect(['submit', 'vote', 'lift']).toContain(given.do)
  if (state === 'in_review') expect(approval?.state).toBe('open')
  if (approval?.state === 'open') expect(state).toBe('in_review')
  const isMaker = (id: string | undefined): boolean => makers(certification).includes(id ?? '')
  if (state === 'revoked') {
    expect(revocation?.second).toBeTruthy()
    expect(revocation?.second).not.toBe(revocation?.by)
    expect([revocation?.by, revocation?.second ?? ''].some(isMaker)).toBe(false)
  }
  if (before === certification || !('who' in given)) return
  const id = cast[given.who]?.id
  if (['settle', 'suspend', 'lift', 'revoke', 'agree'].includes(given.do)) expect(isMaker(id)).toBe(false)
  if (given.do === 'lift') {
    expect(certification.conditions.every((one) => one.state !== 'missed')).toBe(true)
    if (before.assessment?.tier === 'high') expect(id).not.toBe(before.stop?.by)
  }
  if (given.do === 'settle') expect(certification.settlements.some((one) => one.by === id)).toBe(true)
}

/** A request is decided once, stage by stage; its version changes with the stage, and not with each vote. */
const staysInOrder = (before: Approval, after: Approval): void => {
  if (before.state !== 'open') return expect(after).toEqual(before)
  expect(after.rev !== before.rev).toBe(after.stage !== before.stage || after.state !== before.state)
  for (const [index, stage] of after.stages.entries()) {
    if (index < before.stage) expect(stage).toEqual(before.stages[index])
    if (index > before.stage) expect(stage.seats.flatMap((seat) => seat.votes)).toEqual([])
  }
}
