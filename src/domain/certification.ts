import { z } from 'zod'
import type { Role } from './programme.ts'
import { tiers } from './programme.ts'
import { Step } from './step.ts'
import { Text } from './text.ts'
import { Waiver } from './waiver.ts'

export const certificationStates = [
  'draft',
  'classified',
  'preparing',
  'submitted',
  'in_review',
  'changes_requested',
  'certified',
  'conditionally_certified',
  'rejected',
  'review_due',
  'recertifying',
  'suspended',
  'expired',
  'revoked',
  'retired',
  'withdrawn',
] as const
export type CertificationState = (typeof certificationStates)[number]

/** One answered risk questionnaire, with the tier that it gave and why. */
export const Assessment = z.object({
  tier: z.enum(tiers),
  score: z.number(),
  band: z.enum(tiers),
  /** The answers that drove it, the strongest first. */
  drivers: z.array(
    z.object({
      question: z.string(),
      option: z.string(),
      points: z.number(),
      because: z.enum(['forces-high', 'floor-moderate', 'unknown', 'points']),
    }),
  ),
  /** Questions whose answer blocks until a waiver. */
  blocked: z.array(z.object({ question: z.string(), option: z.string() })),
  /** Questions answered "I don't know". */
  unknowns: z.array(z.string()),
  /** The fewest changes of answers that give a lower tier; empty where none does or the tier is low. */
  counterfactual: z
    .object({
      tier: z.enum(tiers),
      changes: z.array(z.object({ question: z.string(), from: z.string(), to: z.string() })),
    })
    .nullable(),
})
export type Assessment = Readonly<z.infer<typeof Assessment>>

/** A condition of an approval; it is met by evidence that a steward accepts, or missed when its day has passed. */
export const ConditionOfApproval = z.object({
  id: z.string(),
  words: Text,
  due: z.string(),
  state: z.enum(['open', 'evidenced', 'met', 'missed']),
  evidence: Text.nullable(),
})
export type ConditionOfApproval = Readonly<z.infer<typeof ConditionOfApproval>>

/** A tier that persons set. It binds whatever the answers give: `at-least` where it asks for more than they did, else `at-most`. */
export const Ruling = z.object({
  id: z.string(),
  tier: z.enum(tiers),
  from: z.enum(tiers).nullable(),
  bound: z.enum(['at-least', 'at-most']),
  by: z.string(),
  /** Who agreed to a lower one. */
  second: z.string().nullable(),
  reason: Text,
  at: z.string(),
})
export type Ruling = Readonly<z.infer<typeof Ruling>>

/** A lower tier that a steward asks for and nobody has agreed to yet. */
const Lowering = z.object({
  id: z.string(),
  tier: z.enum(tiers),
  from: z.enum(tiers),
  by: z.string(),
  reason: Text,
  at: z.string(),
})

/** An answer "I don't know" that the stewards are asked to settle; `to` is the true option once one of them has said it. */
export const Settlement = z.object({
  question: z.string(),
  askedAt: z.string(),
  /** Until when a steward should have said a word. */
  due: z.string(),
  to: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  reason: Text.nullable(),
})
export type Settlement = Readonly<z.infer<typeof Settlement>>

/** What stopped a certificate: what it goes back to once it is lifted, and whether its users know. */
const Stop = z.object({
  /** The person; null where a rule of the programme did it. */
  by: z.string().nullable(),
  at: z.string(),
  reason: Text.nullable(),
  from: z.enum(certificationStates),
  inForceUntil: z.string().nullable(),
  /** When its owner confirmed that the people who use it know. */
  told: z.object({ by: z.string(), at: z.string() }).nullable(),
})

/** Somebody wants it revoked, and has not found a second person yet, or has. */
const Revocation = z.object({
  id: z.string(),
  by: z.string(),
  second: z.string().nullable(),
  reason: Text,
  at: z.string(),
})

/** What stood still when it was submitted: approvers decide on `hash`. */
export const Frozen = z.object({
  version: z.number(),
  hash: z.string(),
  at: z.string(),
  by: z.string(),
  /** Hash by part ("name", "answer data", "step runbook"), so that a later version can say what changed. */
  parts: z.record(z.string(), z.string()),
})
export type Frozen = Readonly<z.infer<typeof Frozen>>

/** The owner's word that nothing has changed; and that of the steward who agreed, or asked to look again for a reason. */
const Confirmation = z.object({
  id: z.string(),
  by: z.string(),
  at: z.string(),
  second: z.object({ by: z.string(), at: z.string(), reason: Text.nullable() }).nullable(),
})

/** What was said to have changed since it was certified, until it is certified anew; `until` where the tier rose: it counts no longer than that. */
const DeclaredChange = z.object({ by: z.string(), at: z.string(), until: z.string().nullable() })

const GoLive = z.object({ day: z.string(), responsible: z.string(), by: z.string(), at: z.string() })

/** An asset's way from draft to certified and on. `CRT-12` style references. All instants are ISO 8601 UTC. */
export const Certification = z.object({
  id: z.string(),
  rev: z.number(),
  state: z.enum(certificationStates),
  asset: z.string(),
  developer: z.string(),
  owner: z.string(),
  /** The asset's unit. */
  unit: z.string().nullable().default(null),
  /** The policy version that it is judged by. */
  policy: z.object({ version: z.number(), hash: z.string() }),
  answers: z.record(z.string(), z.string()),
  assessment: Assessment.nullable(),
  ruling: Ruling.nullable().default(null),
  lowering: Lowering.nullable().default(null),
  settlements: z.array(Settlement).default([]),
  /** Answers changed after a result was shown: reviewers see them, and a low tier reached that way is always sampled. */
  changedAnswers: z.array(
    z.object({ question: z.string(), from: z.string(), to: z.string(), at: z.string() }),
  ),
  steps: z.array(Step),
  /** Exceptions for answers that block, asked for and granted. */
  waivers: z.array(Waiver).default([]),
  frozen: Frozen.nullable(),
  /** The version submitted before this one, for "what changed". */
  before: Frozen.nullable(),
  approval: z.string().nullable(),
  decision: z
    .object({
      verdict: z.enum(['certified', 'certified_on_conditions', 'changes_requested', 'rejected']),
      by: z.array(z.string()),
      at: z.string(),
      platform: z.string(),
      reason: Text.nullable(),
      hash: z.string(),
      /** What stood before an approver decided, and the `rev` that the decision made: what undoing it restores. */
      before: z
        .object({
          rev: z.number(),
          validFrom: z.string().nullable(),
          validUntil: z.string().nullable(),
          windowOpens: z.string().nullable(),
          inForceUntil: z.string().nullable(),
          verify: z.string().nullable(),
          conditions: z.array(ConditionOfApproval),
          goLive: GoLive.nullable().default(null),
        })
        .nullable()
        .default(null),
    })
    .nullable(),
  stop: Stop.nullable().default(null),
  revocation: Revocation.nullable().default(null),
  confirmation: Confirmation.nullable().default(null),
  change: DeclaredChange.nullable().default(null),
  /** What became of its data when it went out of use. */
  disposal: z.object({ by: z.string(), at: z.string(), note: Text }).nullable().default(null),
  /** The one appeal against a rejection. */
  appeal: z.object({ by: z.string(), at: z.string(), reason: Text }).nullable().default(null),
  conditions: z.array(ConditionOfApproval),
  /** The day (YYYY-MM-DD) on which it goes live, and who looks after it in the days that follow; null until somebody has said so. */
  goLive: GoLive.nullable().default(null),
  /** It was there before Assay: by when it should be certified, after so many days. */
  existing: z
    .object({ by: z.enum(['list', 'owner']), days: z.number(), due: z.string() })
    .nullable()
    .default(null),
  sample: z
    .object({
      chosen: z.boolean(),
      seed: z.number(),
      because: z.enum(['first', 'changed', 'drawn', 'not-drawn']),
      /** The steward who has had a look at it, once one has. */
      looked: z
        .object({
          by: z.string(),
          at: z.string(),
          /** What was wrong, in their words; null where it was fine. */
          found: Text.nullable().default(null),
        })
        .nullable()
        .default(null),
    })
    .nullable(),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  windowOpens: z.string().nullable(),
  /** Live while this lies ahead, whatever the state. */
  inForceUntil: z.string().nullable(),
  /** What the end of a waiver stopped, so that granting it anew can give it back; null where none did. */
  stopped: z
    .object({ from: z.enum(certificationStates), inForceUntil: z.string(), waiver: z.string() })
    .nullable()
    .default(null),
  /** 128 random bits, hex: the address of the public certificate. */
  verify: z.string().nullable(),
  createdAt: z.string(),
  /** Since when it is in this state. */
  since: z.string(),
})
export type Certification = Readonly<z.infer<typeof Certification>>

/** Everybody who made the thing: they never decide it. */
export const makers = (certification: Certification): readonly string[] => [
  ...new Set([certification.developer, certification.owner]),
]

/** Whether it was certified before: what is submitted renews that. */
export const isRenewal = ({ validFrom }: Pick<Certification, 'validFrom'>): boolean => validFrom !== null

/** Whether its steps can be worked on. */
export const isPreparing = ({ state }: Pick<Certification, 'state'>): boolean =>
  state === 'preparing' || state === 'changes_requested' || state === 'recertifying'

/** Nothing more happens to it by itself or by a click; a new certification may be opened. */
export const isOver = (state: CertificationState): boolean =>
  state === 'rejected' || state === 'revoked' || state === 'retired' || state === 'withdrawn'

/** Roles of which somebody is asked for a word on it as a whole: an answer to settle, a lower tier, a revocation, that nothing has changed, a sample, evidence. */
export const rolesAsked = ({
  settlements,
  lowering,
  revocation,
  confirmation,
  sample,
  conditions,
}: Pick<
  Certification,
  'settlements' | 'lowering' | 'revocation' | 'confirmation' | 'sample' | 'conditions'
>): readonly Role[] => [
  ...new Set<Role>([
    ...(settlements.some(({ to }) => to === null) ? (['steward'] as const) : []),
    ...(sample?.chosen === true && sample.looked === null ? (['steward'] as const) : []),
    ...(conditions.some(({ state }) => state === 'evidenced') ? (['steward'] as const) : []),
    ...(confirmation === null || confirmation.second !== null ? [] : (['steward'] as const)),
    ...(lowering === null ? [] : (['steward', 'security', 'data_protection'] as const)),
    ...(revocation === null || revocation.second !== null ? [] : (['steward', 'board'] as const)),
  ]),
]

/** Where its users get help, as the developer answered in a field of that name; '' before. */
export const contactOf = (certification: Certification): string =>
  certification.steps.find((step) => step.state === 'passed' && step.answers['contact'])?.answers['contact']
    ?.body ?? ''

/** Whether the certificate counts at `now`. */
export const isLive = (certification: Certification, now: string): boolean =>
  certification.inForceUntil !== null && certification.inForceUntil > now
