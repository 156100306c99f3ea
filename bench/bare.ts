import Database from 'better-sqlite3'
import { sha256 } from '../src/hash.ts'

/**
 * The least that a durable press costs: one transaction of four rows (delivery, state, journal entry with its chained hash, message
 * owed) with prepared statements, flushed to disk before it returns.
 */
export const openBare = (file: string) => {
  const database = new Database(file)
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = full')
  database.exec(`
    create table inbox (key text primary key, answer text not null) strict;
    create table state (id text primary key, rev integer not null, state text not null) strict;
    create table events (seq integer primary key, data text not null, prev text not null, hash text not null) strict;
    create table outbox (id integer primary key, key text not null unique, content text not null) strict;
  `)
  const seen = database.prepare('select answer from inbox where key = ?')
  const put = database.prepare('insert into inbox (key, answer) values (?, ?)')
  const read = database.prepare<[string], { rev: number }>('select rev from state where id = ?')
  const write = database.prepare(
    'insert into state (id, rev, state) values (?, ?, ?) on conflict (id) do update set rev = excluded.rev, state = excluded.state',
  )
  const head = database.prepare<[], { hash: string }>('select hash from events order by seq desc limit 1')
  const append = database.prepare('insert into events (data, prev, hash) values (?, ?, ?)')
  const owe = database.prepare('insert into outbox (key, content) values (?, ?)')
  // As long as what the product keeps of a press.
  const body = JSON.stringify({ words: 'x'.repeat(600) })

  const press = database.transaction((key: string, id: string) => {
    if (seen.get(key)) return
    const rev = (read.get(id)?.rev ?? 0) + 1
    const prev = head.get()?.hash ?? ''
    put.run(key, body)
    write.run(id, rev, body)
    append.run(body, prev, sha256(prev + body))
    owe.run(key, body)
  })
  press.immediate('first', 'first')
  // The driver is built to read 2 here and to use 1 from the first write on.
  const synchronous = database.pragma('synchronous', { simple: true })
  if (synchronous !== 2) throw new Error(`the baseline does not flush: synchronous is ${String(synchronous)}`)
  return { press: (key: string, id: string) => press.immediate(key, id), close: () => database.close() }
}
