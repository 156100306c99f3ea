import { makers } from '../../domain/certification.ts'
import { can, isAmong } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { certificationOf, permit } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { conditionsOf } from '../submission/views.ts'

export const conditionsView = async (look: Look, id: string): Promise<ViewOf<'conditions'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  return {
    kind: 'conditions',
    ...(await headed(look, certification)),
    conditions: conditionsOf(certification),
    mine: isAmong(look.person, makers(certification)) && certification.state === 'conditionally_certified',
  }
}

const find = async (look: Look, id: string, condition: string) => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const found = certification.conditions.find((one) => one.id === condition)
  if (!found) throw new Refusal('unknown-thing', `${id} has no such condition.`)
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
    may: found.state === 'evidenced' && can(look.person, { deed: 'condition.accept', certification }),
  }
}
