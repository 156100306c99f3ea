import { sha256 } from '../../src/hash.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import { asset, owed, registered, stamp } from './things.ts'

/** Writes until it is killed, and prints each id once it is committed: a process of its own for the test of crashes. */
const [file = ''] = process.argv.slice(2)
const store = await openStore({ file, hash: sha256 })

const write = async (): Promise<void> => {
  for (;;) {
    const id = await store.transact(async (session) => {
      const id = await session.reference('AST')
      await session.assets.save(asset(id), [registered(id)], stamp)
      await session.outbox.owe(owed(id, id))
      await session.inbox.record(id, 'web:dana', { id }, stamp.now)
      return id
    })
    process.stdout.write(`${id}\n`)
  }
}
await Promise.all([write(), write(), write(), write()])
