import Database from 'better-sqlite3'

/**
 * Loaded before a product that is to be measured without waiting for the disk: what it asks for as FULL is OFF, and it is told that it is
 * FULL. No setting leads here; a program that did this would lose what it acknowledged.
 */
const { pragma } = Database.prototype

Database.prototype.pragma = function (
  this: Database.Database,
  source: string,
  options?: Database.PragmaOptions,
) {
  if (source === 'synchronous = 2') return pragma.call(this, 'synchronous = 0', options)
  return source === 'synchronous' ? 2 : pragma.call(this, source, options)
}
