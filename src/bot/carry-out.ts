import { elapse } from '../actions/elapse.ts'
import type { Context } from '../domain/context.ts'
import type { Timer } from '../domain/timer.ts'
import type { Session } from '../ports/store.ts'
import { oweDigest } from './digest.ts'
import { oweChannelWeek, oweWeek } from './week.ts'

/** Does what a timer is for: something happens in the programme, or somebody is told what stands open. */
export const carryOut = (session: Session, context: Context, timer: Timer): Promise<void> => {
  switch (timer.kind) {
    case 'digest':
      return oweDigest(session, context, timer)
    case 'week':
      return oweWeek(session, context, timer)
    case 'channel-week':
      return oweChannelWeek(session, context, timer)
    default:
      return elapse(session, context, timer)
  }
}
