import { describe, expect, it } from 'vitest'
import { plain } from '../../src/cards/plain.ts'
import { tidy } from '../../src/domain/form.ts'
import { introduce, nameless, newcomer } from '../../src/domain/membership.ts'
import { contextAt } from './context.ts'

/** What hides, turns the reading direction or steers a terminal, each between two letters. */
const unseen = [
  '\u0000',
  '\u0007',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u009b',
  '\u061c',
  '\u180e',
  '\u200b',
  '\u200e',
  '\u200f',
  '\u2028',
  '\u202e',
  '\u2060',
  '\u2063',
  '\u2066',
  '\u206f',
  '\ufeff',
  '\u{e0041}',
  '\u{e007f}',
] as const
/** What people write with: joined emoji, Persian with a non-joiner, letters of two characters. */
const written = ['👩‍👩‍👧‍👦', 'می\u200cخواهم', 'Zoë', 'İstanbul', '日本語'] as const

describe('words', () => {
  it.each(unseen.map((one) => [one.codePointAt(0)?.toString(16), one] as const))(
    'are kept and shown without U+%s',
    (_name, one) => {
      expect(tidy(`a${one}b`)).toBe('ab')
      expect(plain(`a${one}b`, 100)).toBe('ab')
    },
  )

  it.each(written)('are kept and shown as people write them: %s', (one) => {
    expect(tidy(one)).toBe(one.normalize('NFC'))
    expect(plain(one, 100)).toBe(one)
  })
})

describe('a name', () => {
  const named = (name: string) =>
    newcomer({ id: 'p', name, zone: 'UTC', locale: 'en', account: null }, contextAt()).name.body

  it.each([
    ['Priya\u200b Nair\u200f', 'Priya Nair'],
    ['  Toma\u0301s\n Rey ', 'Tomás Rey'],
    ['\u200b\u2060', nameless],
    ['x'.repeat(100_000), 'x'.repeat(200)],
  ])('that a platform tells does not hide whose it looks like: %j', (told, kept) => {
    expect(named(told)).toBe(kept)
    const person = newcomer({ id: 'p', name: 'Old', zone: 'UTC', locale: 'en', account: null }, contextAt())
    expect(introduce(person, { name: told }, contextAt()).name.body).toBe(kept)
  })

  it('that is known already is not taken over again', () => {
    const person = newcomer(
      { id: 'p', name: 'Ana Ruiz', zone: 'UTC', locale: 'en', account: null },
      contextAt(),
    )

    expect(introduce(person, { name: 'Ana\u200b Ruiz' }, contextAt())).toEqual(person)
  })
})
