import { z } from 'zod'
import type { Tier } from './programme.ts'
import { roles, tiers } from './programme.ts'
import { StageClock } from './stage-clock.ts'
import { Text } from './text.ts'

export const approvalStates = [
  'open',
  'approved',
  'rejected',
  'changes_requested',
  'withdrawn',
  'expired',
  'superseded',
] as const

export const verdicts = ['approve', 'approve_on_conditions', 'request_changes', 'reject'] as const
export type Verdict = (typeof verdicts)[number]

/** One approver's answer. `hash` is the content that they saw. */
export const Vote = z.object({
  person: z.string(),
  /** The absent person in whose place they decided; null where it was their own part. */
  behalf: z.string().nullable().default(null),
  verdict: z.enum(verdicts),
  at: z.string(),
  platform: z.string(),
  hash: z.string(),
  reason: Text.nullable(),
})
export type Vote = Readonly<z.infer<typeof Vote>>

export const Seat = z.object({
  role: z.enum(roles),
  /** The role that decides in its place, where nobody who holds it may; null where its own does. */
  asked: z.enum(roles).nullable().default(null),
  /** True where a steward lead decides, because no steward may. */
  lead: z.boolean().default(false),
  /** How many holders of the role have to approve: `any` is 1, `all` is resolved when the stage opens. */
  needs: z.number(),
  /** True where every holder of the role has to approve: who they are is counted when the stage begins. */
  all: z.boolean().default(false),
  votes: z.array(Vote),
})
export type Seat = Readonly<z.infer<typeof Seat>>

/** Who is asked and who has answered: ordered stages of parallel seats, and those who never decide. */
export const Ballot = z.object({
  id: z.string(),
  state: z.enum(approvalStates),
  /** The tier that it is decided for; requests of an earlier version do not say. */
  tier: z.enum(tiers).optional(),
  /** The unit of what it is about: a role that is held for another unit does not count. */
  unit: z.string().nullable().default(null),
  /** Nobody who made it may decide it. */
  makers: z.array(z.string()),
  /** Who took part in the request that this one appeals against: others decide. */
  decidedBefore: z.array(z.string()).default([]),
  /** Whoever reviewed it as a peer, where the tier asks that they do not decide as well. */
  reviewers: z.array(z.string()).default([]),
  stage: z.number(),
  stages: z.array(z.object({ id: z.string(), title: z.string(), seats: z.array(Seat) })),
})
export type Ballot = Readonly<z.infer<typeof Ballot>>

/** A question to approvers about a certification. `rev` counts what was judged, not every vote. */
export const Approval = Ballot.extend({
  rev: z.number(),
  certification: z.string(),
  asset: z.string(),
  /** The request that this one appeals against. */
  appeals: z.string().nullable().default(null),
  /** Hash of the content asked about. */
  hash: z.string(),
  openedAt: z.string(),
  due: z.string().nullable(),
  /** Requests of an earlier version have none: they run out, and nobody is asked before. */
  clock: StageClock.nullable().default(null),
  closedAt: z.string().nullable(),
  /** `by` is whoever asked for it: their vote taken back takes it along. */
  conditions: z.array(z.object({ words: Text, due: z.string(), by: z.string().default('') })),
})
export type Approval = Readonly<z.infer<typeof Approval>>

export type Stage = Ballot['stages'][number]

/** The stage that is asked now. */
export const currentStage = (approval: Ballot): Stage => {
  const stage = approval.stages[approval.stage]
  if (!stage) throw new Error(`${approval.id} has no stage ${approval.stage}`)
  return stage
}

/** Whether no stage comes after the one that is asked now. */
export const isLastStage = (approval: Ballot): boolean => approval.stage + 1 >= approval.stages.length

/** Whether an approver may attach conditions now. At high that is for the last stage: nobody decides after them on what is left open. */
export const takesConditions = (approval: Ballot, tier: Tier): boolean =>
  tier !== 'high' || isLastStage(approval)

/** Whether approving asks once more, with the hash of what was seen. */
export const asksTwice = (tier: Tier): boolean => tier === 'high'

const approves = (vote: Vote): boolean =>
  vote.verdict === 'approve' || vote.verdict === 'approve_on_conditions'

/** Whether enough holders of the seat's role have approved. */
export const isFilled = (seat: Seat): boolean => seat.votes.filter(approves).length >= seat.needs

/** Every vote, by stage and seat. */
export const votesOf = (approval: Ballot): readonly Vote[] =>
  approval.stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes))

/** Everybody who has voted, in any stage. */
export const voters = (approval: Ballot): readonly string[] =>
  approval.stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes.map((vote) => vote.person)))

/** Everybody whose part is done: who has voted, and in whose place. */
export const tookPart = (approval: Ballot): readonly string[] =>
  approval.stages.flatMap((stage) =>
    stage.seats.flatMap((seat) =>
      seat.votes.flatMap((vote) => (vote.behalf === null ? [vote.person] : [vote.person, vote.behalf])),
    ),
  )

/** Who never decides on it, whatever their roles. */
export const barred = ({ makers, reviewers, decidedBefore }: Ballot): readonly string[] => [
  ...makers,
  ...reviewers,
  ...decidedBefore,
]

/** The latest vote, whose verdict closed the request if it is closed. */
export const lastVote = (approval: Ballot): Vote | undefined =>
  approval.stages
    .flatMap((stage) => stage.seats.flatMap((seat) => seat.votes))
    .reduce<Vote | undefined>(
      (last, vote) => (last === undefined || vote.at >= last.at ? vote : last),
      undefined,
    )

/** Whose holders decide on a seat. */
export const askedRole = (seat: Pick<Seat, 'role' | 'asked'>): Seat['role'] => seat.asked ?? seat.role

/** Whose holders decide on a seat, and whether only those who lead them. */
export const officeOf = (seat: Pick<Seat, 'role' | 'asked' | 'lead'>) => ({
  role: askedRole(seat),
  lead: seat.lead,
})

/** Seats of the current stage that are not filled yet. */
export const waitingSeats = (approval: Ballot): readonly Seat[] =>
  approval.state === 'open' ? currentStage(approval).seats.filter((seat) => !isFilled(seat)) : []

/** Roles that the current stage still waits for. */
export const waitingRoles = (approval: Ballot): readonly Seat['role'][] => [
  ...new Set(waitingSeats(approval).map(askedRole)),
]
