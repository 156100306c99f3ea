import { makers } from '../../domain/certification.ts'
import { can, isAmong, isSelf } from '../../domain/person.ts'
import { isRevocable } from '../../domain/revocation.ts'
import { allow } from '../../domain/transition.ts'
import type { ViewOf } from '../../domain/view.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { certificationOf, nameOf, permit } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import type { StopDeed } from './stop-form.ts'
import { permitted, stopFields } from './stop-form.ts'

/** Asks for the words with which a certificate is stopped, let go on or taken out of use. */
export const stopView = async (look: Look, id: string, deed: StopDeed): Promise<ViewOf<'stop'>> => {
  const certification = await permitted(look, id, deed)
  allow(deed, certification)
  const { form, subject } = forms.stop(id, deed)
  return {
    kind: 'stop',
    ...(await headed(look, certification)),
    deed,
    owner: await nameOf(look.session, certification.owner),
    sentence: look.fault.sentence,
    fields: ask(
      look,
      stopFields(deed).map(({ required: _required, ...field }) => field),
      await typed(look, form, subject),
    ),
  }
}

/** What somebody wants revoked, and what became of it. */
export const revocationView = async (
  look: Look,
  id: string,
  revocation: string,
): Promise<ViewOf<'revocation'>> => {
  const certification = await certificationOf(look.session, id)
  await permit(look, 'certification.see', certification)
  const found = certification.revocation?.id === revocation ? certification.revocation : undefined
  const isOpen = found?.second === null && isRevocable(certification, look.now)
  return {
    kind: 'revocation',
    ...(await headed(look, certification)),
    revocation,
    stage: isOpen ? 'asked' : found && found.second !== null ? 'done' : 'over',
    who: found ? await nameOf(look.session, found.by) : '',
    second: found?.second ? await nameOf(look.session, found.second) : '',
    reason: found?.reason.body ?? '',
    mine: isAmong(look.person, makers(certification)),
    may:
      isOpen &&
      can(look.person, { deed: 'certification.revoke', certification }) &&
      !isSelf(look.person, found.by),
  }
}
