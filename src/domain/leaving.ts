import type { Asset, HandOver } from './asset.ts'
import type { Certification } from './certification.ts'
import { isOver, isPreparing } from './certification.ts'
import { hypercareOf } from './go-live.ts'
import { openedAgain, stepsOfDeveloper } from './new-developer.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Joined } from './membership.ts'
import type { Person } from './person.ts'
import { hasLeft, isAmong, isSelf } from './person.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import type { Step } from './step.ts'

/**
 * Nobody can reach the person on any account. What they held ends with that. The last administrator's role stays written down, so that it
 * is there if they come back, and counts for nothing meanwhile. `admins` counts those who hold it, this person too.
 */
export const leave = (
  person: Person,
  assets: readonly string[],
  admins: number,
  context: Pick<Context, 'now'>,
): Joined => {
  if (hasLeft(person)) return { next: person, events: [] }
  const kept = person.roles.filter((role) => role === 'admin' && admins <= 1)
  const ended = person.roles.filter((role) => !kept.includes(role))
  return {
    next: {
      ...person,
      rev: person.rev + 1,
      roles: kept,
      terms: person.terms.filter((term) => kept.includes(term.role)),
      lead: false,
      away: null,
      left: {
        at: context.now,
        roles: [...person.roles],
        terms: [...person.terms],
        lead: person.lead,
        assets: [...assets],
        back: null,
      },
    },
    events: [
      { type: 'person-left', subject: person.id, person: person.id, assets, roles: person.roles },
      ...ended.map((role): Event => ({
        type: 'role-revoked',
        subject: person.id,
        person: person.id,
        role,
      })),
    ],
  }
}

/** Whoever left last, or came back since, as they were before. */
export const asTheyWere = (person: Person): Person =>
  person.left === null
    ? person
    : { ...person, roles: person.left.roles, terms: person.left.terms, lead: person.left.lead, left: null }

/** Everything that was to be done once they left, or were back, is done: it was too much for one time. */
export const settleLeaver = (person: Person): Joined => ({
  next: { ...person, rev: person.rev + 1 },
  events: [{ type: 'leaver-settled', subject: person.id, person: person.id }],
})

/** The person wrote again: they are there, with what is still theirs. */
export const comeBack = (person: Person, context: Pick<Context, 'now'>): Joined =>
  person.left === null || !hasLeft(person)
    ? { next: person, events: [] }
    : {
        next: { ...person, rev: person.rev + 1, left: { ...person.left, back: context.now } },
        events: [{ type: 'person-returned', subject: person.id, person: person.id }],
      }

/** The steps that waited for somebody who left go back to the developer, who names somebody else. */
export const returnSteps = (certification: Certification, leaver: Person, context: Context): Moved => {
  const waits = (step: Step): boolean =>
    step.state === 'asked' && step.by !== 'owner' && isSelf(leaver, step.asked)
  const returned = isPreparing(certification) ? certification.steps.filter(waits) : []
  if (returned.length === 0) return { next: certification, events: [] }
  const next: Certification = {
    ...certification,
    rev: certification.rev + 1,
    since: context.now,
    steps: certification.steps.map((step) => (waits(step) ? { ...step, state: 'open', asked: null } : step)),
  }
  return {
    next,
    events: returned.map((step) => ({
      type: 'step-returned',
      ...about(next),
      step: step.id,
      person: leaver.id,
    })),
  }
}

/** What somebody who left was building for another owner is that owner's to go on with: they are one of its makers already. */
export const passToOwner = (
  certification: Certification,
  leaver: Person,
  owner: Person,
  context: Context,
): Moved => {
  if (
    isOver(certification.state) ||
    !isSelf(leaver, certification.developer) ||
    isSelf(leaver, certification.owner)
  )
    return { next: certification, events: [] }
  const steps = isPreparing(certification)
    ? stepsOfDeveloper(certification.steps, owner, context)
    : certification.steps
  const next = {
    ...certification,
    rev: certification.rev + 1,
    developer: certification.owner,
    steps: [...steps],
  }
  const again = openedAgain(certification.steps, next.steps)
  return { next, events: [{ type: 'developer-left', ...about(next), person: leaver.id, ...again }] }
}

/** Whether the person looks after the days that follow a go-live, and these are not over. */
export const watchesGoLive = (certification: Certification, person: Person): boolean =>
  certification.goLive !== null &&
  isSelf(person, certification.goLive.responsible) &&
  (hypercareOf(certification)?.state ?? 'met') !== 'met'

/**
 * Somebody else looks after the days that follow its go-live: nobody has to accept it, and everybody concerned hears of it. Nothing
 * where that one left too, or approved it.
 */
export const passGoLive = (certification: Certification, leaver: Person, to: Person): Moved => {
  const isFit = !hasLeft(to) && !isSelf(to, leaver.id) && !isAmong(to, certification.decision?.by ?? [])
  if (certification.goLive === null || !isFit || !watchesGoLive(certification, leaver))
    return { next: certification, events: [] }
  const goLive = { ...certification.goLive, responsible: to.id }
  const next = { ...certification, rev: certification.rev + 1, goLive }
  return {
    next,
    events: [
      { type: 'go-live-passed', ...about(next), person: leaver.id, responsible: to.id, day: goLive.day },
    ],
  }
}

/** The days after its go-live, where whoever left would have looked after them, and nobody else could. */
export const heirOfGoLive = (
  { goLive, decision }: Certification,
  { because, from }: HandOver,
  person: Person,
): Certification['goLive'] =>
  goLive !== null && because === 'left' && goLive.responsible === from && !isAmong(person, decision?.by ?? [])
    ? { ...goLive, responsible: person.id }
    : goLive

/** Whom a leaver's asset is offered to, in this order: the deputy, as it was answered, and whoever confirmed as the manager. */
export const successors = (asset: Asset, certification: Certification | undefined): readonly string[] => {
  const steps = certification?.steps ?? []
  const deputies = steps.flatMap((step) => {
    const named = step.answers['deputy']?.body
    return named === undefined || named === '' ? [] : [named]
  })
  const managers = steps.flatMap((step) => (step.by === 'manager' ? [step.passedBy ?? step.asked ?? ''] : []))
  return [...new Set([asset.deputy ?? '', ...deputies, ...managers])].filter((one) => one !== '')
}
