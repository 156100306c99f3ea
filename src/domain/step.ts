import { z } from 'zod'
import { phases, roles, stepKinds } from './programme.ts'
import { Text } from './text.ts'

export const stepStates = ['open', 'asked', 'passed', 'refused'] as const

/** One piece of evidence: a link (https) or a note, with the SHA-256 of its words and the time it was given. */
export const Evidence = z.object({
  id: z.string(),
  kind: z.enum(['link', 'note']),
  words: Text,
  hash: z.string(),
  at: z.string(),
  by: z.string(),
})
export type Evidence = Readonly<z.infer<typeof Evidence>>

const passers = ['developer', 'owner', 'peer', 'manager', 'deputy', ...roles] as const

/** One thing to pass, made from a rule of the policy when the steps are started. `id` is the rule's. */
export const Step = z.object({
  id: z.string(),
  kind: z.enum(stepKinds),
  phase: z.enum(phases),
  title: z.string(),
  by: z.enum(passers),
  state: z.enum(stepStates),
  /** Form fields by id. */
  answers: z.record(z.string(), Text),
  evidence: z.array(Evidence),
  /** Who was asked to confirm, where somebody other than the developer passes it. */
  asked: z.string().nullable(),
  passedBy: z.string().nullable(),
  passedAt: z.string().nullable(),
  refusal: z.object({ by: z.string(), at: z.string(), reason: Text }).nullable(),
})
export type Step = Readonly<z.infer<typeof Step>>

/** What passing a step takes of the people in it. */
export type Asks = 'acknowledge' | 'quiz' | 'form' | 'evidence' | 'confirm'

/** A check that a role attests is answered with evidence; one that the developer answers is a line. */
export const asks = (step: Pick<Step, 'kind' | 'by'>): Asks => {
  switch (step.kind) {
    case 'acknowledgement':
      return 'acknowledge'
    case 'training':
      return 'quiz'
    case 'form':
      return 'form'
    case 'check':
      return step.by === 'developer' ? 'form' : 'evidence'
    case 'evidence':
    case 'drill':
      return 'evidence'
    case 'peer_review':
    case 'approval':
      return 'confirm'
    default:
      step.kind satisfies never
      throw new Error('a step of an unknown kind')
  }
}

/** Whether nobody has been asked, or not again, though the step itself says who: the owner, or whoever holds a role. */
export const needsAsking = (step: Step): boolean =>
  asks(step) === 'confirm' &&
  !(step.by === 'peer' || step.by === 'manager' || step.by === 'deputy') &&
  (step.state === 'open' || step.state === 'refused')

/** Whether a step waits for somebody's word. An owner may still agree after saying no: it stays theirs to say. */
export const waitsForWord = (step: Step): boolean =>
  step.state === 'asked' || (step.state === 'refused' && step.by === 'owner')

/** Whether somebody has to be named by the developer before the step can go on. */
export const needsNaming = (step: Step): boolean =>
  (step.by === 'peer' || step.by === 'manager' || step.by === 'deputy') && step.asked === null
