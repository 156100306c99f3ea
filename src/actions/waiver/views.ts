import { votesOf } from '../../domain/approval.ts'
import type { Certification } from '../../domain/certification.ts'
import { isLive, makers } from '../../domain/certification.ts'
import { can, isAmong } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { tierOf } from '../../domain/registration.ts'
import type { ViewOf } from '../../domain/view.ts'
import type { WaiverLine } from '../../domain/view-parts.ts'
import type { Waiver, WaiverAsk } from '../../domain/waiver.ts'
import {
  blocking,
  graceEnds,
  grantedAsk,
  grantsLeft,
  holdsNow,
  lastAsk,
  openAsk,
  pendingAsk,
  programmeDay,
  settlingAsk,
  waiverDays,
  waiversInForce,
} from '../../domain/waiver.ts'
import { isUntold, ownersWord, waiverOf } from '../../domain/waiver-decision.ts'
import { mayUndoWaiver } from '../../domain/waiver-undo.ts'
import { mayAskWaiver, nextToWaive, waivable, waiverFields } from '../../domain/waiver-request.ts'
import { holderWords, roleWords } from '../../domain/role-words.ts'
import { placeFor, voteNames, whyPlace } from '../approval/deciders.ts'
import { entitledNames } from '../approval/decide.ts'
import { seatsLeft } from '../approval/seats.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { answerLabel, certificationOf, eachOf, editable, nameOf, namesOf, questionName } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { permitWaiver } from './may-see.ts'

/** A waiver: what is asked and of whom, what became of it, and until when it holds. */
export const waiverView = async (look: Look, id: string, waiverId: string): Promise<ViewOf<'waiver'>> => {
  const certification = await certificationOf(look.session, id)
  const waiver = waiverOf(certification, waiverId)
  await permitWaiver(look, certification, waiver)
  const asked = lastAsk(waiver)
  const open = openAsk(waiver)
  const pending = pendingAsk(waiver)
  const owns = open !== undefined && ownersWord(certification, open, look.person)
  const place = open && !owns ? await placeFor(look, open) : undefined
  const mine = isAmong(look.person, makers(certification))
  const settling = settlingAsk(waiver)
  const decided = settling && !isUntold(certification, settling, look.person) ? settling : undefined
  const tier = tierOf(certification)
  const { now, programme } = look
  const grace = graceEnds(waiver, programme)
  return {
    kind: 'waiver',
    ...(await headed(look, certification)),
    waiver: waiver.id,
    ask: asked.id,
    question: questionName(programme, waiver.question),
    answer: answerLabel(programme, waiver.question, waiver.option),
    stage: decided ? 'decided' : stageOf(waiver, look),
    longer: pending !== undefined && waiver.until !== null,
    tier: asked.tier,
    until: pending?.until ?? waiver.until ?? asked.until,
    held: pending ? waiver.until : null,
    reason: asked.reason.body,
    controls: asked.controls.body,
    asker: await nameOf(look.session, asked.by),
    grantedBy: waiver.state === 'granted' ? await namesOf(look.session, waiver.grantedBy) : [],
    said: open ? await saidOf(look, open) : [],
    waits: open ? await seatsLeft(look, open) : [],
    waitsForOwner:
      open?.owner && open.owner.word === null ? await nameOf(look.session, open.owner.person) : '',
    due: open?.due ?? null,
    decided: decided ? await decidedOf(look, decided) : null,
    settling: settling !== undefined,
    mayUndo: mayUndoWaiver(certification, waiver, look.person, look),
    undoSeconds: programme.decisions.undoSeconds,
    refusal:
      asked.refusal === null || (settling && !decided)
        ? null
        : { who: await nameOf(look.session, asked.refusal.by), reason: asked.refusal.reason.body },
    suspends: grace !== null && isLive(certification, now) && grace >= programmeDay(look) ? grace : null,
    isLive: isLive(certification, now),
    lost: waiver.state === 'granted' && !holdsNow(waiver, tier, look),
    left: grantsLeft(certification, waiver, tier, programme),
    may: owns || place !== undefined,
    asOwner: owns,
    whyYou: owns ? 'you own it' : place ? whyPlace(place) : '',
    standsFor: place?.absent?.name.body ?? '',
    mine,
    mayAsk: mine && isLatest(certification, waiver) && mayAskWaiver(certification, waiver.question, look),
  }
}

/** Asking anew is offered on the latest waiver for an answer. */
const isLatest = ({ waivers }: Certification, { id, question }: Waiver): boolean =>
  waivers.findLast((one) => one.question === question)?.id === id

const stageOf = (waiver: Waiver, look: Pick<Look, 'now' | 'programme'>): ViewOf<'waiver'>['stage'] => {
  const asked = lastAsk(waiver)
  if (waiver.state === 'closed') return 'closed'
  if (pendingAsk(waiver)) return 'asked'
  if (asked.state === 'rejected') return 'refused'
  if (asked.state === 'expired') return 'lapsed'
  if (waiver.state === 'ended' || (waiver.until !== null && waiver.until < programmeDay(look))) return 'ended'
  return waiver.state === 'granted' ? 'granted' : 'closed'
}

/** Who decided it, with the absent person in whose place they did, and where. */
const decidedOf = async (
  look: Look,
  ask: NonNullable<ReturnType<typeof settlingAsk>>,
): Promise<ViewOf<'waiver'>['decided']> => {
  const { by, at, platform } = ask.decision
  const vote = votesOf(ask).find(({ person }) => person === by) ?? { person: by, behalf: null }
  const who = (await voteNames(look.session, [vote])).join('')
  return { verdict: ask.state === 'approved' ? 'granted' : 'refused', who, where: platform, at }
}

/** Who has said yes so far. */
const saidOf = async (look: Look, { stages, owner, by }: WaiverAsk): Promise<readonly string[]> => {
  const votes = stages.flatMap((stage) =>
    stage.seats.flatMap((seat) => seat.votes.map((vote) => ({ ...vote, role: seat.role }))),
  )
  return [
    ...(owner?.word && owner.word.by !== by ? [`${await nameOf(look.session, owner.word.by)} (owner)`] : []),
    ...(await eachOf(
      votes,
      async (vote) => `${(await voteNames(look.session, [vote])).join('')} (${roleWords(vote.role)})`,
    )),
  ]
}

/** The form: which answer, which days are possible, and who decides. */
export const askWaiverView = async (
  look: Look,
  id: string,
  wanted: string,
): Promise<ViewOf<'ask-waiver'>> => {
  const certification = await editable(look, id)
  const question = wanted === '' ? (nextToWaive(certification, look)?.question ?? '') : wanted
  const answer = waivable(certification, question, look)
  const tier = tierOf(certification)
  const { programme } = look
  const rule = programme.waivers.byTier[tier]
  const { last, first, held } = waiverDays(certification, answer, tier, look)
  const before = certification.waivers.findLast(
    (one) => one.question === question && one.option === answer.option && one.state !== 'closed',
  )
  const earlier = before && lastAsk(before)
  const { form, subject } = forms.waiver(id, question)
  const isOpen = earlier?.state === 'open'
  return {
    kind: 'ask-waiver',
    ...(await headed(look, certification)),
    questionId: question,
    question: questionName(programme, question),
    answer: answerLabel(programme, question, answer.option),
    tier,
    mostDays: rule.mostDays,
    held,
    left: grantsLeft(certification, answer, tier, programme),
    replaces: isOpen,
    deciders: [
      ...rule.approvers.map(holderWords),
      ...(rule.owner && certification.owner !== look.person.id
        ? [await nameOf(look.session, certification.owner)]
        : []),
    ],
    fields: ask(
      look,
      [
        ...waiverFields.map(({ required: _required, ...field }) => ({
          ...field,
          value: earlier ? earlier[field.id === 'reason' ? 'reason' : 'controls'].body : '',
        })),
        {
          id: 'until',
          label: 'Until which day?',
          help: `From ${first} to ${last}.`,
          kind: 'date',
          value: isOpen ? earlier.until : '',
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}

/** The form for a no. */
export const refuseWaiverView = async (
  look: Look,
  id: string,
  waiverId: string,
): Promise<ViewOf<'refuse-waiver'>> => {
  const certification = await certificationOf(look.session, id)
  const waiver = waiverOf(certification, waiverId)
  await permitWaiver(look, certification, waiver)
  const open = openAsk(waiver)
  if (!open) throw new Refusal('already-decided', 'This is decided already. Nothing left to do.')
  if (!ownersWord(certification, open, look.person) && !(await placeFor(look, open))) {
    const names = await entitledNames({ session: look.session, context: look }, open)
    throw new Refusal(
      'not-allowed',
      `Refusing this is for whoever decides on it${names.length === 0 ? '' : `: ${names.join(' or ')}`}.`,
    )
  }
  const { form, subject } = forms.refuseWaiver(id, open.id)
  return {
    kind: 'refuse-waiver',
    ...(await headed(look, certification)),
    waiver: waiver.id,
    ask: open.id,
    asker: await nameOf(look.session, open.by),
    question: questionName(look.programme, waiver.question),
    fields: ask(
      look,
      [
        {
          id: 'reason',
          label: 'Why not?',
          help: `${await nameOf(look.session, open.by)} reads this in your words.`,
          kind: 'words',
          most: 1000,
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}

/** What is waived now, as whoever decides on the certification reads it. */
export const waiverLines = (look: Look, certification: Certification): Promise<readonly WaiverLine[]> =>
  eachOf(waiversInForce(certification, look), async (waiver) => ({
    id: waiver.id,
    question: questionName(look.programme, waiver.question),
    answer: answerLabel(look.programme, waiver.question, waiver.option),
    until: waiver.until ?? '',
    reason: grantedAsk(waiver).reason.body,
    controls: grantedAsk(waiver).controls.body,
    by: await namesOf(look.session, waiver.grantedBy),
  }))

/** How an answer that blocks can be waived, for the button beside the block; null where nothing can be done. */
export const waiverWay = (look: Look, certification: Certification): ViewOf<'steps'>['waiver'] => {
  const answer = blocking(certification, look)[0]
  if (!answer || !can(look.person, { deed: 'waiver.ask', certification })) return null
  const open = certification.waivers.find(
    (one) => one.question === answer.question && one.state !== 'closed' && pendingAsk(one),
  )
  if (open) return { stage: 'asked', part: open.id }
  return mayAskWaiver(certification, answer.question, look) ? { stage: 'ask', part: answer.question } : null
}
