import { z } from 'zod'
import type { Context } from '../../domain/context.ts'
import { readFields } from '../../domain/form.ts'
import {
  controlsOf,
  finishProgrammeReview,
  nextProgrammeReview,
  nextRung,
  permitReview,
  programmeReviewWords,
  programmeWish,
  remark,
  remindProgrammeReview,
  unremark,
} from '../../domain/programme-review.ts'
import type { Field, Programme } from '../../domain/programme.ts'
import type { ProgrammeReviewKind } from '../../domain/reviewed.ts'
import { programmeReviewKinds } from '../../domain/reviewed.ts'
import type { Session } from '../../ports/store.ts'
import { action, noInputs } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { keep } from '../load.ts'
import { askReview } from './follow.ts'

const carries = z.strictObject({ of: z.enum(programmeReviewKinds) })

/** Once a night: opens what is due, and reminds the stewards of what is open. */
export const watchProgramme = async (session: Session, context: Context): Promise<void> => {
  for (const kind of programmeReviewKinds) {
    const open = await session.reviews.openOf(kind)
    if (open) {
      const reminded = remindProgrammeReview(open, context)
      if (reminded.events.length > 0) await keep(session.reviews, reminded, { context })
      continue
    }
    const last = await session.reviews.lastOf(kind)
    const since = (await session.policies.since()) ?? context.now
    const wish = programmeWish(kind, { last: last?.closed?.at, since }, context)
    if (wish) await askReview(session, wish, context)
  }
}

/** The next instant from which a night's look at the policy and its controls has something to open or to remind of. */
export const nextProgrammeWatch = async (
  session: Session,
  { now, programme }: Pick<Context, 'now' | 'programme'>,
): Promise<string | undefined> => {
  const moments: string[] = []
  for (const kind of programmeReviewKinds) {
    const open = await session.reviews.openOf(kind)
    const last = open ? undefined : await session.reviews.lastOf(kind)
    const since = last?.closed?.at ?? (await session.policies.since())
    const at = open ? nextRung(open, now) : since && nextProgrammeReview(kind, since, programme)
    if (at !== undefined) moments.push(at)
  }
  const [next] = moments.sort()
  // It is looked at by night: what fell due meanwhile is found in the night to come.
  const [night] = await session.timers
    .of('sweep', 'programme')
    .then((all) => all.filter((one) => !one.isFired).map((one) => one.due))
  return next === undefined || night === undefined ? undefined : next > night ? next : night
}

/** The inputs that say of one part what is to become of it. */
export const remarkFields = (kind: ProgrammeReviewKind, programme: Programme): readonly Field[] => {
  const choice = (id: string, label: string, options: Field['options']): Field => ({
    id,
    label,
    help: '',
    kind: 'choice',
    required: true,
    most: 60,
    options,
  })
  return [
    choice(
      'control',
      kind === 'policy' ? 'Which part?' : 'Which control?',
      controlsOf(kind, programme).map(({ id, title }) => ({ id, label: title })),
    ),
    ...(kind === 'policy'
      ? []
      : [
          choice('verdict', 'What is to become of it?', [
            { id: 'change', label: 'Change it' },
            { id: 'drop', label: 'Drop it' },
          ]),
        ]),
    {
      id: 'words',
      label: 'Why, and how?',
      help: 'Whoever edits the policy reads your words.',
      kind: 'words',
      required: true,
      most: 1000,
      options: [],
    },
  ]
}

/** Says that a part of the policy has to change, or that a control has to change or to go. */
export const remarkOn = action('programme-review.remark', {
  carries,
  asks: z.record(z.string(), z.string()),
  form: ({ of }) => ({ ...forms.remark(of), again: { show: 'remark', of } }),
  run: async (scope, { of }, values) => {
    const { session, context, person } = scope
    // Whether it is theirs to say is asked before what they typed.
    permitReview(person)
    const read = readFields(remarkFields(of, context.programme), values)
    const said = {
      control: read['control'] ?? '',
      verdict: read['verdict'] === 'drop' ? ('drop' as const) : ('change' as const),
      words: read['words'] ?? '',
    }
    await keep(session.reviews, remark(await session.reviews.openOf(of), said, person, context), scope)
    await dropDraft(scope, forms.remark(of))
    return { ref: { show: 'programme-review', of } }
  },
})

/** Takes back what was said about a part. */
export const takeBackRemark = action('programme-review.take-back', {
  carries: carries.extend({ control: z.string() }),
  asks: noInputs,
  run: async (scope, { of, control }) => {
    const { session, person } = scope
    await keep(session.reviews, unremark(await session.reviews.openOf(of), control, person), scope)
    return { ref: { show: 'programme-review', of } }
  },
})

/** That is all: everything else stays as it is. */
export const finishProgramme = action('programme-review.finish', {
  carries,
  asks: noInputs,
  run: async (scope, { of }) => {
    const { session, context, person } = scope
    await keep(
      session.reviews,
      finishProgrammeReview(await session.reviews.openOf(of), person, context),
      scope,
    )
    return { ref: { show: 'programme-review', of } }
  },
})

/** Which review of the programme somebody means: `review policy`, `review controls`. */
export const programmeReviewNamed = (words: string): ProgrammeReviewKind | undefined => {
  const said = words.trim().toLowerCase().replace(/^the /, '')
  return programmeReviewKinds.find(
    (kind) => said === kind || said === programmeReviewWords[kind].replace(/^the /, ''),
  )
}
