import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import { lastAsk } from '../../domain/waiver.ts'
import type { Waiver } from '../../domain/waiver.ts'
import { waiverOf } from '../../domain/waiver-decision.ts'
import { decidedAt, keptFrom, mayUndoWaiver, undoWaiver as takeBack } from '../../domain/waiver-undo.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { takenBack } from '../approval/taken-back.ts'
import { certificationOf, countHolders, nameOf, referenceIn } from '../load.ts'
import { saveSaid, showLatest, waiverCarries } from './decide-waiver.ts'
import { permitWaiver } from './may-see.ts'

/** Takes one's own decision on a waiver back, while nobody was told of it: it waits for a decision again. */
export const undoWaiver = action('waiver.undo', {
  carries: waiverCarries.extend({ decided: z.string() }),
  asks: noInputs,
  words: ['waiver undo', 'undo waiver'],
  help: 'take back what you have just decided on a waiver: waiver undo CRT-12',
  roles: ['steward', 'board'],
  typed: async (rest, scope) => {
    const read = referenceIn(rest, 'waiver undo')
    const certification = await certificationOf(scope.session, read.reference)
    const waiver = justDecided(scope, certification) ?? latest(certification)
    if (!waiver) return showLatest(scope, certification)
    const { id } = lastAsk(waiver)
    const decided = decidedAt(certification, waiver) ?? ''
    return {
      carries: { certification: certification.id, waiver: waiver.id, ask: id, decided },
      asks: {},
    }
  },
  run: async (scope, carries) => {
    const { session, context, person } = scope
    const certification = await certificationOf(session, carries.certification)
    const waiver = waiverOf(certification, carries.waiver)
    const look = { session, person, now: context.now }
    await permitWaiver(look, certification, waiver)
    const ask = lastAsk(waiver)
    const names = new Map<string, string>()
    const involved = [ask.by, ask.decision?.by, ask.refusal?.by, ...waiver.grantedBy]
    for (const id of involved) if (id !== undefined) names.set(id, await nameOf(session, id))
    const holders = await countHolders(session, keptFrom(ask), { tier: ask.tier, unit: ask.unit })
    const nameOfOne = (id: string): string => names.get(id) ?? 'Somebody'
    const undone = takeBack(certification, carries, person, { nameOf: nameOfOne, holders }, context)
    await saveSaid(scope, undone)
    const ref = { show: 'waiver', certification: certification.id, waiver: waiver.id } as const
    const permit = () => permitWaiver(look, undone.next, waiverOf(undone.next, waiver.id))
    return { ref: await takenBack(ref, permit) }
  },
})

/** The waiver of it that the person has just decided on, and can still take that back. */
export const justDecided = (
  { person, context }: Pick<Scope, 'person' | 'context'>,
  certification: Certification,
): Waiver | undefined =>
  certification.waivers.findLast((one) => mayUndoWaiver(certification, one, person, context))

/** The waiver of it that somebody decided on last; else the one that was asked for last. */
const latest = ({ waivers }: Certification): Waiver | undefined => {
  const at = (waiver: Waiver): string => lastAsk(waiver).decision?.at ?? ''
  return waivers.toSorted((a, b) => at(a).localeCompare(at(b))).at(-1)
}
