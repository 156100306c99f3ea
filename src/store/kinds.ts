import { Approval, askedRole, waitingRoles } from '../domain/approval.ts'
import { Asset } from '../domain/asset.ts'
import { Campaign } from '../domain/campaign.ts'
import { Certification, isOver, rolesAsked } from '../domain/certification.ts'
import { openOffer } from '../domain/hand-over.ts'
import { PeriodicReview } from '../domain/periodic-review.ts'
import { Feedback } from '../domain/feedback.ts'
import { hasLeft, Person } from '../domain/person.ts'
import type { Waiver } from '../domain/waiver.ts'
import { openAsk } from '../domain/waiver.ts'
import type { Cells, Kind } from './shelf.ts'

/** The kinds of things that have a state row, and what their rows are found by. */
export const person: Kind<Person> = {
  table: 'people',
  schema: Person,
  columns: (thing) => ({
    name: thing.name.text,
    unit: thing.unit ?? '',
    is_left: hasLeft(thing) ? 1 : 0,
    delegate: thing.away?.delegate ?? '',
  }),
  side: {
    table: 'holders',
    key: 'person',
    // Whoever left holds nothing, and is not found as one who does.
    rows: (thing) => (hasLeft(thing) ? [] : [...new Set(thing.roles)].sort().map((role) => ({ role }))),
  },
}

export const asset: Kind<Asset> = {
  table: 'assets',
  schema: Asset,
  columns: (thing) => ({
    owner: thing.owner,
    registered_at: thing.registeredAt,
    offered_to: openOffer(thing)?.to ?? '',
    listed_as: thing.listed?.key ?? '',
    platform: thing.platform,
  }),
}

export const certification: Kind<Certification> = {
  table: 'certifications',
  schema: Certification,
  columns: (thing) => ({
    status: thing.state,
    developer: thing.developer,
    owner: thing.owner,
    verify: thing.verify,
    created_at: thing.createdAt,
    asset: thing.asset,
    tier: thing.assessment?.tier ?? '',
    unit: thing.unit ?? '',
    answers: answersOf(thing),
    in_force_until: thing.inForceUntil,
  }),
  side: {
    table: 'asks',
    key: 'certification',
    rows: (thing) =>
      isOver(thing.state)
        ? []
        : [
            ...thing.steps
              .filter((step) => step.state === 'asked')
              .map((step) => ({
                step: step.id,
                person: step.asked ?? '',
                role: step.asked === null ? step.by : '',
              })),
            // No step has a space in its name.
            ...rolesAsked(thing).map((role) => ({ step: `word ${role}`, person: '', role })),
            ...thing.waivers.flatMap(waitsForWaiver),
          ],
  },
}

/** All answers in one line, so that each can be looked for. */
const answersOf = ({ answers }: Certification): string => {
  const all = Object.keys(answers)
    .sort()
    .map((question) => `${question}=${answers[question] ?? ''}`)
  return all.length === 0 ? '' : `|${all.join('|')}|`
}

/** Whose word an open waiver waits for. No step's id has a colon, so none is mistaken for one. */
const waitsForWaiver = (waiver: Waiver): readonly Cells[] => {
  const ask = openAsk(waiver)
  if (!ask) return []
  const roles = waitingRoles(ask).map((role) => ({ step: `waiver:${ask.id}:${role}`, person: '', role }))
  return ask.owner && ask.owner.word === null
    ? [...roles, { step: `waiver:${ask.id}:owner`, person: ask.owner.person, role: '' }]
    : roles
}

export const approval: Kind<Approval> = {
  table: 'approvals',
  schema: Approval,
  columns: (thing) => ({ status: thing.state, due: thing.due }),
  side: {
    table: 'seats',
    key: 'approval',
    rows: (thing) =>
      thing.state === 'open'
        ? [...new Set(thing.stages[thing.stage]?.seats.map(askedRole))].sort().map((role) => ({ role }))
        : [],
  },
}

export const review: Kind<PeriodicReview> = {
  table: 'reviews',
  schema: PeriodicReview,
  columns: (thing) => ({
    kind: thing.kind,
    subject: thing.subject,
    status: thing.state,
    due: thing.due,
  }),
  side: {
    table: 'campaign_reviews',
    key: 'review',
    rows: (thing) =>
      thing.campaigns.map(({ id, answer, told }) => ({
        campaign: id,
        answer,
        is_told: told === null ? 0 : 1,
      })),
  },
}

export const campaign: Kind<Campaign> = {
  table: 'campaigns',
  schema: Campaign,
  columns: (thing) => ({ status: thing.state, started_at: thing.startedAt }),
}

export const feedback: Kind<Feedback> = {
  table: 'feedback',
  schema: Feedback,
  columns: (thing) => ({ certification: thing.certification, person: thing.person, at: thing.at }),
}
