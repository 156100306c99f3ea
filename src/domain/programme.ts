import type { WorkingHours } from './calendar.ts'

/**
 * The programme policy as the rest of Assay sees it: already read, checked and compiled by `programme/`.
 * Every number, question, step, cadence and text of the certification programme comes from here.
 */
export const tiers = ['low', 'moderate', 'high'] as const
export type Tier = (typeof tiers)[number]

export const roles = [
  'steward',
  'security',
  'data_protection',
  'compliance',
  'it_operations',
  'board',
  'mentor',
  'admin',
  'auditor',
] as const
export type Role = (typeof roles)[number]

/** What a condition may ask about. `answers` maps a question's id to the id of the option chosen. */
export type Facts = {
  readonly answers: Readonly<Record<string, string>>
  readonly tier: Tier
  readonly kind: string
  readonly platform: string
  readonly ownerIsDeveloper: boolean
}

/** A CEL expression of the policy, type-checked and compiled. Throws nothing: an expression that fails is decided by its author's fallback. */
export type Condition = { readonly source: string; readonly holds: (facts: Facts) => boolean }

export type Flag = { readonly flag: 'H' | 'M' | 'B'; readonly when?: Condition }
export type Option = {
  readonly id: string
  readonly label: string
  readonly points: number
  readonly flags: readonly Flag[]
  /** What could be used instead, shown when the option blocks. */
  readonly alternatives: readonly string[]
}
/** The id of "I don't know", an option that every question has. */
export const unknown = 'unknown'
export type Question = {
  readonly id: string
  readonly number: number
  /** Short name for lists: "users". */
  readonly name: string
  readonly ask: string
  readonly help: string
  readonly options: readonly Option[]
}

export const stepKinds = [
  'acknowledgement',
  'training',
  'form',
  'check',
  'evidence',
  'peer_review',
  'approval',
  'drill',
] as const
export type StepKind = (typeof stepKinds)[number]
export const phases = ['know', 'describe', 'check', 'run'] as const
export type Phase = (typeof phases)[number]

/** One input of a form. `person` asks for somebody, `date` for a day (YYYY-MM-DD). `most` is the longest text, in characters. */
export type Field = {
  readonly id: string
  readonly label: string
  readonly help: string
  readonly kind: 'line' | 'words' | 'person' | 'date' | 'choice'
  readonly required: boolean
  readonly most: number
  /** True where somebody else reads it as the reason of what they get: a single word tells them nothing. */
  readonly isReason?: boolean
  readonly options: readonly { readonly id: string; readonly label: string }[]
}

/** Who passes a step: the developer, or somebody whom the developer names or whose role it is. */
export type Passer = 'developer' | 'owner' | 'peer' | 'manager' | 'deputy' | Role

export type StepRule = {
  readonly id: string
  readonly kind: StepKind
  readonly phase: Phase
  readonly title: string
  readonly help: string
  readonly tiers: readonly Tier[]
  /** Per tier, who passes it; a role means evidence attested by somebody who holds that role. */
  readonly by: Readonly<Record<Tier, Passer>>
  readonly when?: Condition
  readonly fields: readonly Field[]
  /** A good example, for evidence and one-line checks. */
  readonly example: string
  /** For `training`: the micro-certification asked for. */
  readonly skill?: string
  /** Questions whose other answer makes it be asked again; `platform` is where the thing runs. */
  readonly touchedBy: readonly string[]
  /** Typical minutes of the developer's work, shown before starting. */
  readonly minutes: number
}

export type QuizQuestion = {
  readonly ask: string
  readonly options: readonly { readonly text: string; readonly right: boolean; readonly because: string }[]
}
export type MicroCertification = {
  readonly id: string
  readonly title: string
  /** What to know before the quiz, in a few lines. */
  readonly brief: readonly string[]
  readonly passPercent: number
  readonly validMonths: number
  readonly questions: readonly QuizQuestion[]
}

/** A seat is filled by `any` one, `all`, or `quorum` of the holders of a role. */
export type SeatRule = {
  readonly role: Role
  readonly rule:
    { readonly kind: 'any' } | { readonly kind: 'all' } | { readonly kind: 'quorum'; readonly n: number }
  readonly when?: Condition
}
export type StageRule = {
  readonly id: string
  readonly title: string
  readonly seats: readonly SeatRule[]
  readonly when?: Condition
}

export type Cadence = {
  readonly validityMonths: number
  readonly windowDays: number
  readonly graceDays: number
  /** Working days per approval stage; 0 where nobody approves. */
  readonly approvalWorkingDays: number
  readonly goal: string
  /** A step's evidence that is older is asked for again at a renewal. */
  readonly evidenceMonths: number
  /** So often owner, runbook and access are looked at, as one matter. */
  readonly checkMonths: number
}

/** How an answer that blocks can be waived at a tier: days, and who has to grant it; the owner's word is asked for beside that of the roles. */
export type WaiverRule = {
  readonly mostDays: number
  readonly extensions: number
  /** Days that a certificate still counts after the waiver has ended. */
  readonly graceDays: number
  readonly approvers: readonly Role[]
  readonly owner: boolean
  readonly approvalWorkingDays: number
}

/** Who beside the owner is asked about a review, from which rung on. */
export const joiners = ['deputy', 'manager', 'steward'] as const
export type Joiner = (typeof joiners)[number]

/** When people are reminded, and how often at most. Rungs are days before (-14) or after (5) the day that something is due. */
export type ReminderPolicy = {
  readonly pingsPerWeek: number
  /** What is due within so many working days may be a message of its own. */
  readonly pingWorkingDays: number
  /** How long nobody else is asked once somebody said that they are on it; days off do not count. */
  readonly onItHours: number
  readonly review: {
    /** Up to the day itself, and in the days of grace. */
    readonly rungs: readonly number[]
    readonly joins: Readonly<Record<Tier, Readonly<Partial<Record<Joiner, number>>>>>
  }
  readonly conditions: { readonly rungs: readonly number[] }
  readonly handOvers: { readonly rungs: readonly number[] }
  /** Days after somebody was asked to vouch for a step. */
  readonly steps: { readonly rungs: readonly number[] }
}

export type Programme = {
  readonly version: number
  /** SHA-256 of the file's content, hex. */
  readonly hash: string
  readonly title: string
  readonly organisation: string
  readonly mandate: {
    readonly goals: readonly string[]
    readonly riskAppetite: string
    readonly whoQualifies: string
    readonly approvedTools: readonly string[]
    readonly boundaries: readonly string[]
    readonly sponsor: string
    readonly coAuthors: readonly string[]
    /** What a developer agrees to by acknowledging the policy, a line each. */
    readonly asks: readonly string[]
    /** What changed since the version before. */
    readonly changes: readonly string[]
  }
  readonly kinds: readonly { readonly id: string; readonly label: string }[]
  readonly platforms: readonly { readonly id: string; readonly label: string }[]
  readonly questions: readonly Question[]
  /** The form's pages: ids of at most five questions each. */
  readonly pages: readonly { readonly title: string; readonly questions: readonly string[] }[]
  /** Lowest score of a band; below `moderate` is low. */
  readonly bands: { readonly moderate: number; readonly high: number }
  readonly tierTexts: Readonly<Record<Tier, { readonly sentence: string; readonly next: string }>>
  readonly steps: readonly StepRule[]
  readonly microCertifications: readonly MicroCertification[]
  readonly stages: Readonly<Record<Tier, readonly StageRule[]>>
  readonly cadences: Readonly<Record<Tier, Cadence>>
  readonly reviews: {
    /** What counts as a change, a line each. */
    readonly changes: readonly string[]
    /** How long a certificate counts on after a change that raises its tier. */
    readonly changeDays: number
    /** How long the owner has to look at owner, runbook and access. */
    readonly checkDays: number
    readonly policyMonths: number
    readonly governanceMonths: number
  }
  /** Reviews that a steward asks for at once. Days to answer; questions by whose answers they choose. */
  readonly campaigns: {
    /** Of what many are told, so many a day. */
    readonly noticesPerDay: number
    readonly leastDays: number
    readonly mostDays: number
    readonly usualDays: number
    readonly questions: readonly string[]
  }
  readonly sampling: { readonly percent: number }
  readonly conditions: { readonly mostDays: number; readonly most: number }
  /** How many days after its approval a high one may go live, and how many days it is watched closely from then on. */
  readonly goLive: { readonly windowDays: number; readonly hypercareDays: number }
  readonly decisions: {
    readonly undoSeconds: number
    readonly appealWorkingDays: number
    readonly mostAwayDays: number
    /** From how many approvals each way, within how many months, a pair is pointed out. */
    readonly reciprocalApprovals: number
    readonly reciprocalMonths: number
    readonly settleWorkingDays: number
    readonly confirmWorkingDays: number
    /** How long a low or moderate renewal counts on after its validity, once it was submitted. */
    readonly renewalWorkingDays: number
  }
  readonly waivers: {
    /** Questions whose block stands, whoever asks. */
    readonly never: readonly string[]
    readonly remindDays: readonly number[]
    readonly byTier: Readonly<Record<Tier, WaiverRule>>
  }
  readonly reminders: ReminderPolicy
  readonly draft: { readonly askAfterDays: number; readonly lapseAfterDays: number }
  /** What is there already has one of `days` to be certified, `usual` where nobody says which. Days before and after its end. */
  readonly existing: {
    readonly days: readonly number[]
    readonly usual: number
    readonly remindDays: readonly number[]
    readonly lateDays: number
  }
  readonly workingHours: { readonly from: string; readonly to: string; readonly zone: string }
  /** YYYY-MM-DD */
  readonly holidays: readonly string[]
  readonly quietHours: { readonly from: string; readonly to: string }
}

/** The steps that tier, answers and kind of asset ask for, in the order of the policy. Steps that do not fit do not appear. */
export const stepsFor = (programme: Pick<Programme, 'steps'>, facts: Facts): readonly StepRule[] =>
  programme.steps.filter((step) => step.tiers.includes(facts.tier) && (step.when?.holds(facts) ?? true))

/** When the organisation is at work, its holidays with it: what everything that counts working days takes. */
export const hoursOf = ({
  workingHours,
  holidays,
}: Pick<Programme, 'workingHours' | 'holidays'>): WorkingHours => ({ ...workingHours, holidays })
