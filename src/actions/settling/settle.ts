import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import { makers } from '../../domain/certification.ts'
import { readFields } from '../../domain/form.ts'
import { can, reachOf } from '../../domain/person.ts'
import type { Field, Programme } from '../../domain/programme.ts'
import { unknown } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import { settleAnswer } from '../../domain/settlement.ts'
import { openSettlements } from '../../domain/settling.ts'
import type { Scope } from '../action.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { certificationOf, holdersOf, keep, readReference } from '../load.ts'
import { assessed } from '../risk/assessed.ts'
import { closeRequest } from '../tier/set-tier.ts'

/** What a steward is asked: the true answer, and how they know. */
export const settleFields = (programme: Programme, question: string): readonly Field[] => [
  {
    id: 'option',
    label: 'The true answer',
    help: '',
    kind: 'choice',
    required: true,
    most: 60,
    options: (programme.questions.find((one) => one.id === question)?.options ?? [])
      .filter(({ id }) => id !== unknown)
      .map(({ id, label }) => ({ id, label })),
  },
  {
    id: 'reason',
    label: 'How you know',
    help: 'The developer reads your words.',
    kind: 'words',
    required: true,
    most: 1000,
    options: [],
  },
]

/** A steward says what is true where the developer did not know; the tier follows. */
export const settle = action('answer.settle', {
  carries: z.strictObject({ certification: z.string(), question: z.string() }),
  asks: z.object({ option: z.string().default(''), reason: z.string().default('') }),
  words: ['settle'],
  help: 'say what is true where a developer did not know: settle CRT-12',
  roles: ['steward'],
  form: ({ certification, question }) => ({
    ...forms.settle(certification, question),
    again: { show: 'settle', certification, question },
  }),
  typed: async (rest, scope) => {
    const read = readReference(rest)
    if (!read)
      throw new Refusal(
        'unknown-thing',
        'Which one? Type settle and its reference, for example settle CRT-12.',
      )
    const certification = await forSettling(scope, read.reference)
    const [first] = openSettlements(certification)
    if (!first)
      throw new Refusal(
        'already-decided',
        `Every answer of ${certification.id} is known. Nothing left to do.`,
      )
    return { show: 'settle', certification: certification.id, question: first.question }
  },
  run: async (scope, { certification: id, question }, values) => {
    const certification = await forSettling(scope, id)
    const { option = '', reason = '' } = readFields(settleFields(scope.context.programme, question), values)
    const { assessment, anew } = await assessed(scope, certification, {
      ...certification.answers,
      [question]: option,
    })
    const wish = { question, option, reason }
    const moved = settleAnswer(certification, wish, scope.person, assessment, anew, scope.context)
    if (certification.state === 'in_review') await closeRequest(scope, certification)
    await keep(scope.session.certifications, moved, scope)
    await dropDraft(scope, forms.settle(id, question))
    return { ref: { show: 'settle', certification: id, question } }
  },
})

/** The certification, for a steward who did not make it. Asked before anything that was typed is looked at. */
const forSettling = async (scope: Pick<Scope, 'session' | 'person'>, id: string): Promise<Certification> => {
  const certification = await certificationOf(scope.session, id)
  if (can(scope.person, { deed: 'answer.settle', certification })) return certification
  const stewards = await holdersOf(
    scope.session,
    { role: 'steward', except: makers(certification) },
    reachOf(certification),
  )
  const names = stewards.map((person) => person.name.body).join(' or ')
  throw new Refusal(
    'not-allowed',
    `Settling an answer of ${id} needs the steward role, and somebody who neither built nor owns it.${names === '' ? '' : ` ${names} can.`}`,
  )
}
