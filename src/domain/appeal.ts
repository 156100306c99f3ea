import type { Approval } from './approval.ts'
import { tookPart } from './approval.ts'
import { addWorkingDays } from './calendar.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Programme } from './programme.ts'
import { Refusal } from './refusal.ts'
import { about } from './registration.ts'
import type { Decided, Holders } from './review.ts'
import { askStage, instead } from './review.ts'
import { allow, step as move } from './transition.ts'
import { hoursOf } from './programme.ts'

/** Until when a rejection can be appealed against; null where it cannot: not rejected, or appealed before. */
export const appealUntil = (certification: Certification, programme: Programme): string | null =>
  certification.state === 'rejected' && certification.decision && certification.appeal === null
    ? addWorkingDays(certification.decision.at, programme.decisions.appealWorkingDays, hoursOf(programme))
    : null

/** Refuses what cannot be appealed against, or not any more. */
export const allowAppeal = (certification: Certification, context: Context): void => {
  if (certification.appeal)
    throw new Refusal(
      'already-decided',
      'There was an appeal already, and others decided on it. You can register it again once things have changed.',
    )
  allow('appeal', certification)
  const until = appealUntil(certification, context.programme)
  if (until === null || context.now > until)
    throw new Refusal(
      'wrong-state',
      `An appeal was possible for ${context.programme.decisions.appealWorkingDays} working days, and they have passed. You can register it again once things have changed.`,
    )
}

/**
 * Asks other persons than those who rejected it, once. The stages are those of the request before; whoever took part in that cannot
 * decide. `holders` counts the persons of a role who can.
 */
export const appeal = (
  certification: Certification,
  earlier: Approval,
  wish: { readonly id: string; readonly by: string; readonly reason: string },
  holders: Holders,
  context: Context,
): Decided => {
  allowAppeal(certification, context)
  const reason = context.text(wish.reason)
  const decidedBefore = [...new Set([...earlier.decidedBefore, ...tookPart(earlier)])]
  const opened: Approval = {
    ...earlier,
    id: wish.id,
    rev: 1,
    state: 'open',
    stage: 0,
    stages: earlier.stages.map((stage) => ({
      ...stage,
      seats: stage.seats.map((seat) => ({ ...seat, ...instead(seat.role, holders), votes: [] })),
    })),
    openedAt: context.now,
    due: null,
    clock: null,
    closedAt: null,
    conditions: [],
    decidedBefore,
    appeals: earlier.id,
  }
  const next = move('appeal', certification, 'in_review', context, {
    approval: wish.id,
    appeal: { by: wish.by, at: context.now, reason },
    decision: null,
  })
  return {
    ...askStage(opened, next, holders, context),
    certification: {
      next,
      events: [{ type: 'rejection-appealed', ...about(next), approval: wish.id, by: wish.by, reason }],
    },
  }
}
