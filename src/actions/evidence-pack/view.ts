import { z } from 'zod'
import { packSetting } from '../../domain/evidence-pack.ts'
import type { ViewOf } from '../../domain/view.ts'
import type { Session } from '../../ports/store.ts'
import { headed } from '../headed.ts'
import { certificationOf, nameOf } from '../load.ts'
import type { Look } from '../look.ts'
import { permitTrail } from '../trail/view.ts'

/** Which pack of a certification was handed out last, to whom and when; `by` is a person's id, or `system` for an operator. */
export const Handed = z.object({ pack: z.string(), through: z.number(), at: z.string(), by: z.string() })
export type Handed = Readonly<z.infer<typeof Handed>>

export const handedBefore = async (session: Session, certification: string): Promise<Handed | undefined> => {
  const kept = await session.settings.get(packSetting(certification))
  return kept === undefined ? undefined : Handed.parse(kept)
}

/** The card with the link. The link itself is known to whoever was given it, and to nobody who only knows the reference. */
export const evidencePackView = async (
  look: Look,
  {
    certification: id,
    token,
    until,
  }: { readonly certification: string; readonly token: string; readonly until: string },
): Promise<ViewOf<'evidence-pack'>> => {
  const certification = await certificationOf(look.session, id)
  await permitTrail(look, certification)
  const before = await handedBefore(look.session, id)
  return {
    kind: 'evidence-pack',
    ...(await headed(look, certification)),
    token,
    until,
    before: before
      ? {
          at: before.at,
          name: before.by === 'system' ? '' : await nameOf(look.session, before.by),
          pack: before.pack,
        }
      : null,
  }
}
