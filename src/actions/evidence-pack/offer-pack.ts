import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import { isDecided, linkMinutes, notDecided, notStanding } from '../../domain/evidence-pack.ts'
import { can } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { tierOf } from '../../domain/registration.ts'
import { untoldAsks } from '../../domain/waiver-decision.ts'
import type { Session } from '../../ports/store.ts'
import { action, noInputs } from '../action.ts'
import { certificationOf, readReference } from '../load.ts'
import type { Look } from '../look.ts'
import { certificationBehind } from '../trail/trail.ts'
import { permitTrail } from '../trail/view.ts'
import { later } from '../../domain/calendar.ts'

/** A one-time link to everything that a decision rests on: `evidence CRT-12`. What is handed out is made when the link is used. */
export const offerPack = action('evidence.offer', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  words: ['evidence', 'evidence pack'],
  help: 'everything that a decision rests on, as one signed file: evidence CRT-12',
  typed: async (rest, { session }) => {
    const read = readReference(rest)
    if (!read)
      throw new Refusal(
        'unknown-thing',
        'Of which one? Type evidence and its reference, for example evidence CRT-12.',
      )
    return { carries: { certification: (await certificationBehind(session, read.reference)).id }, asks: {} }
  },
  run: async (scope, { certification: id }) => {
    const { session, context, person } = scope
    const certification = await certificationOf(session, id)
    await permitTrail(scope, certification)
    if (untoldAsks(certification, person).length > 0) throw notStanding(certification)
    if (!(await isProvable(session, certification, context))) throw notDecided(certification)
    const token = context.newId()
    const until = later(context.now, linkMinutes * 60_000)
    await session.downloads.offer(
      {
        code: context.hash(token),
        certification: id,
        person: person.id,
        platform: context.platform,
        until,
      },
      context.now,
    )
    return { ref: { show: 'evidence-pack', certification: id, token, until }, as: 'new' }
  },
})

/** Whether there is a decision to prove; one of an earlier round counts while a later one is still open. */
export const isProvable = async (
  session: Session,
  certification: Certification,
  at: Pick<Look, 'now' | 'programme'>,
): Promise<boolean> =>
  isDecided(certification, at) || (await session.records.latest(certification.id)) !== undefined

/** Whether cards offer it by themselves: at high risk, to whoever may read the trail. Others type the word. */
export const offersPack = async (look: Look, certification: Certification): Promise<boolean> =>
  certification.assessment !== null &&
  tierOf(certification) === 'high' &&
  can(look.person, { deed: 'trail.see', certification }) &&
  (await isProvable(look.session, certification, look))
