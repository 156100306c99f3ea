import type { Certification } from '../../domain/certification.ts'
import { can } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ViewOf } from '../../domain/view.ts'
import { untoldAsks } from '../../domain/waiver-decision.ts'
import { headed } from '../headed.ts'
import { certificationOf, namesOf } from '../load.ts'
import type { Look } from '../look.ts'
import { trailPage } from './trail.ts'

/** Lines of a trail on one card. */
const lines = 12

/** Refuses whoever may not read what happened to a certification, and says who may. */
export const permitTrail = async (
  { session, person }: Pick<Look, 'session' | 'person'>,
  certification: Certification,
): Promise<void> => {
  if (can(person, { deed: 'trail.see', certification })) return
  const names = await namesOf(session, [certification.developer, certification.owner])
  throw new Refusal(
    'not-allowed',
    `${certification.id} belongs to ${names.join(' and ')}, so that is for them, for whoever decides, and for auditors to read.`,
  )
}

/** The newest lines of a trail, or those before the entry numbered `before`. */
export const trailView = async (look: Look, id: string, before: number): Promise<ViewOf<'trail'>> => {
  const certification = await certificationOf(look.session, id)
  await permitTrail(look, certification)
  const untold = untoldAsks(certification, look.person)
  const page = await trailPage(look.session, certification, { before, most: lines, untold })
  return { kind: 'trail', ...(await headed(look, certification)), ...page }
}
