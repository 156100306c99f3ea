import { barred, tookPart } from '../../domain/approval.ts'
import { beforeDecision, mayUndo, undo as takeBack } from '../../domain/undo.ts'
import type { Ref } from '../../domain/ref.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { approvalOf, certificationOf, countHolders, referenceIn } from '../load.ts'
import { justDecided } from '../waiver/undo-waiver.ts'
import { approvalCarries, namesFor, readDecision, saveDecided } from './decide.ts'
import { permitRequest } from './deciders.ts'
import { takenBack } from './taken-back.ts'

/** Takes one's own decision back, while nobody was told of it: the request is open again. */
export const undo = action('approval.undo', {
  carries: approvalCarries,
  asks: noInputs,
  words: ['undo'],
  help: 'take back what you have just decided: undo CRT-12',
  roles: ['steward', 'security', 'data_protection', 'board'],
  typed: async (rest, scope) => {
    const read = await readDecision(rest, scope, 'undo')
    if ('show' in read) return (await waiverToUndo(rest, scope)) ?? read
    const approval = await approvalOf(scope.session, read.carries.approval)
    const certification = await certificationOf(scope.session, approval.certification)
    const isTheirs = mayUndo(approval, certification, scope.person, scope.context)
    return (isTheirs ? undefined : await waiverToUndo(rest, scope)) ?? { carries: read.carries, asks: {} }
  },
  run: async (scope, { approval: id, rev }) => {
    const { session, context, person } = scope
    const approval = await approvalOf(session, id)
    const certification = await certificationOf(session, approval.certification)
    const look = { session, person, now: context.now }
    await permitRequest(look, approval, certification)
    const { nameOf } = await namesFor(scope, approval, [certification.developer])
    const before = beforeDecision(approval, certification)
    const reach = { tier: before.tier, unit: before.unit }
    const holders = await countHolders(session, [...barred(before), ...tookPart(before)], reach)
    const undone = takeBack(approval, certification, person, rev, { nameOf, holders }, context)
    await saveDecided(scope, undone)
    const permit = () => permitRequest(look, undone.approval, certification)
    return { ref: await takenBack({ show: 'request', approval: id }, permit) }
  },
})

/** The card of a waiver on which the person has just decided: what is undone is its own button's to say. */
const waiverToUndo = async (rest: string, scope: Scope): Promise<Ref | undefined> => {
  const { reference } = referenceIn(rest, 'undo')
  if (!reference.startsWith('CRT')) return undefined
  const certification = await certificationOf(scope.session, reference)
  const waiver = justDecided(scope, certification)
  return waiver && { show: 'waiver', certification: certification.id, waiver: waiver.id }
}
