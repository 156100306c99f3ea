import type { Certification } from '../../domain/certification.ts'
import type { Session } from '../../ports/store.ts'
import { subjectsOf } from '../trail/trail.ts'

/** Keeps what a decision that stands rested on, so that it can be proven whatever becomes of the certification afterwards. */
export const recordDecision = async (
  session: Session,
  certification: Certification,
  now: string,
): Promise<void> => session.records.keep(certification.id, await subjectsOf(session, certification), now)
