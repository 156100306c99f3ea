import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PolicyFault } from '../../src/programme/fault.ts'
import { file, load, shipped } from './policy-file.ts'

/** Each run reads the whole file, so the ordinary tests do with few; FUZZ_RUNS=2000 looks longer. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 400)

/** One change of the file's bytes: cut out, doubled, or written over. */
const change = fc.record({
  kind: fc.constantFrom('delete', 'duplicate', 'overwrite', 'insert'),
  at: fc.nat({ max: 1_000_000 }),
  length: fc.nat({ max: 60 }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 4 }),
    fc.constantFrom(
      ...[
        '{',
        '[',
        '"',
        "'",
        ': ',
        '\n',
        '\t',
        '- ',
        '? ',
        '&a ',
        '*a ',
        '!',
        '|\n',
        '#',
        '%',
        '\u0000',
        '<<: ',
        '---\n',
        'null',
        '1e999',
        '${x}',
        ' when: ',
      ].map((text) => Buffer.from(text)),
    ),
  ),
})

const bytes = Buffer.from(shipped)

const apply = (
  source: Buffer,
  { kind, at, length, bytes: other }: typeof change extends fc.Arbitrary<infer One> ? One : never,
): Buffer => {
  const start = at % (source.length + 1)
  const end = Math.min(source.length, start + length)
  const [before, middle, after] = [
    source.subarray(0, start),
    source.subarray(start, end),
    source.subarray(end),
  ]
  switch (kind) {
    case 'delete':
      return Buffer.concat([before, after])
    case 'duplicate':
      return Buffer.concat([before, middle, middle, after])
    case 'overwrite':
      return Buffer.concat([
        before,
        Buffer.from(other),
        source.subarray(Math.min(source.length, start + other.length)),
      ])
    default:
      return Buffer.concat([before, Buffer.from(other), middle, after])
  }
}

describe('a policy file with random damage', () => {
  it('is taken, or refused with a fault that can be read, and nothing else happens', () => {
    let refused = 0
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const source = changes.reduce(apply, bytes).toString('utf8')
        try {
          expect(load(source).questions.length).toBeGreaterThan(0)
        } catch (fault) {
          if (!(fault instanceof PolicyFault)) throw fault
          refused += 1
          expect(fault.mistakes.length).toBeGreaterThan(0)
          const lines = source.split('\n').length
          for (const { line, column, where, what } of fault.mistakes) {
            expect(line).toBeGreaterThanOrEqual(1)
            expect(line).toBeLessThanOrEqual(lines)
            expect(column).toBeGreaterThanOrEqual(1)
            expect(`${file} ${where}: ${what}`).not.toMatch(/[\n\r]|undefined|\[object/)
          }
        }
      }),
      { numRuns: runs },
    )
    expect(refused).toBeGreaterThan(runs / 4)
  }, 240_000)

  it('is never taken in place of text that is no policy', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
        expect(() => load(text)).toThrow(PolicyFault)
      }),
      { numRuns: 500 },
    )
  })
})
