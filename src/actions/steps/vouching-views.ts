import type { Certification } from '../../domain/certification.ts'
import { isPreparing } from '../../domain/certification.ts'
import { can, hasLeft, isSelf } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { stepOf } from '../../domain/preparation.ts'
import type { StepRule } from '../../domain/programme.ts'
import type { Step } from '../../domain/step.ts'
import { waitsForWord } from '../../domain/step.ts'
import type { ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { certificationOf, eachOf, labelOf, nameOf, permit, standing } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { roleWords } from '../../domain/role-words.ts'

/** A step's answers in words, one line a field. */
export const answerLines = async (look: Look, step: Step, rule: StepRule | undefined) =>
  eachOf(
    inOrder(step, rule).filter(([, words]) => words.body !== ''),
    async ([id, words]) => {
      const field = rule?.fields.find((one) => one.id === id)
      const said =
        field?.kind === 'person'
          ? await nameOf(look.session, words.body)
          : field?.kind === 'choice'
            ? labelOf(field.options, words.body)
            : words.body
      return { title: field?.label ?? id, words: said, link: false }
    },
  )

/** Answers in the order in which the form asks; what it does not ask any more comes last. */
const inOrder = (step: Step, rule: StepRule | undefined) => {
  const place = (id: string): number => {
    const found = rule?.fields.findIndex((field) => field.id === id) ?? -1
    return found === -1 ? Object.keys(step.answers).length + (rule?.fields.length ?? 0) : found
  }
  return Object.entries(step.answers).sort(([a], [b]) => place(a) - place(b))
}

/** What a step is about, and what it asks where evidence stands for a form. */
export const helpOf = ({ help, fields }: Pick<StepRule, 'help' | 'fields'>): string =>
  [help, ...fields.map(({ label }) => label)].join(' ')

/** Why somebody is asked: they were named, or hold the role. */
const whyVouching = async (look: Look, certification: Certification, step: Step): Promise<string> =>
  step.asked === null && step.by !== 'owner'
    ? `you hold the ${roleWords(step.by)} role`
    : `${await nameOf(look.session, certification.developer)} asked for it`

/** The side of whoever vouches for a step. */
export const confirmView = async (look: Look, id: string, stepId: string): Promise<ViewOf<'confirm'>> => {
  const certification = await certificationOf(look.session, id)
  const step = stepOf(certification, stepId)
  // Somebody who handed it back may still see that they did; nothing of the content is theirs to read then.
  const sees = can(look.person, { deed: 'certification.see', certification })
  const rule = look.programme.steps.find((one) => one.id === stepId)
  const head = await headed(look, certification)
  const asset = await look.session.assets.find(certification.asset)
  const lines = sees
    ? [
        ...(await answerLines(look, step, rule)),
        ...step.evidence.map((one) => ({
          title: one.kind === 'link' ? 'Link' : 'Note',
          words: one.words.body,
          link: one.kind === 'link',
        })),
      ]
    : []
  const open = isPreparing(certification)
  return {
    kind: 'confirm',
    ...head,
    step: stepId,
    title: step.title,
    help: rule ? (Object.keys(step.answers).length === 0 ? helpOf(rule) : rule.help) : '',
    purpose: asset?.purpose.body ?? '',
    developer: await nameOf(look.session, certification.developer),
    lines,
    stepState: step.state,
    by:
      step.passedBy === null && step.refusal === null
        ? ''
        : await nameOf(look.session, step.passedBy ?? step.refusal?.by ?? ''),
    may: open && waitsForWord(step) && can(look.person, { deed: 'step.confirm', certification, step }),
    named: isSelf(look.person, step.asked) && step.by !== 'owner',
    whyYou: await whyVouching(look, certification, step),
  }
}

export const notRightView = async (look: Look, id: string, stepId: string): Promise<ViewOf<'not-right'>> => {
  const certification = await certificationOf(look.session, id)
  const step = stepOf(certification, stepId)
  if (!can(look.person, { deed: 'step.confirm', certification, step }))
    throw new Refusal('not-allowed', `Confirming "${step.title}" is for the person who was asked.`)
  const { form, subject } = forms.notRight(id, stepId)
  return {
    kind: 'not-right',
    ...(await headed(look, certification)),
    step: stepId,
    title: step.title,
    developer: await nameOf(look.session, certification.developer),
    fields: ask(
      look,
      [
        {
          id: 'reason',
          label: 'What is not right?',
          help: 'The developer reads it in your words.',
          kind: 'words',
          most: 1000,
        },
      ],
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}

/** Tells the developer what somebody said about a step, with the way to it. */
export const stepWordView = async (
  look: Look,
  { certification: id, step: stepId, person }: { certification: string; step: string; person: string },
): Promise<ViewOf<'line'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const step = stepOf(certification, stepId)
  const { name } = await headed(look, certification)
  const who = await nameOf(look.session, person)
  const way = (title: string) => ({ title, what: 'step', id, part: stepId })
  const line = (sentence: string, title: string): ViewOf<'line'> => ({
    kind: 'line',
    title: `${id} ${name}: ${step.title}`,
    sentence,
    tone: 'warning',
    ways: [way(title)],
  })
  if (step.state === 'refused')
    return line(`${who} says it is not right: ${step.refusal?.reason.body ?? ''}`, 'Open the step')
  const named = await standing(look.session, person)
  if (step.state === 'open' && named && hasLeft(named))
    return line(`${who} cannot be reached any more. Please name somebody else.`, 'Name somebody else')
  if (step.state === 'open') return line(`${who} says that somebody else should confirm it.`, 'Open the step')
  return { ...line('It has been asked again since then.', 'Show the step'), tone: 'default' }
}
