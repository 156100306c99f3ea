import type { Certification } from './certification.ts'
import { addWorkingDays, isDay } from './calendar.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import { invalid, readFields, tidy } from './form.ts'
import type { Person } from './person.ts'
import { can, isSelf } from './person.ts'
import type { Field, Tier } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about, tierOf } from './registration.ts'
import { instead, keptOut, shortSeats } from './review.ts'
import type { Holders } from './review.ts'
import { askedRole } from './approval.ts'
import { allow, step as move } from './transition.ts'
import type { Waiver, WaiverAsk } from './waiver.ts'
import {
  blocking,
  grantsLeft,
  openAsk,
  programmeDay,
  settlingAsk,
  standingWaiver,
  waiverDays,
  withWaiver,
} from './waiver.ts'
import { hoursOf } from './programme.ts'

/** The words that are asked for; the day is read beside them. */
export const waiverFields: readonly Field[] = [
  {
    id: 'reason',
    label: 'Why does it have to be this way for now?',
    help: 'Whoever decides reads your words.',
    kind: 'words',
    required: true,
    isReason: true,
    most: 1000,
    options: [],
  },
  {
    id: 'controls',
    label: 'What keeps the risk down meanwhile?',
    help: 'For example: only test data, two people check each run, it is switched off at night.',
    kind: 'words',
    required: true,
    isReason: true,
    most: 1000,
    options: [],
  },
]

type Answer = { readonly question: string; readonly option: string }
type Moment = Pick<Context, 'now' | 'programme'>

const nameOf = (question: string, { programme }: Moment): string =>
  programme.questions.find((one) => one.id === question)?.name ?? question

const times = ['never', 'once', 'twice', 'three times', 'four times']

/** The answer that a waiver may be asked for; throws the reason why not. */
export const waivable = (certification: Certification, question: string, moment: Moment): Answer => {
  allow('ask waiver', certification)
  const name = nameOf(question, moment)
  const answer = certification.assessment?.blocked.find((one) => one.question === question)
  if (!answer)
    throw new Refusal(
      'already-decided',
      `The answer on ${name} does not block ${certification.id}. Nothing left to do.`,
    )
  if (moment.programme.waivers.never.includes(question))
    throw new Refusal(
      'not-allowed',
      `The programme never waives the block on ${name}. Change the answer then; nothing else is lost.`,
    )
  const standing = standingWaiver(certification, answer)
  if (standing && settlingAsk(standing))
    throw new Refusal(
      'wrong-state',
      'Somebody decided on this a moment ago, and you hear in a little while how. Please ask then, if it is still needed.',
    )
  const tier = tierOf(certification)
  if (grantsLeft(certification, answer, tier, moment.programme) === 0) {
    const count = 1 + moment.programme.waivers.byTier[tier].extensions
    throw new Refusal(
      'wrong-state',
      `A waiver for this was granted ${times[count] ?? `${count} times`}, which is as often as the programme allows at ${tier} risk. Please change the answer on ${name}.`,
    )
  }
  return answer
}

/** Whether a waiver may be asked for, or one that stands be made longer. */
export const mayAskWaiver = (certification: Certification, question: string, moment: Moment): boolean => {
  try {
    waivable(certification, question, moment)
    return true
  } catch (refused) {
    if (refused instanceof Refusal) return false
    throw refused
  }
}

/** The answer to ask for first where nobody has said which: one that blocks and that nobody has asked about, else whatever stands. */
export const nextToWaive = (certification: Certification, moment: Moment): Answer | undefined => {
  const open = blocking(certification, moment)
  return (
    open.find((answer) => standingWaiver(certification, answer) === undefined) ??
    open[0] ??
    certification.assessment?.blocked[0]
  )
}

/** Reads the terms. Says at each field what is wrong with it, and at the day the nearest that is possible. */
const readTerms = (
  certification: Certification,
  answer: Answer,
  values: Readonly<Record<string, string>>,
  moment: Moment,
): { readonly reason: string; readonly controls: string; readonly until: string } => {
  const tier = tierOf(certification)
  const faults: Record<string, string> = {}
  let words: Readonly<Record<string, string>> = {}
  try {
    words = readFields(waiverFields, values)
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused
    Object.assign(faults, refused.fields)
  }
  const until = tidy(values['until'] ?? '')
  const wrong = wrongDay(until, tier, waiverDays(certification, answer, tier, moment), moment)
  if (wrong !== undefined) faults['until'] = wrong
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return { reason: words['reason'] ?? '', controls: words['controls'] ?? '', until }
}

const wrongDay = (
  until: string,
  tier: Tier,
  { first, last, held }: ReturnType<typeof waiverDays>,
  moment: Moment,
): string | undefined => {
  if (!isDay(until)) return `Please give a day as year-month-day, at the latest ${last}.`
  if (held !== null && until <= held)
    return `It holds until ${held} already. Please choose a later day, at the latest ${last}.`
  if (until < first)
    return `${until === programmeDay(moment) ? 'That is today' : 'That day has passed'}. The nearest possible day is ${first}.`
  if (until > last) {
    const most = moment.programme.waivers.byTier[tier].mostDays
    return `At ${tier} risk a waiver lasts ${most} days at most${held === null ? '' : ' beyond its present end'}. The nearest possible day is ${last}.`
  }
  return undefined
}

/**
 * Somebody who made the thing asks to waive an answer that blocks it, or to waive it for longer; an ask that was open is replaced. `holders` counts
 * the persons of a role who may decide at its tier. Where the owner asks, their own word is said by that, and nobody else's is.
 */
export const askWaiver = (
  certification: Certification,
  question: string,
  values: Readonly<Record<string, string>>,
  by: Person,
  holders: Holders,
  context: Context,
): Moved & { readonly waiver: string } => {
  if (!can(by, { deed: 'waiver.ask', certification }))
    throw new Refusal(
      'not-allowed',
      `Asking for a waiver is for the developer and the owner of ${certification.id}.`,
    )
  const answer = waivable(certification, question, context)
  const terms = readTerms(certification, answer, values, context)
  const tier = tierOf(certification)
  const rule = context.programme.waivers.byTier[tier]
  const before = standingWaiver(certification, answer)
  const ask: WaiverAsk = {
    id: context.newId().slice(0, 12),
    state: 'open',
    tier,
    unit: certification.unit,
    makers: [...new Set([certification.developer, certification.owner, by.id])],
    decidedBefore: [],
    reviewers: keptOut(certification).filter(
      (one) => one !== certification.developer && one !== certification.owner,
    ),
    stage: 0,
    stages: [
      {
        id: 'waiver',
        title: 'Waiver',
        seats: rule.approvers.map((role) => ({
          role,
          ...instead(role, holders),
          needs: 1,
          all: false,
          votes: [],
        })),
      },
    ],
    until: terms.until,
    reason: context.text(terms.reason),
    controls: context.text(terms.controls),
    by: by.id,
    at: context.now,
    due: addWorkingDays(context.now, rule.approvalWorkingDays, hoursOf(context.programme)),
    owner: rule.owner
      ? {
          person: certification.owner,
          word: isSelf(by, certification.owner)
            ? { by: by.id, at: context.now, platform: context.platform }
            : null,
        }
      : null,
    closedAt: null,
    refusal: null,
    decision: null,
  }
  const waiver: Waiver = before
    ? { ...before, asks: [...replaced(before, context.now), ask] }
    : {
        id: context.newId().slice(0, 12),
        ...answer,
        state: 'asked',
        asks: [ask],
        until: null,
        tier: null,
        grantedBy: [],
      }
  const next = move('ask waiver', certification, certification.state, context, {
    waivers: before ? withWaiver(certification.waivers, waiver) : [...certification.waivers, waiver],
  })
  const on = { ...about(next), waiver: waiver.id, ask: ask.id, question, option: answer.option }
  const seats = ask.stages[0]?.seats ?? []
  const events: Event[] = [
    {
      type: 'waiver-asked',
      ...on,
      tier,
      by: by.id,
      until: ask.until,
      longer: waiver.until !== null,
      roles: seats.map(askedRole),
      except: [...ask.makers, ...ask.reviewers],
      agrees: ask.owner !== null && ask.owner.word === null ? ask.owner.person : null,
      due: ask.due,
      reason: ask.reason,
      controls: ask.controls,
    },
    ...shortSeats(seats, holders).map((seat): Event => ({
      type: 'waiver-unmanned',
      ...on,
      role: askedRole(seat),
    })),
  ]
  return { next, events, waiver: waiver.id }
}

/** The asks of before, the open one closed by a newer one. */
const replaced = (waiver: Waiver, now: string): WaiverAsk[] =>
  waiver.asks.map((one) =>
    one.id === openAsk(waiver)?.id ? { ...one, state: 'superseded' as const, closedAt: now } : one,
  )
