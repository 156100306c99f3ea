import type { Certification } from '../../domain/certification.ts'
import { supersede } from '../../domain/tier.ts'
import type { Scope } from '../action.ts'
import { requestAbout } from '../load.ts'

/** Closes the request that is open about a certification: what it asked about is not as it was. */
export const closeRequest = async (
  { session, context }: Scope,
  certification: Certification,
): Promise<void> => {
  const request = await requestAbout(session, certification)
  if (request?.state !== 'open') return
  const closed = supersede(request, certification, context)
  await session.approvals.save(closed.approval, closed.events, context)
}
