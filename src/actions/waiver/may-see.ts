import { tookPart } from '../../domain/approval.ts'
import type { Certification } from '../../domain/certification.ts'
import { can, isAmong } from '../../domain/person.ts'
import type { Waiver } from '../../domain/waiver.ts'
import { openAsk } from '../../domain/waiver.ts'
import { placeFor } from '../approval/deciders.ts'
import { permit } from '../load.ts'
import type { Look } from '../look.ts'

/** Refuses a reader who neither may see the certification nor decides, or has decided, on the waiver. */
export const permitWaiver = async (
  look: Pick<Look, 'session' | 'person' | 'now'>,
  certification: Certification,
  waiver: Waiver | undefined,
): Promise<void> => {
  if (can(look.person, { deed: 'certification.see', certification })) return
  if (waiver?.asks.some((ask) => isAmong(look.person, tookPart(ask)))) return
  const ask = waiver && openAsk(waiver)
  if (ask && (await placeFor(look, ask))) return
  await permit(look, 'certification.see', certification)
}
