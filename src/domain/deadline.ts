import type { Approval } from './approval.ts'
import { tookPart } from './approval.ts'
import { dayOf, timeOf } from './calendar.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { isSelf } from './person.ts'
import { Refusal } from './refusal.ts'
import { about } from './registration.ts'
import type { Rung, StageClock } from './stage-clock.ts'
import { rungAt, rungs } from './stage-clock.ts'

/** What a move of a request's time came to. */
export type Timed = { readonly next: Approval; readonly events: readonly Event[] }

/** Somebody who can decide on a seat: how many open requests wait for them, whether they are away, and in whose place they decide. */
export type Candidate = {
  readonly person: string
  readonly load: number
  readonly isAway: boolean
  readonly absent: string | null
}

/** A seat of the stage that is asked now, by its number, while it needs so many more. */
export type OpenSeat = {
  readonly seat: number
  readonly needs: number
  readonly candidates: readonly Candidate[]
}

/**
 * Who is asked at a rung. At half the time as many of each seat as it still needs: those who have taken it, then those for whom the
 * fewest requests wait. At its end whoever stands in for them, else everybody else. After that the steward leads. Nobody else there:
 * everybody who can decide, again.
 */
export const whomToAsk = (
  rung: Rung,
  clock: Pick<StageClock, 'climbed' | 'taken'>,
  seats: readonly OpenSeat[],
  leads: readonly string[],
): readonly string[] => [
  ...new Set(
    rung === 'lead' && leads.length > 0
      ? leads
      : seats.flatMap((seat) => {
          const asked = (rung === 'nudge' ? byLoad : rung === 'deputy' ? deputies : everybody)(seat, clock)
          return asked.length > 0 ? asked : everybody(seat)
        }),
  ),
]

const everybody = ({ candidates }: OpenSeat): readonly string[] => candidates.map(({ person }) => person)

const byLoad = (
  { seat, needs, candidates }: OpenSeat,
  { taken }: Pick<StageClock, 'taken'>,
): readonly string[] => {
  const has = ({ person }: Candidate): boolean =>
    taken.some((one) => one.seat === seat && one.person === person)
  const there = candidates.filter((one) => has(one) || !one.isAway)
  const rest = there.filter((one) => !has(one)).sort((a, b) => a.load - b.load)
  return [...there.filter(has), ...rest].slice(0, needs).map(({ person }) => person)
}

const deputies = ({ candidates }: OpenSeat, { climbed }: Pick<StageClock, 'climbed'>): readonly string[] => {
  const nudged = climbed.flatMap(({ people }) => people)
  const standIns = candidates.filter(({ absent }) => absent !== null && nudged.includes(absent))
  const others = candidates.filter(({ person, isAway }) => !isAway && !nudged.includes(person))
  return (standIns.length > 0 ? standIns : others).map(({ person }) => person)
}

/** Whether a rung is still to come: the stage and the time that it was planned for are those of now, and it has not come yet. */
export const isAhead = (
  { state, stage, clock }: Pick<Approval, 'state' | 'stage' | 'clock'>,
  planned: { readonly stage: number; readonly rung: Rung; readonly began: string },
): boolean =>
  state === 'open' &&
  clock !== null &&
  stage === planned.stage &&
  clock.began === planned.began &&
  clock.climbed.every(({ rung }) => rung !== planned.rung)

/** Whether the next rung, or the end, has come as well: after a stop what that one says is said once. */
const isOvertaken = (rung: Rung, { half, late, ends }: StageClock, due: string, now: string): boolean => {
  const next = rungs[rungs.indexOf(rung) + 1]
  return (next === undefined ? ends : rungAt(next, { half, due, late })) <= now
}

/** A rung has come. Once its time is over a request is nobody's alone any more: what was taken is everybody's again. */
export const climb = (
  approval: Approval,
  certification: Certification,
  planned: { readonly stage: number; readonly rung: Rung; readonly began: string },
  people: readonly string[],
  { now }: Pick<Context, 'now'>,
): Timed => {
  const { clock, due } = approval
  if (clock === null || due === null || !isAhead(approval, planned)) return { next: approval, events: [] }
  const { rung } = planned
  const asked = isOvertaken(rung, clock, due, now) ? [] : people
  return {
    next: {
      ...approval,
      clock: {
        ...clock,
        climbed: [...clock.climbed, { rung, at: now, people: [...asked] }],
        taken: rung === 'nudge' ? clock.taken : [],
      },
    },
    events: [
      {
        type: 'approval-climbed',
        ...on(approval, certification),
        stage: approval.stage,
        rung,
        began: clock.began,
        people: asked,
        due,
        ends: clock.ends,
      },
    ],
  }
}

/** Who has a seat at the moment, of those who have not decided on it since. */
export const takersOf = (approval: Approval, seat?: number): StageClock['taken'] =>
  (approval.clock?.taken ?? []).filter(
    (one) => (seat === undefined || one.seat === seat) && !tookPart(approval).includes(one.person),
  )

/** Somebody who can decide on a seat takes it on, so that nobody else is hurried. `nameOf` says who has it already. */
export const take = (
  approval: Approval,
  certification: Certification,
  person: Person,
  seat: number,
  nameOf: (person: string) => string,
  context: Context,
): Timed => {
  const { clock } = approval
  const chair = approval.stages[approval.stage]?.seats[seat]
  if (clock === null || !chair)
    throw new Refusal(
      'wrong-state',
      'This cannot be taken on: it was asked before that was possible. Please decide on it.',
    )
  const takers = takersOf(approval, seat)
  if (takers.some((one) => isSelf(person, one.person)))
    throw new Refusal('already-decided', 'You have it already. Give it back if somebody else should decide.')
  if (takers.length >= chair.needs - chair.votes.length)
    throw new Refusal(
      'already-decided',
      `${takers.map((one) => nameOf(one.person)).join(' and ')} took it on already. You can still decide on it, and nobody waits for you.`,
    )
  return {
    next: {
      ...approval,
      clock: { ...clock, taken: [...clock.taken, { person: person.id, seat, at: context.now }] },
    },
    events: [
      {
        type: 'approval-taken',
        ...on(approval, certification),
        by: person.id,
        stage: approval.stage,
        seat,
      },
    ],
  }
}

/** Whoever took it on does not any more. */
export const giveBack = (
  approval: Approval,
  certification: Certification,
  person: Person,
  nameOf: (person: string) => string,
): Timed => {
  const { clock } = approval
  const takers = takersOf(approval)
  const mine = takers.find((one) => isSelf(person, one.person))
  if (clock === null || !mine)
    throw new Refusal(
      'wrong-state',
      takers.length === 0
        ? 'Nobody has taken this on, so there is nothing to give back.'
        : `${takers.map((one) => nameOf(one.person)).join(' and ')} took this on, so giving it back is for them.`,
    )
  return {
    next: { ...approval, clock: { ...clock, taken: clock.taken.filter((one) => one !== mine) } },
    events: [
      {
        type: 'approval-given-back',
        ...on(approval, certification),
        by: person.id,
        stage: approval.stage,
        seat: mine.seat,
      },
    ],
  }
}

/** Whether a maker may ask the approvers once more: half the time has passed, and nobody asked today, as days are where the maker is. */
export const mayNudge = (
  { state, clock }: Pick<Approval, 'state' | 'clock'>,
  { zone }: Pick<Person, 'zone'>,
  now: string,
): 'yes' | 'too-early' | 'asked-today' | 'no' => {
  if (state !== 'open' || clock === null) return 'no'
  if (now < clock.half) return 'too-early'
  return clock.nudged !== null && dayOf(clock.nudged.at, zone) === dayOf(now, zone) ? 'asked-today' : 'yes'
}

/** A maker asks the approvers once more; `people` are those who are asked. */
export const nudge = (
  approval: Approval,
  certification: Certification,
  person: Person,
  people: readonly string[],
  { now }: Pick<Context, 'now'>,
): Timed => {
  const { clock } = approval
  const may = mayNudge(approval, person, now)
  if (clock === null || may === 'no')
    throw new Refusal(
      'wrong-state',
      `${certification.id} does not wait for approvers. Have a look at it as it is now.`,
    )
  if (may === 'too-early')
    throw new Refusal(
      'wrong-state',
      `The approvers have had less than half of their time. You can nudge them from ${dayAndTime(clock.half, person.zone)} on; I remind them then as well.`,
    )
  if (may === 'asked-today')
    throw new Refusal(
      'already-decided',
      'They were nudged today already, and once a day is enough. You can do it again tomorrow.',
    )
  if (people.length === 0)
    throw new Refusal(
      'wrong-state',
      'Nobody can decide it at the moment, so there is nobody to nudge. The administrators have been told.',
    )
  return {
    next: { ...approval, clock: { ...clock, nudged: { by: person.id, at: now } } },
    events: [{ type: 'approval-nudged', ...on(approval, certification), by: person.id, people }],
  }
}

const dayAndTime = (at: string, zone: string): string => `${dayOf(at, zone)} ${timeOf(at, zone)}`

const on = (approval: Approval, certification: Certification) => ({
  ...about(certification),
  subject: approval.id,
  approval: approval.id,
})
