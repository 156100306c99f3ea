import { barred, tookPart, votesOf } from './approval.ts'
import { addWorkingDays } from './calendar.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { isSelf } from './person.ts'
import { hoursOf } from './programme.ts'
import { about } from './registration.ts'
import type { Holders } from './review.ts'
import { seatAnew } from './reseat.ts'
import type { Decision } from './take-back.ts'
import { allowTakeBack, mayTakeBack, nothingToTakeBack, withoutVotesOf } from './take-back.ts'
import { transitions } from './transition.ts'
import type { Waiver, WaiverAsk } from './waiver.ts'
import { lastAsk, withAsk } from './waiver.ts'
import type { Said, Seen } from './waiver-decision.ts'
import { askOf } from './waiver-decision.ts'
import { nextWith } from './waiver-time.ts'

/** How a waiver was decided, while nobody has overtaken that; undefined where it waits, or was decided by nobody. */
const decisionOf = (certification: Certification, waiver: Waiver): Decision | undefined => {
  const ask = lastAsk(waiver)
  if (ask.state !== 'approved' && ask.state !== 'rejected') return undefined
  // An earlier version did not write down who decided last: that stands for long.
  const { by, at, stands } = ask.decision ?? {
    by: ask.refusal?.by ?? waiver.grantedBy.at(-1) ?? ask.by,
    at: ask.closedAt ?? ask.at,
    stands: true,
  }
  return { by, at, isUntouched: !stands && isAsAsked(certification, ask) }
}

/** When the latest decision on a waiver was made that nobody has overtaken. */
export const decidedAt = (certification: Certification, waiver: Waiver): string | undefined =>
  decisionOf(certification, waiver)?.at

/** Whether it could be decided on again as it was: by people none of whom owns it by now. */
const isAsAsked = ({ owner, state }: Certification, ask: WaiverAsk): boolean =>
  ask.makers.includes(owner) &&
  (ask.owner === null || ask.owner.person === owner) &&
  transitions['decide waiver'].from.some((from) => from === state)

/** Whether somebody can still take back what they decided about a waiver. */
export const mayUndoWaiver = (
  certification: Certification,
  waiver: Waiver,
  person: Person,
  moment: Pick<Context, 'now' | 'programme'>,
): boolean => mayTakeBack(decisionOf(certification, waiver), person, moment)

/** An ask before the word that decided it. */
const undecided = (ask: WaiverAsk, by: string): WaiverAsk => ({
  ...ask,
  state: 'open',
  closedAt: null,
  refusal: null,
  decision: null,
  stages: withoutVotesOf(ask.stages, by),
  owner: ask.owner && { ...ask.owner, word: ask.owner.word?.by === by ? null : ask.owner.word },
})

/** Everybody who never decides on an ask, or has said their word on it, once the word that decided it is gone. */
export const keptFrom = (ask: WaiverAsk): readonly string[] => {
  const before = ask.decision === null ? ask : undecided(ask, ask.decision.by)
  return [...barred(before), ...tookPart(before)]
}

/**
 * Takes back what somebody decided about a waiver: it is asked for as it was before, with its time anew. Only whoever decided may, within
 * the time that the policy gives (a minute). `decided` is when the decision was made that the button was shown with; `holders` counts those
 * who may decide beside `keptFrom`: somebody may have lost their role meanwhile.
 */
export const undoWaiver = (
  certification: Certification,
  { decided, ...seen }: Seen & { readonly decided: string },
  person: Person,
  names: { readonly nameOf: (person: string) => string; readonly holders: Holders },
  context: Context,
): Said => {
  const { waiver, ask } = askOf(certification, seen)
  const decision = decisionOf(certification, waiver)
  const was = ask.state === 'approved' ? 'granted' : 'refused'
  if (!decision)
    throw nothingToTakeBack({
      isOpen: ask.state === 'open',
      hasVoted:
        votesOf(ask).some((vote) => isSelf(person, vote.person)) ||
        isSelf(person, ask.owner?.word?.by ?? null),
    })
  const asker = names.nameOf(ask.by)
  allowTakeBack(
    decision,
    person,
    {
      nameOf: names.nameOf,
      isSeen: decided === decision.at,
      passed:
        was === 'refused'
          ? `${asker} has been told, and can ask for it again.`
          : `${asker} has been told. If it must not be used any more, please talk to ${asker}, or suspend it: suspend ${certification.id} and why.`,
      touched: `${certification.id} does not stand as it did when you decided, so this cannot be undone. Please talk to ${asker}.`,
    },
    context,
  )
  const { programme, now } = context
  const days = programme.waivers.byTier[ask.tier].approvalWorkingDays
  const due = addWorkingDays(now, days, hoursOf(programme))
  const before = undecided(ask, decision.by)
  const { next: asked, told } = seatAnew({ ...before, due }, decision.by, names.holders)
  const next = nextWith(certification, { ...waiver, asks: withAsk(waiver, asked) })
  const on = { ...about(next), waiver: waiver.id, ask: ask.id, question: waiver.question }
  const behalf = votesOf(ask).find((vote) => vote.person === decision.by)?.behalf ?? null
  return {
    next,
    events: [
      {
        type: 'waiver-undone',
        ...on,
        by: decision.by,
        was,
        tier: ask.tier,
        due,
      },
      ...(told.roles.length === 0
        ? []
        : [{ type: 'waiver-reseated' as const, ...on, ...told, asked: ask.by }]),
      ...told.short.map((role): Event => ({ type: 'waiver-unmanned', ...on, role })),
    ],
    ...(behalf === null ? {} : { onBehalfOf: behalf }),
  }
}
