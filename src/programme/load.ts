import type { z } from 'zod'
import type {
  Condition,
  Programme,
  Question as CompiledQuestion,
  SeatRule,
  StepRule,
  Tier,
} from '../domain/programme.ts'
import { unknown } from '../domain/programme.ts'
import { pointsOfUnknown } from '../domain/risk.ts'
import { campaignsOf } from './campaigns.ts'
import type { Compile } from './cel.ts'
import { createCompile } from './cel.ts'
import { checkParts } from './check.ts'
import { passerOf } from './check-steps.ts'
import type { Path, PolicyDocument } from './document.ts'
import { parsePolicy } from './document.ts'
import { PolicyFault } from './fault.ts'
import type { Parts, Placed, Sections } from './parts.ts'
import { idsAt } from './parts.ts'
import { valueAt } from './place.ts'
import type { Reader } from './reader.ts'
import { remindersOf } from './reminders.ts'
import { createReader } from './reader.ts'
import { waiverRuleOf } from './waivers.ts'
import { Labelled, MicroCertification, Page, Policy, Question, Stage, Step } from './shape.ts'

/**
 * Reads, checks and compiles a programme policy. Throws one `PolicyFault` that carries every mistake with its line, column
 * and cure. `file` is only the name told in mistakes; `hash` gives the content's SHA-256 as hex.
 */
export const loadProgramme = (source: string, file: string, hash: (content: string) => string): Programme => {
  const document = parsePolicy(source, file)
  const reader = createReader(document)
  const policy = reader.read(Policy, [])
  const parts = readParts(reader, policy ?? sections(document.data))
  checkParts(reader, parts)
  const conditions = compileConditions(document, reader)
  if (!policy || document.mistakes.length > 0) throw new PolicyFault(file, sorted(document))
  return assemble(policy, parts, conditions, hash(source))
}

/** In the order of the file, each once. */
const sorted = ({ mistakes }: PolicyDocument) => {
  const seen = new Set<string>()
  return mistakes
    .filter((one) => {
      const key = JSON.stringify([one.line, one.column, one.what])
      return !seen.has(key) && seen.add(key)
    })
    .sort((a, b) => a.line - b.line || a.column - b.column)
}

/** The sections that are well formed each for itself, where not all are: what they say is checked nevertheless. */
const sections = (data: unknown): Sections => {
  const wrong = new Set(Policy.safeParse(data).error?.issues.map((issue) => issue.path[0]))
  const good = Object.keys(Policy.shape)
    .filter((key) => !wrong.has(key))
    .map((key) => [key, valueAt(data, [key])])
  return Policy.partial().safeParse(Object.fromEntries(good)).data ?? {}
}

const readParts = (reader: Reader, top: Sections): Parts => {
  const broken = new Set<string>()
  const items = <Schema extends z.ZodType>(
    schema: Schema,
    path: Path,
  ): readonly Placed<z.output<Schema>>[] => {
    const list = valueAt(reader.data, path)
    if (!Array.isArray(list)) broken.add(path.join('.'))
    return (Array.isArray(list) ? list : []).flatMap((_, index) => {
      const at = [...path, index]
      const part = reader.read(schema, at)
      if (part === undefined) broken.add(path.join('.'))
      return part === undefined ? [] : [{ path: at, part }]
    })
  }
  return {
    top,
    kinds: items(Labelled, ['kinds']).map(({ part }) => part),
    platforms: items(Labelled, ['platforms']).map(({ part }) => part),
    questions: items(Question, ['questions']),
    pages: items(Page, ['pages']),
    steps: items(Step, ['steps']),
    microCertifications: items(MicroCertification, ['micro_certifications']),
    stages: {
      low: items(Stage, ['stages', 'low']),
      moderate: items(Stage, ['stages', 'moderate']),
      high: items(Stage, ['stages', 'high']),
    },
    isWhole: (path) => !broken.has(path.join('.')),
  }
}

type Conditions = (path: Path) => Condition | undefined

/** Compiles every `when`, also of parts that are wrong otherwise. */
const compileConditions = (document: PolicyDocument, reader: Reader): Conditions => {
  const { data } = document
  const compile = createCompile({
    questions: new Map(idsAt(data, ['questions']).map((id) => [id, optionsOf(data, id)])),
    kinds: idsAt(data, ['kinds']),
    platforms: idsAt(data, ['platforms']),
  })
  const compiled = new Map<string, Condition>()
  for (const path of pathsOfWhen(data, [])) {
    const condition = compileOne(document, reader, compile, path)
    if (condition) compiled.set(path.join('.'), condition)
  }
  return (path) => compiled.get([...path, 'when'].join('.'))
}

const optionsOf = (data: unknown, id: string): readonly string[] => {
  const questions = valueAt(data, ['questions'])
  const index = Array.isArray(questions) ? questions.findIndex((one) => valueAt(one, ['id']) === id) : -1
  return idsAt(data, ['questions', index, 'options'])
}

const pathsOfWhen = (value: unknown, path: Path): readonly Path[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    return key === 'when' && typeof inner === 'string' ? [at] : pathsOfWhen(inner, at)
  })
}

const compileOne = (
  document: PolicyDocument,
  reader: Reader,
  compile: Compile,
  path: Path,
): Condition | undefined => {
  const source = valueAt(document.data, path)
  if (typeof source !== 'string') return undefined
  // Only then does a column in the expression say where it stands in the file.
  if (!document.isVerbatim(path)) {
    reader.mistake(
      path,
      'a condition stands on one line, plain or in \'single quotes\', with its words in "double quotes"',
    )
    return undefined
  }
  return compile(source, path[0] === 'questions' ? 'flag' : 'step or seat', (at, what) =>
    reader.mistake(path, what, { within: at }),
  )
}

const assemble = (policy: Policy, parts: Parts, when: Conditions, hash: string): Programme => ({
  version: policy.version,
  hash,
  title: policy.title,
  organisation: policy.organisation,
  mandate: {
    goals: policy.mandate.goals,
    riskAppetite: policy.mandate.risk_appetite,
    whoQualifies: policy.mandate.who_qualifies,
    approvedTools: policy.mandate.approved_tools,
    boundaries: policy.mandate.boundaries,
    sponsor: policy.mandate.sponsor,
    coAuthors: policy.mandate.co_authors,
    asks: policy.mandate.asks,
    changes: policy.mandate.changes,
  },
  kinds: parts.kinds,
  platforms: parts.platforms,
  questions: parts.questions.map((question, index) => questionOf(question, index + 1, when)),
  pages: parts.pages.map(({ part }) => part),
  bands: policy.bands,
  tierTexts: policy.tier_texts,
  steps: parts.steps.map((step) => stepOf(step, when)),
  microCertifications: parts.microCertifications.map(({ part }) => ({
    id: part.id,
    title: part.title,
    brief: part.brief,
    passPercent: part.pass_percent,
    validMonths: part.valid_months,
    questions: part.questions,
  })),
  stages: eachTier((tier) => parts.stages[tier].map((stage) => stageOf(stage, when))),
  cadences: eachTier((tier) => {
    const cadence = policy.cadences[tier]
    return {
      validityMonths: cadence.validity_months,
      windowDays: cadence.window_days,
      graceDays: cadence.grace_days,
      approvalWorkingDays: cadence.approval_working_days,
      goal: cadence.goal,
      evidenceMonths: cadence.evidence_months ?? cadence.validity_months,
      checkMonths: cadence.check_months,
    }
  }),
  reviews: {
    changes: policy.reviews.changes,
    changeDays: policy.reviews.change_days,
    checkDays: policy.reviews.check_days,
    policyMonths: policy.reviews.policy_months,
    governanceMonths: policy.reviews.governance_months,
  },
  campaigns: campaignsOf(policy.campaigns, parts),
  sampling: policy.sampling,
  conditions: { mostDays: policy.conditions.most_days, most: policy.conditions.most },
  goLive: { windowDays: policy.go_live.window_days, hypercareDays: policy.go_live.hypercare_days },
  decisions: {
    undoSeconds: policy.decisions.undo_seconds,
    appealWorkingDays: policy.decisions.appeal_working_days,
    mostAwayDays: policy.decisions.most_away_days,
    reciprocalApprovals: policy.decisions.reciprocal_approvals,
    reciprocalMonths: policy.decisions.reciprocal_months,
    settleWorkingDays: policy.decisions.settle_working_days,
    confirmWorkingDays: policy.decisions.confirm_working_days,
    renewalWorkingDays: policy.decisions.renewal_working_days,
  },
  waivers: {
    never: policy.waivers.never,
    remindDays: [...policy.waivers.remind_days].sort((a, b) => b - a),
    byTier: eachTier((tier) => waiverRuleOf(policy.waivers[tier])),
  },
  reminders: remindersOf(policy.reminders),
  draft: { askAfterDays: policy.draft.ask_after_days, lapseAfterDays: policy.draft.lapse_after_days },
  existing: {
    days: policy.existing.days,
    usual: policy.existing.usual,
    remindDays: policy.existing.remind_days,
    lateDays: policy.existing.late_days,
  },
  workingHours: policy.working_hours,
  holidays: policy.holidays,
  quietHours: policy.quiet_hours,
})

const eachTier = <Part>(of: (tier: Tier) => Part): Record<Tier, Part> => ({
  low: of('low'),
  moderate: of('moderate'),
  high: of('high'),
})

/** `{ when }` where there is a condition, nothing where there is none. */
const conditional = (path: Path, when: Conditions): { readonly when?: Condition } => {
  const condition = when(path)
  return condition ? { when: condition } : {}
}

const questionOf = (
  { path, part }: Placed<Question>,
  number: number,
  when: Conditions,
): CompiledQuestion => ({
  id: part.id,
  number,
  name: part.name,
  ask: part.ask,
  help: part.help,
  options: [
    ...part.options.map((option, index) => ({
      ...option,
      flags: option.flags.map(({ flag }, at) => ({
        flag,
        ...conditional([...path, 'options', index, 'flags', at], when),
      })),
    })),
    {
      id: unknown,
      label: "I don't know",
      points: pointsOfUnknown(part.options),
      flags: [],
      alternatives: [],
    },
  ],
})

const mostByKind = { line: 200, words: 1000, person: 100, date: 10, choice: 40 } as const

const stepOf = ({ path, part }: Placed<Step>, when: Conditions): StepRule => ({
  id: part.id,
  kind: part.kind,
  phase: part.phase,
  title: part.title,
  help: part.help,
  tiers: part.tiers,
  // Tiers at which the step is not asked get a passer too; nobody ever looks at it.
  by: eachTier((tier) => passerOf(part, tier) ?? 'developer'),
  ...conditional(path, when),
  fields: part.fields.map((field) => ({ ...field, most: field.most ?? mostByKind[field.kind] })),
  example: part.example,
  ...(part.skill === undefined ? {} : { skill: part.skill }),
  touchedBy: part.touched_by,
  minutes: part.minutes,
})

const stageOf = ({ path, part }: Placed<Stage>, when: Conditions) => ({
  id: part.id,
  title: part.title,
  ...conditional(path, when),
  seats: part.seats.map((seat, index): SeatRule => ({
    role: seat.role,
    rule: seat.quorum === undefined ? { kind: seat.rule ?? 'any' } : { kind: 'quorum', n: seat.quorum },
    ...conditional([...path, 'seats', index], when),
  })),
})
