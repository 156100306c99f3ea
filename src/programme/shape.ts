import { z } from 'zod'
import { phases, roles, stepKinds, tiers } from '../domain/programme.ts'

/*
 * What each part of the policy file looks like. Only the form is checked here; what parts say about each other is checked
 * in check.ts. Limits of texts are the narrowest of the chat platforms: a choice there holds 75 characters.
 */

/** A map that knows its keys; the message of an unknown key carries them, so that the right one can be suggested. */
const record = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined),
  })

const words = (most: number) =>
  z.string().superRefine((text, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', message })
    if (text.trim() === '') wrong('is empty; write a few words')
    else if (text !== text.trim()) wrong('begins or ends with a space or an empty line; take it out')
    else if (text.length > most)
      wrong(`is ${text.length} characters long; at most ${most} fit on every platform`)
    else if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text))
      wrong('has a line break or an invisible character; write it on one line')
    else if (text.includes('${'))
      wrong('has ${ in it, which cards would take for a field; write it in another way')
  })

const id = z.string().superRefine((text, context) => {
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(text))
    context.addIssue({
      code: 'custom',
      message: 'is no short name; use small letters, digits and _, beginning with a letter, at most 40',
    })
  // Names that every object has by itself would be taken for answers.
  else if (text in {})
    context.addIssue({
      code: 'custom',
      message: `"${text}" has a meaning of its own to the program; choose another name`,
    })
})

const whole = (least: number, most: number) => z.int().min(least).max(most)
const label = words(75)
const line = words(200)
const sentence = words(300)

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'is no time of day; write hours and minutes in quotes, such as "09:00"',
})
/** Looked at whole in cel.ts. */
const condition = z.string()

export const Labelled = record({ id, label })
export type Labelled = z.infer<typeof Labelled>

const Flag = z.preprocess(
  (value) => (typeof value === 'string' ? { flag: value } : value),
  record({ flag: z.enum(['H', 'M', 'B']), when: condition.optional() }),
)

export const Question = record({
  id,
  name: words(40),
  ask: sentence,
  help: sentence,
  options: z
    .array(
      record({
        id,
        label,
        points: whole(0, 20),
        flags: z.array(Flag).max(3).default([]),
        alternatives: z.array(line).max(6).default([]),
      }),
    )
    .min(2)
    .max(8),
})
export type Question = z.infer<typeof Question>

export const Page = record({ title: words(60), questions: z.array(z.string()).min(1).max(5) })
export type Page = z.infer<typeof Page>

const passers = ['developer', 'owner', 'peer', 'manager', 'deputy', ...roles] as const
const Passer = z.enum(passers)

const Field = record({
  id,
  label: words(120),
  help: sentence.default(''),
  kind: z.enum(['line', 'words', 'person', 'date', 'choice']).default('line'),
  required: z.boolean().default(true),
  most: whole(1, 3000).optional(),
  options: z.array(Labelled).min(2).max(10).default([]),
})

export const Step = record({
  id,
  kind: z.enum(stepKinds),
  phase: z.enum(phases),
  title: words(60),
  help: sentence.default(''),
  tiers: z.array(z.enum(tiers)).min(1),
  by: z.preprocess(
    (value) => (typeof value === 'string' ? { every: value } : value),
    record({
      every: Passer.optional(),
      low: Passer.optional(),
      moderate: Passer.optional(),
      high: Passer.optional(),
    }),
  ),
  when: condition.optional(),
  fields: z.array(Field).max(5).default([]),
  example: sentence.default(''),
  skill: z.string().optional(),
  touched_by: z.array(z.string()).max(20).default([]),
  minutes: whole(0, 600),
})
export type Step = z.infer<typeof Step>

export const MicroCertification = record({
  id,
  title: words(60),
  brief: z.array(line).min(3).max(5),
  pass_percent: whole(1, 100),
  valid_months: whole(1, 60),
  questions: z
    .array(
      record({
        ask: sentence,
        options: z
          .array(record({ text: label, right: z.boolean().default(false), because: sentence }))
          .min(2)
          .max(4),
      }),
    )
    .min(1)
    .max(20),
})
export type MicroCertification = z.infer<typeof MicroCertification>

export const Stage = record({
  id,
  title: words(60),
  when: condition.optional(),
  seats: z
    .array(
      record({
        role: z.enum(roles),
        rule: z.enum(['any', 'all']).optional(),
        quorum: whole(1, 9).optional(),
        when: condition.optional(),
      }),
    )
    .min(1)
    .max(5),
})
export type Stage = z.infer<typeof Stage>

const Cadence = record({
  validity_months: whole(1, 60),
  window_days: whole(1, 365),
  grace_days: whole(0, 365),
  approval_working_days: whole(0, 60),
  goal: words(40),
  evidence_months: whole(1, 120).optional(),
  check_months: whole(1, 60).default(6),
})

/** A policy that was written before these could be set has them as they were. */
const Decisions = record({
  undo_seconds: whole(0, 600).default(60),
  appeal_working_days: whole(1, 60).default(10),
  most_away_days: whole(1, 365).default(60),
  reciprocal_approvals: whole(2, 100).default(3),
  reciprocal_months: whole(1, 36).default(12),
  settle_working_days: whole(1, 20).default(2),
  confirm_working_days: whole(1, 20).default(1),
  renewal_working_days: whole(0, 60).default(15),
})

/** A policy that was written before reviews could be set has them as the programme does. */
const Reviews = record({
  changes: z
    .array(line)
    .min(1)
    .max(6)
    .default([
      'other or more sensitive data',
      'many more people, or people from outside, use it',
      'it writes to a system of record, or an AI decides more by itself',
      'a connector that is not green, an account with more rights, or another platform',
    ]),
  change_days: whole(1, 90).default(14),
  check_days: whole(1, 90).default(14),
  policy_months: whole(1, 36).default(12),
  governance_months: whole(1, 36).default(3),
})

/** A policy without these has them as written here. */
const Existing = record({
  days: z.array(whole(1, 365)).min(1).max(6).default([90, 60, 30]),
  usual: whole(1, 365).default(90),
  remind_days: z.array(whole(1, 180)).max(6).default([30, 7]),
  late_days: whole(1, 180).default(14),
})
const Campaigns = record({
  notices_per_day: whole(1, 100_000).default(50),
  least_days: whole(1, 90).default(3),
  most_days: whole(1, 365).default(90),
  usual_days: whole(1, 365).default(14),
  questions: z.array(z.string()).max(2).optional(),
})

const WaiverRule = record({
  most_days: whole(1, 365),
  extensions: whole(0, 9),
  grace_days: whole(0, 90),
  approvers: z
    .array(z.enum(['owner', ...roles]))
    .min(1)
    .max(5),
  approval_working_days: whole(1, 60),
})

/** Days before (-14) or after (5) the day that something is due. */
const rung = whole(-365, 365)
const rungs = (least: number, most: number) => z.array(whole(least, most)).max(10)
const Joins = record({ deputy: rung.optional(), manager: rung.optional(), steward: rung.optional() })

const byTier = <Part extends z.ZodType>(part: Part) => record({ low: part, moderate: part, high: part })
/** Lists whose items are read one by one, so that one bad item does not hide what is wrong with the others. */
const listOf = (least: number, most: number) => z.array(z.unknown()).min(least).max(most)

/** A policy without them has them as they stand here. */
const Reminders = record({
  pings_per_week: whole(1, 50).default(3),
  ping_working_days: whole(0, 20).default(2),
  on_it_hours: whole(1, 336).default(48),
  review: record({
    before: rungs(-365, 0).default([-14, -7, -2, 0]),
    in_grace: rungs(1, 365).default([2, 5, 10]),
    joins: byTier(Joins).default({
      low: { deputy: 7, steward: 21 },
      moderate: { deputy: 3, manager: 7, steward: 12 },
      high: { deputy: -14, manager: -10, steward: -7 },
    }),
  }).prefault({}),
  conditions: record({ before: rungs(-90, 0).default([-7, -2, 0]) }).prefault({}),
  hand_overs: record({ before: rungs(-14, 0).default([-7, -2]) }).prefault({}),
  steps: record({ after: rungs(1, 90).default([2, 5, 10]) }).prefault({}),
})

export const Policy = record({
  version: whole(1, 1_000_000),
  title: words(75),
  organisation: words(75),
  mandate: record({
    goals: z.array(line).min(1).max(7),
    risk_appetite: sentence,
    who_qualifies: sentence,
    approved_tools: z.array(line).min(1).max(20),
    boundaries: z.array(line).min(1).max(10),
    sponsor: line,
    co_authors: z.array(line).min(1).max(12),
    asks: z.array(line).min(1).max(10),
    changes: z.array(line).max(10),
  }),
  kinds: listOf(1, 30),
  platforms: listOf(1, 60),
  questions: listOf(1, 20),
  pages: listOf(1, 10),
  bands: record({ moderate: whole(1, 400), high: whole(2, 400) }),
  tier_texts: byTier(record({ sentence, next: sentence })),
  steps: listOf(1, 80),
  micro_certifications: listOf(0, 30),
  stages: byTier(listOf(0, 6)),
  cadences: byTier(Cadence),
  reviews: Reviews.prefault({}),
  campaigns: Campaigns.prefault({}),
  sampling: record({ percent: whole(0, 100) }),
  conditions: record({ most_days: whole(1, 90), most: whole(1, 5) }),
  go_live: record({ window_days: whole(1, 180), hypercare_days: whole(1, 180) }),
  decisions: Decisions.prefault({}),
  waivers: record({
    never: z.array(z.string()).max(20),
    remind_days: z.array(whole(1, 180)).max(6),
    low: WaiverRule,
    moderate: WaiverRule,
    high: WaiverRule,
  }),
  reminders: Reminders.prefault({}),
  draft: record({ ask_after_days: whole(1, 90), lapse_after_days: whole(2, 365) }),
  existing: Existing.prefault({}),
  working_hours: record({ from: time, to: time, zone: z.string() }),
  holidays: z.array(z.string()).max(400),
  quiet_hours: record({ from: time, to: time }),
})
export type Policy = z.infer<typeof Policy>
