import type { Certification } from '../../domain/certification.ts'
import { makers } from '../../domain/certification.ts'
import { stepsFor, unknown } from '../../domain/programme.ts'
import type { Programme } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import { tierOf } from '../../domain/registration.ts'
import type { Blocked, Driver } from '../../domain/view-parts.ts'
import type { ViewOf } from '../../domain/view.ts'
import { can, isAmong, isSelf } from '../../domain/person.ts'
import { plan } from '../../domain/preparation.ts'
import { blocking, waiversInForce } from '../../domain/waiver.ts'
import { roleWords } from '../../domain/role-words.ts'
import { headed } from '../headed.ts'
import {
  answerLabel,
  assetOf,
  certificationOf,
  editable,
  factsOf,
  nameOf,
  personOf,
  questionName,
} from '../load.ts'
import type { Look } from '../look.ts'
import { ask } from '../look.ts'
import { waiverLines, waiverWay } from '../waiver/views.ts'
import { answersSoFar, questionsOn } from './pages.ts'

export const questionsView = async (look: Look, id: string, page: number): Promise<ViewOf<'questions'>> => {
  const certification = await editable(look, id)
  if (
    !['draft', 'classified', 'preparing', 'changes_requested', 'recertifying'].includes(certification.state)
  )
    throw new Refusal(
      'wrong-state',
      `The answers of ${id} stand still now. ${certification.state === 'in_review' ? 'Open it and press Change something first.' : 'Have a look at how it is now.'}`,
    )
  const { programme } = look
  const shown = Math.min(Math.max(0, page), programme.pages.length - 1)
  const answers = await answersSoFar(look, programme, certification)
  const blanks = questionsOn(programme, shown).map((question) => ({
    id: question.id,
    label: `${question.number}. ${question.ask}`,
    help: question.help,
    kind: 'choice' as const,
    options: question.options.map(({ id: option, label }) => ({ id: option, label })),
  }))
  return {
    kind: 'questions',
    ...(await headed(look, certification)),
    page: shown,
    pages: programme.pages.length,
    title: programme.pages[shown]?.title ?? '',
    fields: ask(look, blanks, answers),
    sentence: look.fault.sentence,
    again: certification.state !== 'draft',
  }
}

const because = {
  'forces-high': 'makes it high',
  'floor-moderate': 'makes it at least moderate',
  unknown: 'is not known yet, so it counts as moderate; a steward settles it, or you once you know',
} as const

const pointsOf = (points: number): string => (points === 1 ? '1 point' : `${points} points`)

export const driversOf = (programme: Programme, certification: Certification): readonly Driver[] =>
  (certification.assessment?.drivers ?? []).map((driver) => ({
    question: questionName(programme, driver.question),
    answer: answerLabel(programme, driver.question, driver.option),
    why: driver.because === 'points' ? `adds ${pointsOf(driver.points)}` : because[driver.because],
  }))

/** The answers that block submitting, and what could be used instead. */
export const blockedOf = (look: Look, certification: Certification): readonly Blocked[] =>
  blocking(certification, look).map(({ question, option }) => ({
    question: questionName(look.programme, question),
    answer: answerLabel(look.programme, question, option),
    alternatives:
      look.programme.questions.find((one) => one.id === question)?.options.find((one) => one.id === option)
        ?.alternatives ?? [],
  }))

export const resultView = async (look: Look, id: string): Promise<ViewOf<'result'>> => {
  const certification = await certificationOf(look.session, id)
  const tier = tierOf(certification)
  const { programme } = look
  const assessment = certification.assessment
  if (!assessment) throw new Error('a classified certification without assessment')
  const facts = factsOf(certification, await assetOf(look.session, certification.asset))
  const rules = stepsFor(programme, facts)
  const developer = await personOf(look.session, certification.developer)
  const steps = plan(certification, rules, tier, developer, look)
  const left = steps.filter((step) => step.state !== 'passed')
  const mine = isAmong(look.person, makers(certification))
  const seats = programme.stages[tier]
    .filter((stage) => stage.when?.holds(facts) ?? true)
    .flatMap((stage) => stage.seats.filter((seat) => seat.when?.holds(facts) ?? true))
  return {
    kind: 'result',
    ...(await headed(look, certification)),
    tier,
    score: assessment.score,
    sentence: programme.tierTexts[tier].sentence,
    next: programme.tierTexts[tier].next,
    drivers: driversOf(programme, certification),
    counterfactual:
      assessment.counterfactual === null
        ? null
        : {
            tier: assessment.counterfactual.tier,
            changes: assessment.counterfactual.changes.map((change) => ({
              question: questionName(programme, change.question),
              from: answerLabel(programme, change.question, change.from),
              to: answerLabel(programme, change.question, change.to),
            })),
          },
    blocked: blockedOf(look, certification),
    waived: await waiverLines(look, certification),
    waiver: waiverWay(look, certification),
    unknowns: assessment.unknowns.map((question) => questionName(programme, question)),
    steps: left.map(({ title, phase }) => ({ title, phase })),
    there: steps.filter((step) => step.state === 'passed').map((step) => step.title),
    minutes: rules
      .filter((rule) => left.some((step) => step.id === rule.id))
      .reduce((sum, rule) => sum + rule.minutes, 0),
    developer: isSelf(look.person, certification.developer) ? '' : developer.name.body,
    goal: programme.cadences[tier].goal,
    deciders: [...new Set(seats.map((seat) => roleWords(seat.role)))],
    canStart: mine && certification.state === 'classified',
    canChange:
      mine && ['classified', 'preparing', 'changes_requested', 'recertifying'].includes(certification.state),
  }
}

/** Why it has its tier, answer by answer. Anyone may see why. */
export const whyView = async (look: Look, id: string): Promise<ViewOf<'why'>> => {
  const certification = await certificationOf(look.session, id)
  const tier = tierOf(certification)
  const { programme } = look
  const asset = await assetOf(look.session, certification.asset)
  const facts = factsOf(certification, asset)
  const waived = waiversInForce(certification, look)
  return {
    kind: 'why',
    maySet: can(look.person, { deed: 'tier.set', certification }),
    ruled:
      certification.ruling === null
        ? ''
        : `${certification.ruling.tier} by the word of ${await nameOf(look.session, certification.ruling.by)}: ${certification.ruling.reason.body}`,
    ...(await headed(look, certification)),
    tier,
    score: certification.assessment?.score ?? 0,
    bands: programme.bands,
    rows: programme.questions.map((question) => {
      const chosen = certification.answers[question.id] ?? unknown
      const option = question.options.find((one) => one.id === chosen)
      const flags = (option?.flags ?? [])
        .filter((flag) => flag.when?.holds(facts) ?? true)
        .map((flag) => flag.flag)
      const flag = flags.includes('B')
        ? ('blocks' as const)
        : flags.includes('H')
          ? ('forces high' as const)
          : flags.includes('M')
            ? ('at least moderate' as const)
            : chosen === unknown
              ? ('not known yet' as const)
              : ('' as const)
      const waiver = waived.find((one) => one.question === question.id && one.option === chosen)
      return {
        question: question.name,
        answer: option?.label ?? chosen,
        points: option?.points ?? 0,
        flag: waiver && flag === 'blocks' ? ('waived' as const) : flag,
        until: waiver?.until ?? '',
      }
    }),
  }
}
