import { z } from 'zod'
import { readFields } from '../../domain/form.ts'
import type { Field, Programme } from '../../domain/programme.ts'
import { unknown } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import { settleAnswer } from '../../domain/settlement.ts'
import { openSettlements } from '../../domain/settling.ts'
import { action } from '../action.ts'
import { closeRequest } from '../approval/close-request.ts'
import { dropDraft, forms } from '../forms.ts'
import { keep, referenceIn } from '../load.ts'
import { assessed } from '../risk/assessed.ts'
import { forSteward } from '../stewards.ts'

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
    isReason: true,
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
    const read = referenceIn(rest, 'settle')
    const certification = await forSteward(scope, read.reference, 'answer.settle')
    const [first] = openSettlements(certification)
    if (!first)
      throw new Refusal(
        'already-decided',
        `Every answer of ${certification.id} is known. Nothing left to do.`,
      )
    return { show: 'settle', certification: certification.id, question: first.question }
  },
  run: async (scope, { certification: id, question }, values) => {
    const certification = await forSteward(scope, id, 'answer.settle')
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
