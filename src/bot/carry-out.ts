import { elapse } from '../actions/elapse.ts'
import type { Context } from '../domain/context.ts'
import type { Timer } from '../domain/timer.ts'
import type { Session } from '../ports/store.ts'
import { oweDigest } from './digest.ts'

/** Does what a timer is for: something happens in the programme, or somebody is told what stands open. */
export const carryOut = (session: Session, context: Context, timer: Timer): Promise<void> =>
  timer.kind === 'digest' ? oweDigest(session, context, timer) : elapse(session, context, timer)
