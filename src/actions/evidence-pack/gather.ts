import { Approval } from '../../domain/approval.ts'
import { Asset } from '../../domain/asset.ts'
import { Certification } from '../../domain/certification.ts'
import { notDecided } from '../../domain/evidence-pack.ts'
import type { Programme } from '../../domain/programme.ts'
import { tierOf } from '../../domain/registration.ts'
import { roleWords } from '../../domain/role-words.ts'
import type { KeptState, Session } from '../../ports/store.ts'
import { answerLabel, eachOf, labelOf, nameOf, questionName } from '../load.ts'
import { driversOf } from '../risk/views.ts'
import { subjectsOf, trailAlong } from '../trail/trail.ts'
import type { Evidence } from './evidence.ts'
import { requestPart, waiversPart } from './votes.ts'

/** What a pack is made of: everything in words, and the rows and journal entries that prove them. */
export type Gathered = {
  readonly evidence: Evidence
  readonly decided: readonly KeptState[]
  readonly now: readonly KeptState[]
  readonly lines: readonly { readonly seq: number; readonly line: string }[]
  readonly words: readonly { readonly id: string; readonly salt: string; readonly body: string }[]
  readonly policy: string | undefined
}

type Source = {
  readonly session: Session
  /** The policy that a decision was judged by, read from its text where that was kept; else the present one. */
  readonly programmeOf: (policy: { readonly hash: string }, text: string | undefined) => Programme
}

/**
 * Everything that the latest decision on a certification rests on, and what became of it since. The same as long as nothing happens
 * to it and no text is erased. Refuses where no decision was recorded.
 */
export const gather = async ({ session, programmeOf }: Source, current: Certification): Promise<Gathered> => {
  const record = await session.records.latest(current.id)
  if (!record) throw notDecided(current)
  const certification = Certification.parse(stateOf(record.states, current.id))
  const asset = Asset.parse(stateOf(record.states, certification.asset))
  const approvals = record.states
    .filter(({ subject }) => subject.startsWith('APR-'))
    .map(({ state }) => Approval.parse(state))
  const text = await session.policies.find(certification.policy.hash)
  const programme = programmeOf(certification.policy, text)
  const subjects = await subjectsOf(session, current)
  const lines = await session.records.lines(subjects)
  const now = await session.records.now(subjects)
  const decided = record.states
  return {
    evidence: {
      certification: current.id,
      programme: programme.title,
      organisation: programme.organisation,
      asset: await assetPart(session, asset, programme),
      decision: await decisionPart(session, certification, record.at),
      risk: await riskPart(session, certification, programme),
      steps: await stepsPart(session, certification, programme),
      requests: await eachOf(approvals, (approval) => requestPart(session, approval)),
      appeal: certification.appeal && {
        by: await nameOf(session, certification.appeal.by),
        at: certification.appeal.at,
        reason: certification.appeal.reason.body,
      },
      since: await sincePart(session, certification, current),
      trail: await trailAlong(session, certification, subjects),
      policy: { ...certification.policy, isKept: text !== undefined },
    },
    decided,
    now,
    lines,
    words: await session.records.words([
      ...[...decided, ...now].map(({ bare }) => bare),
      ...lines.map(({ line }) => JSON.parse(line) as unknown),
    ]),
    policy: text,
  }
}

const stateOf = (states: readonly KeptState[], subject: string): unknown =>
  states.find((one) => one.subject === subject)?.state

const assetPart = async (
  session: Session,
  asset: Asset,
  programme: Programme,
): Promise<Evidence['asset']> => ({
  reference: asset.id,
  name: asset.name.body,
  purpose: asset.purpose.body,
  kind: labelOf(programme.kinds, asset.kind),
  platform: labelOf(programme.platforms, asset.platform),
  version: asset.version,
  developer: await nameOf(session, asset.developer),
  owner: await nameOf(session, asset.owner),
  deputy: asset.deputy === null ? '' : await nameOf(session, asset.deputy),
})

const decisionPart = async (
  session: Session,
  certification: Certification,
  recordedAt: string,
): Promise<Evidence['decision']> => {
  const { decision, frozen } = certification
  if (!decision) throw new Error(`${certification.id} was recorded without a decision`)
  return {
    verdict: decision.verdict.replaceAll('_', ' '),
    at: decision.at,
    platform: decision.platform,
    by: await eachOf(decision.by, (id) => nameOf(session, id)),
    reason: decision.reason?.body ?? '',
    content: decision.hash,
    version: frozen?.version ?? 1,
    validFrom: certification.validFrom ?? '',
    validUntil: certification.validUntil ?? '',
    recordedAt,
  }
}

const riskPart = async (
  session: Session,
  certification: Certification,
  programme: Programme,
): Promise<Evidence['risk']> => {
  const { ruling } = certification
  return {
    tier: tierOf(certification),
    score: certification.assessment?.score ?? 0,
    drivers: driversOf(programme, certification),
    ruling: ruling && {
      tier: ruling.tier,
      by: await nameOf(session, ruling.by),
      second: ruling.second === null ? '' : await nameOf(session, ruling.second),
      at: ruling.at,
      reason: ruling.reason.body,
    },
    waivers: await waiversPart(session, certification, programme),
    answers: Object.entries(certification.answers)
      .map(([question, option]) => ({
        number: programme.questions.find((one) => one.id === question)?.number ?? 0,
        question: programme.questions.find((one) => one.id === question)?.ask ?? question,
        answer: answerLabel(programme, question, option),
      }))
      .sort((a, b) => a.number - b.number),
    changed: certification.changedAnswers.map(({ question, from, to, at }) => ({
      question: questionName(programme, question),
      from: answerLabel(programme, question, from),
      to: answerLabel(programme, question, to),
      at,
    })),
  }
}

const stepsPart = (
  session: Session,
  certification: Certification,
  programme: Programme,
): Promise<Evidence['steps']> =>
  eachOf(certification.steps, async (step) => {
    const fields = programme.steps.find((rule) => rule.id === step.id)?.fields ?? []
    return {
      title: step.title,
      phase: step.phase,
      by: roleWords(step.by),
      passedBy: step.passedBy === null ? '' : await nameOf(session, step.passedBy),
      passedAt: step.passedAt ?? '',
      given: await eachOf(Object.entries(step.answers), async ([id, words]) => {
        const field = fields.find((one) => one.id === id)
        return {
          asked: field?.label ?? id,
          words:
            field?.kind === 'person'
              ? await nameOf(session, words.body)
              : labelOf(field?.options ?? [], words.body),
        }
      }),
      evidence: await eachOf(step.evidence, async ({ kind, words, by, at, hash }) => ({
        kind,
        words: words.body,
        by: await nameOf(session, by),
        at,
        hash,
      })),
    }
  })

/** While the decision stands, its conditions and the day it goes live are those of now; of an earlier round they are as they were. */
const sincePart = async (
  session: Session,
  decided: Certification,
  current: Certification,
): Promise<Evidence['since']> => {
  const of = current.decision?.at === decided.decision?.at ? current : decided
  const { goLive, sample } = of
  return {
    state: current.state.replaceAll('_', ' '),
    conditions: of.conditions.map(({ words, due, state, evidence }) => ({
      words: words.body,
      due,
      state,
      evidence: evidence?.body ?? '',
    })),
    goLive: goLive && {
      ...goLive,
      responsible: await nameOf(session, goLive.responsible),
      by: await nameOf(session, goLive.by),
    },
    sample: sample?.looked
      ? `${await nameOf(session, sample.looked.by)} looked at it afterwards: ${sample.looked.found?.body ?? 'it is fine'}`
      : sample?.chosen
        ? 'It was drawn for a look by a steward, who has not looked yet.'
        : '',
  }
}
