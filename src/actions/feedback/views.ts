import type { ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { editable } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { mostComment } from './rate-words.ts'

export const rateView = async (look: Look, id: string): Promise<ViewOf<'rate'>> => {
  const certification = await editable(look, id)
  const given = await look.session.feedback.of(id, look.person.id)
  return { kind: 'rate', ...(await headed(look, certification)), rating: given?.rating ?? null }
}

export const rateWordsView = async (
  look: Look,
  id: string,
): Promise<ViewOf<'rate-words'> | ViewOf<'rate'>> => {
  const certification = await editable(look, id)
  const given = await look.session.feedback.of(id, look.person.id)
  if (given === undefined || given.rating === null) return rateView(look, id)
  const { form, subject } = forms.rating(id)
  return {
    kind: 'rate-words',
    ...(await headed(look, certification)),
    rating: given.rating,
    fields: ask(
      look,
      [
        {
          id: 'words',
          label: 'What helped, or what got in the way?',
          kind: 'words',
          most: mostComment,
          optional: true,
          value: given.words?.body ?? '',
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
    given: given.words !== null,
  }
}
