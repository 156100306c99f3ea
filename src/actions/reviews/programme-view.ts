import { addMonths } from '../../domain/calendar.ts'
import { can, isSelf } from '../../domain/person.ts'
import { controlsOf, nextProgrammeReview } from '../../domain/programme-review.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ProgrammeReviewKind } from '../../domain/reviewed.ts'
import type { ViewOf } from '../../domain/view.ts'
import type { Need } from '../conversation/need.ts'
import { forms } from '../forms.ts'
import { eachOf, nameOf } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { remarkFields } from './programme.ts'

const permit = ({ person }: Look): void => {
  if (!can(person, { deed: 'programme.review-see' }))
    throw new Refusal(
      'not-allowed',
      'Reviews of the programme are shown to stewards, the board, administrators and auditors. Type policy to read what holds.',
    )
}

/** The review of the policy or of the controls: the open one, or else the last. */
export const programmeReviewView = async (
  look: Look,
  of: ProgrammeReviewKind,
): Promise<ViewOf<'programme-review'>> => {
  permit(look)
  const { session, programme } = look
  const open = await session.reviews.openOf(of)
  const last = await session.reviews.lastOf(of)
  const shown = open ?? last
  const controls = controlsOf(of, programme)
  const titles = new Map(controls.map(({ id, title }) => [id, title]))
  const since = (await session.policies.since()) ?? look.now
  const from = last?.closed?.at ?? since
  const passed = of === 'governance' ? await session.figures.steps(from) : []
  const asked = new Set(passed.map(({ step }) => step))
  return {
    kind: 'programme-review',
    of,
    version: programme.version,
    stage: open ? 'open' : last ? 'done' : 'none',
    due: open?.due ?? null,
    last: last?.closed
      ? { at: last.closed.at, by: last.closed.by === null ? '' : await nameOf(session, last.closed.by) }
      : null,
    next: nextProgrammeReview(of, from, programme),
    controls: {
      count: controls.length,
      low: controls.filter(({ tiers }) => tiers.includes('low')).length,
      moderate: controls.filter(({ tiers }) => tiers.includes('moderate')).length,
      high: controls.filter(({ tiers }) => tiers.includes('high')).length,
    },
    counted: from < addMonths(look.now, -24) ? null : from,
    often: passed
      .filter(({ step }) => titles.has(step))
      .map(({ step, count }) => ({ title: titles.get(step) ?? step, count })),
    never: controls.filter(({ id }) => !asked.has(id)).map(({ title }) => title),
    notes: await eachOf(shown?.notes ?? [], async (note) => ({
      control: note.control,
      title: titles.get(note.control) ?? note.control,
      verdict: note.verdict,
      words: note.words.body,
      by: isSelf(look.person, note.by) ? 'you' : await nameOf(session, note.by),
    })),
    may: open !== undefined && can(look.person, { deed: 'programme.review' }),
  }
}

/** Of one part, what is to become of it. */
export const remarkView = async (look: Look, of: ProgrammeReviewKind): Promise<ViewOf<'remark'>> => {
  permit(look)
  if (!(await look.session.reviews.openOf(of)))
    throw new Refusal('already-decided', 'This review is done already. Nothing left to do.')
  const { form, subject } = forms.remark(of)
  return {
    kind: 'remark',
    of,
    fields: ask(
      look,
      remarkFields(of, look.programme).map(({ required: _required, ...field }) => field),
      await typed(look, form, subject),
    ),
    sentence: look.fault.sentence,
  }
}

/** Reviews of the programme that wait for its stewards. */
export const programmeReviewNeeds = async (look: Look): Promise<readonly Need[]> => {
  if (!can(look.person, { deed: 'programme.review' })) return []
  const open = await look.session.reviews.openAmong(['policy', 'governance'])
  return open.flatMap(({ kind, due }) =>
    kind === 'policy' || kind === 'governance'
      ? [
          {
            reference: kind === 'policy' ? 'The policy' : 'The controls',
            name: look.programme.title,
            what: kind === 'policy' ? 'is due for its review' : 'are due for their review',
            due,
            way: { title: 'Have a look', what: 'programme-review', id: kind, part: '' },
          },
        ]
      : [],
  )
}
