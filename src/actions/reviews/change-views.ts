import type { Certification } from '../../domain/certification.ts'
import { isLive } from '../../domain/certification.ts'
import { platformChange, takesChange, unbound } from '../../domain/change.ts'
import { addDays } from '../../domain/calendar.ts'
import { Refusal } from '../../domain/refusal.ts'
import { tiers } from '../../domain/programme.ts'
import { tierOf } from '../../domain/registration.ts'
import { againstSettled } from '../../domain/settling.ts'
import { stateWords } from '../../domain/transition.ts'
import type { ViewOf } from '../../domain/view.ts'
import { headed } from '../headed.ts'
import { answerLabel, assetOf, editable } from '../load.ts'
import type { Look } from '../look.ts'
import { ask } from '../look.ts'
import { assessed } from '../risk/assessed.ts'
import { changeField, chosenSoFar } from './change.ts'

const open = async (look: Look, id: string): Promise<Certification> => {
  const certification = await editable(look, id)
  if (!takesChange(certification))
    throw new Refusal(
      'wrong-state',
      `${id} is ${stateWords[certification.state]} now, so nothing about it can be changed here. Have a look at how it is now.`,
    )
  return certification
}

/** Everything that was answered, each with the way to say that it is another now. */
export const changeView = async (look: Look, id: string): Promise<ViewOf<'change'>> => {
  const certification = await open(look, id)
  const { programme } = look
  const asset = await assetOf(look.session, certification.asset)
  const chosen = await chosenSoFar(look, programme, certification, asset.platform)
  const before = tierOf(certification)
  const { [platformChange]: _platform, ...answers } = chosen
  const { assessment } = await assessed(
    { session: look.session, context: { programme: look.programme } },
    certification,
    {
      ...certification.answers,
      ...answers,
    },
  )
  const isRise = tiers.indexOf(assessment.tier) > tiers.indexOf(before)
  const until = addDays(look.now, programme.reviews.changeDays)
  const isSettled = (question: string): boolean =>
    unbound(certification).settlements.some((one) => one.question === question && one.to !== null)
  const line = (question: string, name: string, from: string) => ({
    id: question,
    name,
    from: answerLabel(programme, question, from),
    to: chosen[question] === undefined ? '' : answerLabel(programme, question, chosen[question]),
    may: !isSettled(question),
  })
  return {
    kind: 'change',
    ...(await headed(look, certification)),
    tier: before,
    after: Object.keys(chosen).length === 0 ? null : assessment.tier,
    countsUntil: isLive(certification, look.now)
      ? isRise && (certification.inForceUntil ?? '') > until
        ? until
        : certification.inForceUntil
      : null,
    lines: [
      ...programme.questions.map((one) => line(one.id, one.name, certification.answers[one.id] ?? '')),
      line(platformChange, 'platform', asset.platform),
    ],
  }
}

/** One answer that is another now. */
export const changeAnswerView = async (
  look: Look,
  id: string,
  question: string,
): Promise<ViewOf<'change-answer'>> => {
  const certification = await open(look, id)
  const field = changeField(look.programme, question)
  if (!field)
    throw new Refusal('unknown-thing', 'The policy does not ask this any more. Go back to see what it asks.')
  const asset = await assetOf(look.session, certification.asset)
  const now = question === platformChange ? asset.platform : (certification.answers[question] ?? '')
  const chosen = await chosenSoFar(look, look.programme, certification, asset.platform)
  const { required: _required, ...blank } = field
  const settled = againstSettled(unbound(certification), { ...certification.answers, [question]: '' }, [
    ...look.programme.questions,
  ])[question]
  return {
    kind: 'change-answer',
    ...(await headed(look, certification)),
    questionId: question,
    before: answerLabel(look.programme, question, now),
    sentence: look.fault.sentence === '' ? (settled ?? '') : look.fault.sentence,
    fields: ask(look, [blank], { [question]: chosen[question] ?? now }),
  }
}
