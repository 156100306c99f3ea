import { setImmediate as turn } from 'node:timers/promises'
import { pastBefore, pastKinds } from '../domain/past.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'

/** Rows forgotten in one transaction: more would keep others waiting. */
const portion = 100

/**
 * Forgets what is over, a portion at a time; whoever pressed a button is answered between two of them. Where it is stopped, the next night
 * goes on with what is left.
 */
export const forgetPast = async (store: Pick<Store, 'transact'>, clock: Clock): Promise<void> => {
  for (const kind of pastKinds) {
    const before = pastBefore(kind, clock.now())
    for (let count = portion; count >= portion;) {
      count = await store.transact((session) => session.past.forget(kind, before, portion))
      await turn()
    }
  }
}
