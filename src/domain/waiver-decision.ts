import { isFilled } from './approval.ts'
import type { Vote } from './approval.ts'
import type { Certification } from './certification.ts'
import { makers } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Names } from './entitlement.ts'
import { entitle } from './entitlement.ts'
import type { Person } from './person.ts'
import { can, isAmong, isSelf } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import { leftShort } from './review.ts'
import { allow, step as move } from './transition.ts'
import type { Waiver, WaiverAsk } from './waiver.ts'
import { isSettling, lastAsk, programmeDay, withAsk, withWaiver } from './waiver.ts'

/** What a word on a waiver came to, and the absent person in whose place it was said. */
export type Said = Moved & { readonly onBehalfOf?: string }

/** Which ask of which waiver somebody saw. */
export type Seen = { readonly waiver: string; readonly ask: string }

/** The waiver of that id; refuses one that the certification does not have. */
export const waiverOf = (certification: Certification, id: string): Waiver => {
  const found = certification.waivers.find((one) => one.id === id)
  if (!found)
    throw new Refusal(
      'unknown-thing',
      `${certification.id} has no such waiver. Type inbox to see what is open.`,
    )
  return found
}

/** Whether the owner's word is what an ask still needs of the person; their own word comes before any seat. */
export const ownersWord = (certification: Certification, ask: WaiverAsk, person: Person): boolean =>
  ask.state === 'open' &&
  ask.owner !== null &&
  ask.owner.word === null &&
  can(person, { deed: 'waiver.agree', certification })

/** Whether an ask is decided and its maker, who did not decide it, is yet to hear how. */
export const isUntold = (certification: Certification, ask: WaiverAsk, person: Person): boolean =>
  isSettling(ask) &&
  isAmong(person, [...makers(certification), ...ask.makers]) &&
  !isSelf(person, ask.decision?.by ?? null)

/** The asks whose maker the person is, that are decided, and of which they are yet to hear how. */
export const untoldAsks = (certification: Certification, person: Person): readonly string[] =>
  certification.waivers.flatMap(({ asks }) =>
    asks.filter((ask) => isUntold(certification, ask, person)).map(({ id }) => id),
  )

/** The ask that somebody saw; refuses one that is not the last. */
export const askOf = (certification: Certification, seen: Seen): { waiver: Waiver; ask: WaiverAsk } => {
  const waiver = waiverOf(certification, seen.waiver)
  const ask = lastAsk(waiver)
  if (ask.id !== seen.ask && waiver.asks.some((one) => one.id === seen.ask))
    throw new Refusal(
      'changed-since',
      'This was asked anew after your card was shown. Have a look at what is asked now, then decide.',
    )
  if (ask.id !== seen.ask)
    throw new Refusal(
      'unknown-thing',
      `${certification.id} has no such waiver. Type inbox to see what is open.`,
    )
  return { waiver, ask }
}

/** Checks that the person may say a word on an ask now: where it goes, and in whose place. */
const partOf = (certification: Certification, ask: WaiverAsk, by: Person, names: Names, now: string) => {
  if (ownersWord(certification, ask, by)) return { seat: null, absent: undefined }
  if (isUntold(certification, ask, by))
    throw new Refusal(
      'already-decided',
      'Somebody decided on this a moment ago, and you hear in a little while how. Nothing left to do.',
    )
  if (ask.state === 'rejected' && ask.refusal)
    throw new Refusal(
      'already-decided',
      `${names.nameOf(ask.refusal.by)} refused it already. Nothing left to do.`,
    )
  const place = entitle(ask, by, names, now)
  allow('decide waiver', certification)
  return place
}

/** Takes a yes: the owner's word, or that of somebody in a seat. The last one that was needed grants it, once that stands. */
export const grantWaiver = (
  certification: Certification,
  seen: Seen,
  by: Person,
  names: Names,
  context: Context,
): Said => {
  const { waiver, ask } = askOf(certification, seen)
  const { seat, absent } = partOf(certification, ask, by, names, context.now)
  if (ask.until < programmeDay(context))
    throw new Refusal(
      'wrong-state',
      `It was asked for until ${ask.until}, and that day has passed. ${names.nameOf(ask.by)} can ask for it anew.`,
    )
  const voted =
    seat === null
      ? { ...ask, owner: ask.owner && { ...ask.owner, word: wordOf(by, context) } }
      : withVote(ask, seat, voteOf(waiver, ask, by, absent, 'approve', null, context))
  const behalf = absent ? { onBehalfOf: absent.id } : {}
  const isSeated = voted.stages.every((stage) => stage.seats.every(isFilled))
  const on = { waiver: waiver.id, ask: ask.id, question: waiver.question }
  if (!isSeated || voted.owner?.word === null) {
    const next = put(certification, { ...waiver, asks: withAsk(waiver, voted) }, context)
    return {
      next,
      events: [
        { type: 'waiver-agreed', ...about(next), ...on, by: by.id, asOwner: seat === null },
        ...leftShort(ask, voted, by, names.holders).map((role): Event => ({
          type: 'waiver-unmanned',
          ...about(next),
          ...on,
          role,
        })),
      ],
      ...behalf,
    }
  }
  const closed: WaiverAsk = {
    ...voted,
    state: 'approved',
    closedAt: context.now,
    decision: decisionBy(by, context),
  }
  const next = put(certification, { ...waiver, asks: withAsk(waiver, closed) }, context)
  return {
    next,
    events: [
      {
        type: 'waiver-granted',
        ...about(next),
        ...on,
        by: by.id,
        asked: ask.by,
        tier: ask.tier,
        until: ask.until,
        longer: waiver.until !== null,
      },
    ],
    ...behalf,
  }
}

/** Takes a no; one is enough, once it stands. `read` gives the reason for whoever asked, once it is clear that the person may say no at all. */
export const refuseWaiver = (
  certification: Certification,
  seen: Seen,
  by: Person,
  read: () => string,
  names: Names,
  context: Context,
): Said => {
  const { waiver, ask } = askOf(certification, seen)
  const { seat, absent } = partOf(certification, ask, by, names, context.now)
  const words = context.text(read())
  const voted =
    seat === null ? ask : withVote(ask, seat, voteOf(waiver, ask, by, absent, 'reject', words, context))
  const closed: WaiverAsk = {
    ...voted,
    state: 'rejected',
    closedAt: context.now,
    refusal: { by: by.id, reason: words },
    decision: decisionBy(by, context),
  }
  const next = put(certification, { ...waiver, asks: withAsk(waiver, closed) }, context)
  return {
    next,
    events: [
      {
        type: 'waiver-refused',
        ...about(next),
        waiver: waiver.id,
        ask: ask.id,
        question: waiver.question,
        by: by.id,
        asked: ask.by,
        longer: waiver.until !== null,
        reason: words,
      },
    ],
    ...(absent ? { onBehalfOf: absent.id } : {}),
  }
}

/** What is decided from now on, and can be taken back until it stands. */
const decisionBy = (by: Person, { now, platform }: Context): WaiverAsk['decision'] => ({
  by: by.id,
  at: now,
  platform,
  stands: false,
})

const wordOf = (by: Person, { now, platform }: Context) => ({ by: by.id, at: now, platform })

const voteOf = (
  waiver: Waiver,
  ask: WaiverAsk,
  by: Person,
  absent: Person | undefined,
  verdict: 'approve' | 'reject',
  reason: Vote['reason'],
  context: Context,
): Vote => ({
  person: by.id,
  behalf: absent?.id ?? null,
  verdict,
  at: context.now,
  platform: context.platform,
  hash: context.hash(termsOf(waiver, ask)),
  reason,
})

/** What is waived and on which terms, as it is frozen and voted on. Texts count by their salted hash. */
export const termsOf = (waiver: Waiver, { until, reason, controls, by }: WaiverAsk) => ({
  question: waiver.question,
  option: waiver.option,
  until,
  reason: reason.hash,
  controls: controls.hash,
  by,
})

const withVote = (ask: WaiverAsk, seat: number, vote: Vote): WaiverAsk => ({
  ...ask,
  stages: ask.stages.map((stage, index) =>
    index === ask.stage
      ? {
          ...stage,
          seats: stage.seats.map((one, at) => (at === seat ? { ...one, votes: [...one.votes, vote] } : one)),
        }
      : stage,
  ),
})

const put = (certification: Certification, waiver: Waiver, context: Context): Certification =>
  move('decide waiver', certification, certification.state, context, {
    waivers: withWaiver(certification.waivers, waiver),
  })
