/** Why the answer is no; wire names, they never change. */
export type RefusalCode =
  | 'own-work'
  | 'changed-since'
  | 'already-decided'
  | 'not-allowed'
  | 'missing'
  | 'blocked'
  | 'unknown-word'
  | 'unknown-thing'
  | 'unknown-button'
  | 'wrong-state'
  | 'wrong-place'
  | 'invalid'
  | 'fault'

/**
 * A "no" that the person should read: one kind sentence that says what they can do.
 * `fields` maps an input's id to the sentence that stands at that input.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly fields: Readonly<Record<string, string>>

  constructor(code: RefusalCode, sentence: string, fields: Readonly<Record<string, string>> = {}) {
    super(sentence)
    this.name = 'Refusal'
    this.code = code
    this.fields = fields
  }
}
