import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import type { Names } from '../../domain/entitlement.ts'
import { lastAsk, openAsk } from '../../domain/waiver.ts'
import type { Said, Seen } from '../../domain/waiver-decision.ts'
import { waiverOf } from '../../domain/waiver-decision.ts'
import type { Ref } from '../../domain/ref.ts'
import type { Scope, Shown } from '../action.ts'
import { namesFor } from '../approval/decide.ts'
import { certificationOf, keep, referenceIn } from '../load.ts'
import { permitWaiver } from './may-see.ts'

export const waiverCarries = z.strictObject({
  certification: z.string(),
  waiver: z.string(),
  ask: z.string(),
})
export type WaiverCarries = z.infer<typeof waiverCarries>

/** Takes somebody's word on a waiver and saves what it comes to. */
export const decideWaiver = async (
  scope: Scope,
  carries: WaiverCarries,
  say: (certification: Certification, seen: Seen, names: Names) => Said,
): Promise<Shown> => {
  const certification = await certificationOf(scope.session, carries.certification)
  const waiver = waiverOf(certification, carries.waiver)
  const ask = lastAsk(waiver)
  // What became of one that is closed is for those to hear who may see it.
  if (ask.state !== 'open') await permitWaiver({ ...scope, now: scope.context.now }, certification, waiver)
  const names = await namesFor(scope, ask, [ask.by, ...(ask.refusal ? [ask.refusal.by] : [])])
  await saveSaid(scope, say(certification, carries, names))
  return { ref: { show: 'waiver', certification: certification.id, waiver: carries.waiver } }
}

/** Saves what a word on a waiver came to, in the journal in whose place it was said. */
export const saveSaid = async ({ session, context }: Scope, said: Said): Promise<void> => {
  const { onBehalfOf } = said
  const stamp = onBehalfOf === undefined ? context : { ...context, onBehalfOf }
  await keep(session.certifications, said, { context: stamp })
}

/** Reads `CRT-12 and a reason`: the waiver of it that waits for a word. A `Ref` where none does. */
export const readWaiver = async (
  rest: string,
  scope: Scope,
  word: string,
): Promise<{ readonly carries: WaiverCarries; readonly reason: string } | Ref> => {
  const read = referenceIn(rest, word)
  const certification = await certificationOf(scope.session, read.reference)
  const { id, waivers } = certification
  const open = waivers.find((one) => openAsk(one))
  if (open)
    return { carries: { certification: id, waiver: open.id, ask: lastAsk(open).id }, reason: read.rest }
  return showLatest(scope, certification)
}

/** The waiver that was asked for last, or that there is none. */
export const showLatest = async (scope: Scope, certification: Certification): Promise<Ref> => {
  const { id, waivers } = certification
  await permitWaiver({ ...scope, now: scope.context.now }, certification, undefined)
  const latest = waivers.at(-1)
  return latest
    ? { show: 'waiver', certification: id, waiver: latest.id }
    : {
        show: 'line',
        title: 'No waiver',
        sentence: `Nobody has asked for a waiver for ${id}.`,
        tone: 'default',
        ways: [{ title: 'Show it', what: 'certification', id, part: '' }],
      }
}
