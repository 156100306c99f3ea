import { z } from 'zod'
import { declareChange, platformChange, takesChange, unbound } from '../../domain/change.ts'
import type { Certification } from '../../domain/certification.ts'
import { invalid, readFields } from '../../domain/form.ts'
import type { Field, Programme } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import { againstSettled } from '../../domain/settling.ts'
import type { Scope } from '../action.ts'
import { action, anyInputs, noInputs } from '../action.ts'
import { dropDraft, forms, keepDraft } from '../forms.ts'
import { assetOf, editable, keep, referenceIn } from '../load.ts'
import { notOpenAnyMore } from '../not-open.ts'
import { assessed } from '../risk/assessed.ts'
import { stopCarries } from '../standing/stop-form.ts'

const noChange = 'so nothing about it can be changed here'

/** The one question that is asked of an answer that changed; undefined for an id that the policy does not know. */
export const changeField = (programme: Programme, id: string): Field | undefined => {
  const field = (label: string, help: string, options: Field['options']): Field => ({
    id,
    label,
    help,
    kind: 'choice',
    required: true,
    most: 60,
    options: options.map((option) => ({ id: option.id, label: option.label })),
  })
  if (id === platformChange) return field('What does it run on now?', '', programme.platforms)
  const question = programme.questions.find((one) => one.id === id)
  return question && field(`${question.number}. ${question.ask}`, question.help, question.options)
}

/** What was chosen so far and differs from what was certified. */
export const chosenSoFar = async (
  { session, person }: Pick<Scope, 'session' | 'person'>,
  programme: Programme,
  certification: Certification,
  platform: string,
): Promise<Readonly<Record<string, string>>> => {
  const { form, subject } = forms.change(certification.id)
  const draft = await session.drafts.get(person.id, form, subject)
  return Object.fromEntries(
    Object.entries(draft?.values ?? {}).filter(
      ([id, option]) =>
        changeField(programme, id)?.options.some((one) => one.id === option) &&
        option !== (id === platformChange ? platform : certification.answers[id]),
    ),
  )
}

/** Shows what was answered, to say what has changed. */
export const change = action('change.show', {
  carries: stopCarries,
  asks: noInputs,
  words: ['change'],
  help: 'say that something certified has changed: change CRT-12',
  typed: async (rest, scope) => {
    const read = referenceIn(rest, 'change')
    const certification = await editable(scope, read.reference)
    return takesChange(certification)
      ? { carries: { certification: certification.id }, asks: {} }
      : notOpenAnyMore(certification, noChange)
  },
  run: async (scope, { certification: id }) => {
    const certification = await editable(scope, id)
    return {
      ref: takesChange(certification)
        ? { show: 'change', certification: id }
        : notOpenAnyMore(certification, noChange),
    }
  },
})

/** Takes one answer that is another now; nothing counts before all are said. */
export const changeAnswer = action('change.answer', {
  carries: z.strictObject({ certification: z.string(), question: z.string() }),
  asks: anyInputs,
  form: ({ certification, question }) => ({
    ...forms.change(certification),
    again: { show: 'change-answer', certification, question },
  }),
  run: async (scope, { certification: id, question }, values) => {
    const { programme } = scope.context
    const certification = await editable(scope, id)
    const field = changeField(programme, question)
    if (!field)
      throw new Refusal(
        'unknown-thing',
        'The policy does not ask this any more. Go back to see what it asks.',
      )
    const read = readFields([field], values)
    const wrong = againstSettled(
      unbound(certification),
      { ...certification.answers, ...read },
      programme.questions,
    )
    if (wrong[question]) throw invalid({ [question]: wrong[question] })
    await keepDraft(scope, forms.change(id), read)
    return { ref: { show: 'change', certification: id } }
  },
})

/** That is all that has changed: it is recertified, and only what the change touches is asked again. */
export const changeDone = action('change.done', {
  carries: stopCarries,
  asks: noInputs,
  run: async (scope, { certification: id }) => {
    const { session, context, person } = scope
    const certification = await editable(scope, id)
    const asset = await assetOf(session, certification.asset)
    const { [platformChange]: platform, ...answers } = await chosenSoFar(
      scope,
      context.programme,
      certification,
      asset.platform,
    )
    if (platform !== undefined && takesChange(certification))
      await session.assets.save(
        { ...asset, platform, rev: asset.rev + 1 },
        [{ type: 'asset-changed', subject: asset.id, asset: asset.id }],
        context,
      )
    const all = { ...certification.answers, ...answers }
    const { assessment, anew } = await assessed(scope, certification, all)
    const moved = declareChange(
      certification,
      { answers: all, platform: platform === undefined ? null : { from: asset.platform, to: platform } },
      assessment,
      anew,
      person,
      context,
    )
    await keep(session.certifications, moved, scope)
    await dropDraft(scope, forms.change(id))
    return { ref: { show: 'steps', certification: id } }
  },
})
