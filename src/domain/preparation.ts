import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import { tidy } from './form.ts'
import type { Person } from './person.ts'
import type { Role, StepRule, Tier } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import type { Evidence, Step } from './step.ts'
import { asks } from './step.ts'
import { allow, step as move } from './transition.ts'

/** Evidence given at one step; more than this is hard to read in a minute. */
export const mostEvidence = 10

const fresh = (rule: StepRule, tier: Tier): Step => ({
  id: rule.id,
  kind: rule.kind,
  phase: rule.phase,
  title: rule.title,
  by: rule.by[tier],
  state: 'open',
  answers: {},
  evidence: [],
  asked: null,
  passedBy: null,
  passedAt: null,
  refusal: null,
})

/** What planning steps may know of the world. */
type Known = Pick<Context, 'programme' | 'now'>

/** What is known already is never asked again: a policy acknowledged, a micro-certification held. */
const known = (step: Step, rule: StepRule, developer: Person, context: Known): Step => {
  const acknowledged =
    step.kind === 'acknowledgement' &&
    developer.acknowledged.some((one) => one.hash === context.programme.hash)
  const trained =
    step.kind === 'training' &&
    developer.passes.some((pass) => pass.skill === rule.skill && pass.until > context.now)
  return acknowledged || trained
    ? { ...step, state: 'passed', passedBy: developer.id, passedAt: context.now }
    : step
}

/**
 * The steps that tier and policy ask for, as they stand before anybody is asked. Steps of an earlier start that are asked for again, by
 * the same people, are taken over with all that was given.
 */
export const plan = (
  certification: Certification,
  rules: readonly StepRule[],
  tier: Tier,
  developer: Person,
  context: Known,
): readonly Step[] => {
  const earlier = new Map(certification.steps.map((step) => [step.id, step]))
  return rules.map((rule) => {
    const made = fresh(rule, tier)
    const kept = earlier.get(rule.id)
    return kept && kept.kind === made.kind && kept.by === made.by
      ? { ...kept, title: made.title }
      : known(made, rule, developer, context)
  })
}

/** The steps as they begin: the owner of somebody else's work is asked at once. `asked` are those that are asked only now. */
export const begin = (
  certification: Certification,
  rules: readonly StepRule[],
  tier: Tier,
  developer: Person,
  context: Context,
): { readonly steps: readonly Step[]; readonly asked: readonly Step[] } => {
  const earlier = new Map(certification.steps.map((step) => [step.id, step]))
  const steps = plan(certification, rules, tier, developer, context).map((step) =>
    step.by === 'owner' && step.state === 'open'
      ? { ...step, state: 'asked' as const, asked: certification.owner }
      : step,
  )
  const asked = steps.filter(
    (step) => step.by === 'owner' && step.state === 'asked' && earlier.get(step.id)?.state !== 'asked',
  )
  return { steps, asked }
}

/** Begins the steps. */
export const start = (
  certification: Certification,
  rules: readonly StepRule[],
  tier: Tier,
  developer: Person,
  context: Context,
): Moved => {
  const { steps, asked } = begin(certification, rules, tier, developer, context)
  const next = move('start', certification, 'preparing', context, { steps: [...steps] })
  return {
    next,
    events: [
      { type: 'certification-started', ...about(next), steps: steps.map((step) => step.id) },
      ...asked.map((step): Event => ({
        type: 'step-asked',
        ...about(next),
        step: step.id,
        of: { person: certification.owner },
      })),
    ],
  }
}

/** The step of that id; refuses one that the certification does not have. */
export const stepOf = (certification: Certification, id: string): Step => {
  const found = certification.steps.find((step) => step.id === id)
  if (!found)
    throw new Refusal(
      'unknown-thing',
      `${certification.id} has no such step any more. Open its steps to see what is asked now.`,
    )
  return found
}

/** Puts a changed step in its place. */
export const put = (
  certification: Certification,
  changed: Step,
  context: Context,
  events: (next: Certification) => readonly Event[],
): Moved => {
  allow('answer step', certification)
  const next = move('answer step', certification, certification.state, context, {
    steps: certification.steps.map((step) => (step.id === changed.id ? changed : step)),
  })
  return { next, events: events(next) }
}

/** Whom a step waits for once the developer has done their part; undefined where nobody has to be waited for, null where somebody must be named first. */
const waitsFor = (
  step: Step,
  certification: Certification,
): { person: string } | { role: Role } | undefined | null => {
  switch (step.by) {
    case 'developer':
      return undefined
    case 'owner':
      return { person: certification.owner }
    case 'peer':
    case 'manager':
    case 'deputy':
      return step.asked === null ? null : { person: step.asked }
    default:
      return { role: step.by }
  }
}

/** The developer's part is done: the step is passed, or the one who vouches for it is asked. */
export const handOn = (certification: Certification, step: Step, by: string, context: Context): Moved => {
  const of = waitsFor(step, certification)
  if (of === null)
    return put(certification, step, context, (next) => [
      { type: 'step-answered', ...about(next), step: step.id },
    ])
  if (of === undefined) {
    const passed: Step = { ...step, state: 'passed', passedBy: by, passedAt: context.now, refusal: null }
    return put(certification, passed, context, (next) => [
      { type: 'step-passed', ...about(next), step: step.id, by },
    ])
  }
  const asked: Step = {
    ...step,
    state: 'asked',
    asked: 'person' in of ? of.person : null,
    passedBy: null,
    passedAt: null,
    refusal: null,
  }
  return put(certification, asked, context, (next) => [
    { type: 'step-asked', ...about(next), step: step.id, of },
  ])
}

/** Takes a form's values, already read by `form.readFields`. */
export const answerForm = (
  certification: Certification,
  id: string,
  values: Readonly<Record<string, string>>,
  by: string,
  context: Context,
): Moved => {
  const step = stepOf(certification, id)
  if (asks(step) !== 'form')
    throw new Refusal(
      'wrong-state',
      `"${step.title}" is not answered with a form. Open the steps to see what it asks.`,
    )
  // Words that are the same keep their text, so that a resubmitted version says truly what changed.
  const answers = Object.fromEntries(
    Object.entries(values).map(([field, value]) => {
      const before = step.answers[field]
      return [field, before?.body === value ? before : context.text(value)]
    }),
  )
  return handOn(certification, { ...step, answers }, by, context)
}

/** Passes a policy acknowledgement or a training step for the developer, whichever of the two they have just done. */
export const passByDeveloper = (
  certification: Certification,
  id: string,
  done: 'acknowledge' | 'quiz',
  by: string,
  context: Context,
): Moved => {
  const step = stepOf(certification, id)
  if (asks(step) !== done)
    throw new Refusal('wrong-state', `"${step.title}" asks for something else. Open the steps to see what.`)
  if (step.state === 'passed') return { next: certification, events: [] }
  return handOn(certification, step, by, context)
}

/** Adds a link or a note. A step that was passed already waits again: what was vouched for has changed. */
export const addEvidence = (
  certification: Certification,
  id: string,
  given: { readonly kind: Evidence['kind']; readonly words: string },
  by: string,
  context: Context,
): Moved => {
  const step = stepOf(certification, id)
  if (asks(step) !== 'evidence')
    throw new Refusal(
      'wrong-state',
      `"${step.title}" does not ask for evidence. Open the steps to see what it asks.`,
    )
  if (step.evidence.length >= mostEvidence)
    throw new Refusal(
      'invalid',
      `"${step.title}" has ${mostEvidence} pieces of evidence already, which is as much as anybody will read. Remove one first.`,
    )
  const words = tidy(given.words, given.kind === 'note')
  const evidence: Evidence = {
    id: context.newId().slice(0, 12),
    kind: given.kind,
    words: context.text(words),
    hash: context.hash(words),
    at: context.now,
    by,
  }
  const changed: Step = {
    ...step,
    evidence: [...step.evidence, evidence],
    state: 'open',
    passedBy: null,
    passedAt: null,
  }
  return put(certification, changed, context, (next) => [{ type: 'step-answered', ...about(next), step: id }])
}

/** Takes a piece of evidence away again. */
export const removeEvidence = (
  certification: Certification,
  id: string,
  evidence: string,
  context: Context,
): Moved => {
  const step = stepOf(certification, id)
  const rest = step.evidence.filter((one) => one.id !== evidence)
  if (rest.length === step.evidence.length) return { next: certification, events: [] }
  const changed: Step = { ...step, evidence: rest, state: 'open', passedBy: null, passedAt: null }
  return put(certification, changed, context, (next) => [{ type: 'step-answered', ...about(next), step: id }])
}

/** The developer says that the evidence is complete. */
export const finishEvidence = (
  certification: Certification,
  id: string,
  by: string,
  context: Context,
): Moved => {
  const step = stepOf(certification, id)
  if (step.state === 'passed' || step.state === 'asked') return { next: certification, events: [] }
  if (step.evidence.length === 0)
    throw new Refusal('missing', `"${step.title}" has no evidence yet. Add a link or a note first.`)
  return handOn(certification, step, by, context)
}
