import { voters } from '../../domain/approval.ts'
import { isRenewal } from '../../domain/certification.ts'
import { mayEdit } from '../../domain/renewal.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import { headed } from '../headed.ts'
import { certificationOf, nameOf, namesOf, permit, requestAbout } from '../load.ts'
import type { Look } from '../look.ts'
import { certificationView } from './views.ts'
import { mayWithdraw } from './withdraw.ts'

/** Asks whether somebody means it, before a certification is taken back. */
export const withdrawView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.withdraw', certification)
  if (!mayWithdraw(certification)) return certificationView(look, id)
  const request = await requestAbout(look.session, certification)
  return {
    kind: 'sure',
    ...(await headed(look, certification)),
    deed: isRenewal(certification)
      ? 'withdraw-renewal'
      : request?.state === 'open'
        ? 'withdraw-request'
        : 'withdraw',
    who: '',
    reason: '',
  }
}

/** Asks whether somebody means it, before approvers lose what they are looking at. */
export const editView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.edit', certification)
  const request = await requestAbout(look.session, certification)
  if (!request || !mayEdit(certification, request)) return certificationView(look, id)
  return {
    kind: 'sure',
    ...(await headed(look, certification)),
    deed: 'edit',
    who: (await namesOf(look.session, voters(request))).join(' and '),
    reason: '',
  }
}

/** Asks whether somebody means it, before the same is submitted again that changes were asked for. */
export const submitUnchangedView = async (look: Look, id: string): Promise<View> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.submit', certification)
  const { decision } = certification
  if (certification.state !== 'changes_requested' || decision === null) return certificationView(look, id)
  const by = decision.by.at(-1)
  return {
    kind: 'sure',
    ...(await headed(look, certification)),
    deed: 'submit-unchanged',
    who: by === undefined ? 'somebody' : await nameOf(look.session, by),
    reason: decision.reason?.body ?? '',
  } satisfies ViewOf<'sure'>
}
