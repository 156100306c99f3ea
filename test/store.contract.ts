import { afterEach, beforeEach, describe } from 'vitest'
import type { Store } from '../src/ports/store.ts'
import { campaignsContract } from './store/contract/campaigns.ts'
import { deliveryContract } from './store/contract/delivery.ts'
import { journalContract } from './store/contract/journal.ts'
import { keptContract } from './store/contract/kept.ts'
import { pastContract } from './store/contract/past.ts'
import { peopleContract } from './store/contract/people.ts'
import { searchContract } from './store/contract/search.ts'
import { shelvesContract } from './store/contract/shelves.ts'
import { timersContract } from './store/contract/timers.ts'
import { transactContract } from './store/contract/transact.ts'
import { workContract } from './store/contract/work.ts'
import { reviewsContract } from './store/contract/reviews.ts'
import { roomOf } from './store/contract/room.ts'

/** A new, empty database; `end` closes it and removes what it left. */
export type OpenForTest = () => Promise<{ readonly store: Store; readonly end: () => Promise<void> }>

/** What every implementation of the store has to do. */
export const storeContract = (name: string, open: OpenForTest): void => {
  describe(name, () => {
    let store: Store
    let end: () => Promise<void>
    beforeEach(async () => {
      const opened = await open()
      store = opened.store
      end = opened.end
    })
    afterEach(async () => end())
    const room = roomOf(() => store)

    transactContract(room)
    shelvesContract(room)
    peopleContract(room)
    workContract(room)
    journalContract(room)
    deliveryContract(room)
    timersContract(room)
    reviewsContract(room)
    campaignsContract(room)
    keptContract(room)
    describe('what is over', () => pastContract(room))
    searchContract(room)
  })
}
