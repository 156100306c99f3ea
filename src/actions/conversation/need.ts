import type { Certification } from '../../domain/certification.ts'
import type { Way } from '../../domain/ref.ts'
import type { NeedLine } from '../../domain/talk-view.ts'
import { assetOf } from '../load.ts'
import type { Look } from '../look.ts'

export type Need = NeedLine

/** The name of what a certification is about. */
export const nameOfAsset = async (look: Look, certification: Certification): Promise<string> =>
  (await assetOf(look.session, certification.asset)).name.body

/** A line of the inbox: what a certification needs of somebody, and the button to it. */
export const need = async (
  look: Look,
  certification: Certification,
  what: string,
  due: string | null,
  way: Way,
): Promise<Need> => ({
  reference: certification.id,
  name: await nameOfAsset(look, certification),
  what,
  due,
  way,
})
