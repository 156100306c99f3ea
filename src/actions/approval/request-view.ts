import type { Approval } from '../../domain/approval.ts'
import { lastVote, officeOf, takesConditions, waitingRoles } from '../../domain/approval.ts'
import type { Certification } from '../../domain/certification.ts'
import { approvalMatter } from '../../domain/matter.ts'
import { isSelf } from '../../domain/person.ts'
import { tierOf } from '../../domain/registration.ts'
import { changedParts } from '../../domain/submission.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import { officeWords, roleWords } from '../../domain/role-words.ts'
import { headed } from '../headed.ts'
import {
  answerLabel,
  approvalOf,
  assetOf,
  certificationOf,
  eachOf,
  labelOf,
  nameOf,
  questionName,
} from '../load.ts'
import type { Look } from '../look.ts'
import { snoozedUntil } from '../reminders/about.ts'
import { driversOf } from '../risk/views.ts'
import { stepLine } from '../steps/step-line.ts'
import { answerLines } from '../steps/vouching-views.ts'
import { waiverLines } from '../waiver/views.ts'
import { permitRequest, placeFor, voteNames, whyPlace } from './deciders.ts'
import { unknownsOf } from '../settling/unknowns.ts'
import { ladderOf } from './ladder.ts'
import { pairsOf } from './pairs.ts'
import { partWords } from './part-words.ts'
import { seatsLeft, stageLine, standIns } from './seats.ts'
import { decidedView } from './views.ts'

/** An approval request while it is open, and how it was decided afterwards. */
export const requestView = async (look: Look, id: string): Promise<View> => {
  const approval = await approvalOf(look.session, id)
  const certification = await certificationOf(look.session, approval.certification)
  await permitRequest(look, approval, certification)
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
  const place = await placeFor(look, approval)
  const asRole = place && officeWords(officeOf(place.chair))
  const voted = votesOf(approval).find((vote) => isSelf(look.person, vote.person))
  const details = await eachOf(certification.steps, async (step) => {
    const rule = programme.steps.find((one) => one.id === step.id)
    const line = await stepLine(look, certification, step)
    const answers = await answerLines(look, step, rule)
    const evidence = step.evidence.map((one) => ({ words: one.words.body, link: one.kind === 'link' }))
    return { step, line, answers, evidence }
  })
  const changed = certification.frozen ? changedParts(certification.before, certification.frozen) : []
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
    changed: changed.map((part) => partWords(look, certification, part)),
    unchanged: certification.before !== null && changed.length === 0,
    waived: await waiverLines(look, certification),
    changedAnswers: certification.changedAnswers.map((one) => ({
      question: questionName(programme, one.question),
      from: answerLabel(programme, one.question, one.from),
      to: answerLabel(programme, one.question, one.to),
    })),
    unknowns: await unknownsOf(look, certification),
    previous: await voteLines(look, approval),
    before: await votesBefore(look, approval),
    validMonths: programme.cadences[tierOf(certification)].validityMonths,
    due: approval.due,
    ladder: await ladderOf(look, approval),
    snoozedUntil: await snoozedUntil(look, approvalMatter(approval.id)),
    others: await standIns(look, approval),
    also: await seatsLeft(look, approval),
    voted: voted ? verdictWords[voted.verdict] : '',
    asRole: asRole ?? roleWords(waitingRoles(approval)[0] ?? 'steward'),
    stage: stageLine(approval),
    mayCondition: asRole !== undefined && takesConditions(approval, tierOf(certification)),
    version: certification.frozen?.version ?? 1,
    hash: approval.hash,
    answers: programme.questions.map((question) => ({
      question: question.name,
      answer: answerLabel(programme, question.id, certification.answers[question.id] ?? ''),
    })),
    evidence: details.flatMap(({ line, answers, evidence }) => [
      ...answers.map((one) => ({
        step: line.title,
        label: one.title,
        words: one.words,
        link: false,
      })),
      ...evidence.map((one) => ({ step: line.title, label: '', words: one.words, link: one.link })),
    ]),
    whyYou: place !== undefined ? whyPlace(place) : voted ? `you ${verdictWords[voted.verdict]} it` : '',
    standsFor: place?.absent?.name.body ?? '',
    pairs:
      asRole === undefined
        ? []
        : (await pairsOf(look.session, approval, look.person, look)).map(({ maker, there, back }) => ({
            name: maker.name.body,
            there,
            back,
          })),
    appeal: await appealOf(look, approval, certification),
    may: asRole !== undefined,
  }
}

/** What is appealed against, where this is an appeal. */
const appealOf = async (look: Look, approval: Approval, { appeal }: Certification) => {
  const earlier = approval.appeals === null ? undefined : await look.session.approvals.find(approval.appeals)
  const last = earlier && lastVote(earlier)
  return appeal && last
    ? {
        words: appeal.reason.body,
        who: (await voteNames(look.session, [last])).join(''),
        reason: last.reason?.body ?? '',
      }
    : null
}

const summary = (who: string, answers: number, evidence: number): string => {
  const given = answers + evidence
  const by = who === 'you' ? 'by you' : `by ${who}`
  return given === 0
    ? `passed ${by}`
    : `passed ${by}, ${given} ${given === 1 ? 'answer' : 'answers'} on record`
}

const verdictWords = {
  approve: 'approved',
  approve_on_conditions: 'approved, on conditions,',
  request_changes: 'asked for changes to',
  reject: 'rejected',
} as const

/** In the order in which they were cast. */
const votesOf = (approval: Approval) =>
  approval.stages
    .flatMap((stage) =>
      stage.seats.flatMap((seat) => seat.votes.map((vote) => ({ ...vote, role: seat.role }))),
    )
    .sort((a, b) => a.at.localeCompare(b.at))

/** Who has voted on a request, and what. */
const voteLines = (look: Look, approval: Approval): Promise<readonly string[]> =>
  eachOf(
    votesOf(approval),
    async (vote) =>
      `${(await voteNames(look.session, [vote])).join('')} (${roleWords(vote.role)}) ${saidWords[vote.verdict]}`,
  )

const saidWords = {
  approve: 'approved',
  approve_on_conditions: 'approved on conditions',
  request_changes: 'asked for changes',
  reject: 'rejected it',
} as const

/** How the request before this one was voted on: the journal knows which one that was. */
const votesBefore = async (look: Look, approval: Approval): Promise<readonly string[]> => {
  const requests = await look.session.journal.requestsOf(approval.certification)
  const before = requests.findLast((id) => id !== approval.id)
  const found = before === undefined ? undefined : await look.session.approvals.find(before)
  return found ? voteLines(look, found) : []
}
