import type { Certification, ConditionOfApproval } from '../../domain/certification.ts'
import { makers } from '../../domain/certification.ts'
import { allowGoLive, hypercareOf, hypercarePhase, lastGoLiveDay } from '../../domain/go-live.ts'
import { can, isAmong } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { certificationOf, permit } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, peopleOptions, typed } from '../look.ts'
import { conditionsOf } from '../submission/views.ts'

export const conditionsView = async (look: Look, id: string): Promise<ViewOf<'conditions'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  return {
    kind: 'conditions',
    ...(await headed(look, certification)),
    conditions: conditionsOf(certification).map((one) => ({
      ...one,
      next: nextOf(look, certification, one),
    })),
  }
}

/** What the reader can do about a condition: before it goes live, hypercare asks for the day. */
const nextOf = (
  look: Look,
  certification: Certification,
  { id, state }: Pick<ConditionOfApproval, 'id' | 'state'>,
): 'say-how' | 'go-live' | 'look' => {
  const mine = isAmong(look.person, makers(certification))
  // A suspension is lifted once it is said how a condition that was missed was met.
  if (mine && certification.state === 'suspended' && (state === 'missed' || state === 'open'))
    return 'say-how'
  if (!mine || certification.state !== 'conditionally_certified' || state !== 'open') return 'look'
  return id === hypercareOf(certification)?.id && hypercarePhase(certification, look) !== 'begun'
    ? 'go-live'
    : 'say-how'
}

/** Asks for the go-live day, and for who looks after it from then on. */
export const goLiveView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.edit', certification)
  allowGoLive(certification, look)
  const { form, subject } = forms.goLive(id)
  const last = lastGoLiveDay(certification, look.programme)
  const { goLive } = certification
  return {
    kind: 'go-live',
    ...(await headed(look, certification)),
    last,
    hypercareDays: look.programme.goLive.hypercareDays,
    fields: ask(
      look,
      [
        {
          id: 'day',
          label: 'Which day does it go live?',
          help: `Today or later, at the latest ${last}.`,
          kind: 'date',
          value: goLive?.day ?? '',
        },
        {
          id: 'responsible',
          label: 'Who looks after it in the days that follow?',
          kind: 'person',
          value: goLive?.responsible ?? certification.owner,
          options: await peopleOptions(look, certification.decision?.by ?? []),
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}

const find = async (look: Look, id: string, condition: string) => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const found = certification.conditions.find((one) => one.id === condition)
  if (!found)
    throw new Refusal(
      'unknown-thing',
      `${id} has no such condition. Open the certificate to see what is asked of it.`,
    )
  return { certification, found }
}

export const conditionView = async (
  look: Look,
  id: string,
  condition: string,
): Promise<ViewOf<'condition'>> => {
  const { certification, found } = await find(look, id, condition)
  const { form, subject } = forms.condition(id, condition)
  return {
    kind: 'condition',
    ...(await headed(look, certification)),
    condition,
    words: found.words.body,
    due: found.due,
    fields: ask(
      look,
      [
        {
          id: 'words',
          label: 'How was it met?',
          help: 'A sentence and, where there is one, a link. A steward reads it.',
          kind: 'words',
          most: 1000,
          value: found.evidence?.body ?? '',
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}

export const acceptConditionView = async (
  look: Look,
  id: string,
  condition: string,
): Promise<ViewOf<'accept-condition'>> => {
  const { certification, found } = await find(look, id, condition)
  return {
    kind: 'accept-condition',
    ...(await headed(look, certification)),
    condition,
    words: found.words.body,
    evidence: found.evidence?.body ?? '',
    due: found.due,
    conditionState: found.state,
    may:
      found.state === 'evidenced' &&
      certification.state === 'conditionally_certified' &&
      can(look.person, { deed: 'condition.accept', certification }),
  }
}
