import type { Approval } from '../../domain/approval.ts'
import { lastVote, voters, waitingRoles } from '../../domain/approval.ts'
import type { Certification } from '../../domain/certification.ts'
import { dayOf } from '../../domain/calendar.ts'
import { addDays } from '../../domain/calendar.ts'
import { holds, isAmong } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { tierOf } from '../../domain/registration.ts'
import { changedParts } from '../../domain/submission.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import {
  answerLabel,
  approvalOf,
  assetOf,
  certificationOf,
  eachOf,
  labelOf,
  nameOf,
  namesOf,
  permit,
  questionName,
} from '../load.ts'
import type { Look } from '../look.ts'
import { ask, roleWords, typed } from '../look.ts'
import { driversOf } from '../risk/views.ts'
import { stepLine } from '../steps/views.ts'
import { answerLines } from '../steps/vouching-views.ts'
import { conditionInputs, lastConditionDay } from './approve-on-conditions.ts'
import { entitledNames } from './decide.ts'
import { mostReason } from './reason.ts'

/** An approval request while it is open, and how it was decided afterwards. */
export const requestView = async (look: Look, id: string): Promise<View> => {
  const approval = await approvalOf(look.session, id)
  const certification = await certificationOf(look.session, approval.certification)
  await permit(look, 'certification.see', certification)
  return approval.state === 'open'
    ? openView(look, approval, certification)
    : decidedView(look, approval, certification)
}

const openView = async (
  look: Look,
  approval: Approval,
  certification: Certification,
): Promise<ViewOf<'request'>> => {
  const { programme } = look
  const asset = await assetOf(look.session, certification.asset)
  const waiting = waitingRoles(approval)
  const asRole = waiting.find((role) => holds(look.person, role))
  const may =
    asRole !== undefined && !isAmong(look.person, approval.makers) && !isAmong(look.person, voters(approval))
  const details = await eachOf(certification.steps, async (step) => {
    const rule = programme.steps.find((one) => one.id === step.id)
    const line = await stepLine(look, certification, step)
    const answers = await answerLines(look, step, rule)
    const evidence = step.evidence.map((one) => ({ words: one.words.body, link: one.kind === 'link' }))
    return { step, line, answers, evidence }
  })
  return {
    kind: 'request',
    ...(await headed(look, certification)),
    approval: approval.id,
    rev: approval.rev,
    purpose: asset.purpose.body,
    assetKind: labelOf(programme.kinds, asset.kind),
    platform: labelOf(programme.platforms, asset.platform),
    owner: await nameOf(look.session, asset.owner),
    developer: await nameOf(look.session, asset.developer),
    tier: tierOf(certification),
    score: certification.assessment?.score ?? 0,
    drivers: driversOf(programme, certification),
    checks: details.map(({ line, answers, evidence }) => ({
      title: line.title,
      line: summary(line.who, answers.length, evidence.length),
    })),
    changed: certification.frozen
      ? changedParts(certification.before, certification.frozen).map((part) =>
          partWords(look, certification, part),
        )
      : [],
    changedAnswers: certification.changedAnswers.map((one) => ({
      question: questionName(programme, one.question),
      from: answerLabel(programme, one.question, one.from),
      to: answerLabel(programme, one.question, one.to),
    })),
    previous: await previousVotes(look, approval),
    validMonths: programme.cadences[tierOf(certification)].validityMonths,
    due: approval.due,
    others: (await entitledNames(look, approval)).filter((name) => name !== look.person.name.body),
    asRole: roleWords(asRole ?? waiting[0] ?? 'steward'),
    version: certification.frozen?.version ?? 1,
    hash: approval.hash,
    answers: programme.questions.map((question) => ({
      question: question.name,
      answer: answerLabel(programme, question.id, certification.answers[question.id] ?? ''),
    })),
    evidence: details.flatMap(({ line, answers, evidence }) => [
      ...answers.map((one) => ({ step: `${line.title}: ${one.title}`, words: one.words, link: false })),
      ...evidence.map((one) => ({ step: line.title, words: one.words, link: one.link })),
    ]),
    whyYou: may ? `you hold the ${roleWords(asRole)} role` : 'you can see this request',
    may,
  }
}

const summary = (who: string, answers: number, evidence: number): string => {
  const given = answers + evidence
  const by = who === 'you' ? 'by you' : `by ${who}`
  return given === 0
    ? `passed ${by}`
    : `passed ${by}, ${given} ${given === 1 ? 'answer' : 'answers'} on record`
}

/** A part of the frozen content, as people call it. */
const partWords = (look: Look, certification: Certification, part: string): string => {
  if (part.startsWith('answer '))
    return `answer: ${questionName(look.programme, part.slice('answer '.length))}`
  if (part.startsWith('step ')) {
    const id = part.slice('step '.length)
    return `step: ${certification.steps.find((step) => step.id === id)?.title ?? id}`
  }
  return part
}

/** Who has voted so far on this request, and what. */
const previousVotes = async (look: Look, approval: Approval): Promise<readonly string[]> => {
  const votes = approval.stages.flatMap((stage) =>
    stage.seats.flatMap((seat) => seat.votes.map((vote) => ({ ...vote, role: seat.role }))),
  )
  return eachOf(
    votes,
    async (vote) => `${await nameOf(look.session, vote.person)} (${roleWords(vote.role)}) approved`,
  )
}

const decidedVerdict = {
  approved: 'approved',
  rejected: 'rejected',
  changes_requested: 'changes_requested',
  withdrawn: 'withdrawn',
  expired: 'expired',
  superseded: 'superseded',
} as const

const decidedView = async (
  look: Look,
  approval: Approval,
  certification: Certification,
): Promise<ViewOf<'decided'>> => {
  const last = lastVote(approval)
  if (approval.state === 'open') throw new Error('an open request has no verdict yet')
  const verdict =
    approval.state === 'approved' && approval.conditions.length > 0
      ? ('approved_on_conditions' as const)
      : decidedVerdict[approval.state]
  const byPeople =
    approval.state === 'approved' || approval.state === 'rejected' || approval.state === 'changes_requested'
  return {
    kind: 'decided',
    ...(await headed(look, certification)),
    approval: approval.id,
    verdict,
    who: byPeople
      ? await namesOf(
          look.session,
          approval.state === 'approved' ? voters(approval) : last ? [last.person] : [],
        )
      : [],
    where: byPeople ? (last?.platform ?? '') : '',
    at: approval.closedAt ?? approval.openedAt,
    reason: byPeople ? (last?.reason?.body ?? '') : '',
    conditions: approval.conditions.map((one) => ({ words: one.words.body, due: one.due })),
  }
}

export const decideView = async (
  look: Look,
  id: string,
  verdict: ViewOf<'decide'>['verdict'],
): Promise<View> => {
  const approval = await approvalOf(look.session, id)
  const certification = await certificationOf(look.session, approval.certification)
  await permit(look, 'certification.see', certification)
  if (approval.state !== 'open') return decidedView(look, approval, certification)
  const { form, subject } = forms.decide(id, verdict)
  const last = lastConditionDay(look.programme.conditions.mostDays, look.now, look.person.zone)
  const usual = dayOf(addDays(look.now, 14, look.person.zone), look.person.zone)
  const reason = (label: string) => ({
    id: 'reason',
    label,
    help: 'The developer reads this in your words.',
    kind: 'words' as const,
    most: mostReason,
  })
  const blanks =
    verdict === 'approve_on_conditions'
      ? [
          ...conditionInputs.flatMap(({ words, day }, index) => [
            {
              id: words,
              label: index === 0 ? 'Condition' : 'A second condition (optional)',
              kind: 'words' as const,
              most: 300,
            },
            {
              id: day,
              label: index === 0 ? 'To be met by' : 'The second one by',
              help: `At the latest ${last}.`,
              kind: 'date' as const,
              value: index === 0 ? (usual < last ? usual : last) : '',
            },
          ]),
          reason('Why on conditions?'),
        ]
      : [reason(verdict === 'reject' ? 'Why do you reject it?' : 'What has to change?')]
  return {
    kind: 'decide',
    ...(await headed(look, certification)),
    approval: id,
    rev: approval.rev,
    verdict,
    fields: ask(look, blanks, await typed(look, form, subject)),
    sentence: look.fault.sentence,
    developer: await nameOf(look.session, certification.developer),
  }
}

/** The awareness post for the steward channel: no personal data, the same state. */
export const postView = async (look: Look, id: string): Promise<ViewOf<'post'>> => {
  const approval = await approvalOf(look.session, id)
  const certification = await certificationOf(look.session, approval.certification)
  const waiting = waitingRoles(approval).map(roleWords)
  return {
    kind: 'post',
    ...(await headed(look, certification)),
    approval: id,
    tier: tierOf(certification),
    stateLine: approval.state === 'open' ? `waits for ${waiting.join(' and ')}` : closedWords[approval.state],
    due: approval.state === 'open' ? approval.due : null,
    open: approval.state === 'open',
  }
}

const closedWords = {
  approved: 'approved',
  rejected: 'rejected',
  changes_requested: 'back with the developer for changes',
  withdrawn: 'withdrawn by the developer',
  expired: 'ran out before it was decided',
  superseded: 'replaced by a newer version',
} as const

export const unmannedView = async (look: Look, id: string, role: string): Promise<ViewOf<'unmanned'>> => {
  const approval = await approvalOf(look.session, id)
  if (!holds(look.person, 'admin'))
    throw new Refusal('not-allowed', 'Filling a role is for the administrators.')
  const certification = await certificationOf(look.session, approval.certification)
  return { kind: 'unmanned', ...(await headed(look, certification)), approval: id, role: roleWords(role) }
}
