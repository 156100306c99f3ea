import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from '../src/csv.ts'

const cellsOf = (text: string) => readCsv(text).map((row) => row.cells)

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc
    .array(fc.constantFrom('"', ',', ';', '\n', '\r', '\r\n', 'a', ' ', '=', '\ufeff'), { maxLength: 8 })
    .map((some) => some.join('')),
)
const plain = fc.stringMatching(/^[a-z ]{1,8}$/)
/** The first row is a header: plain words say which separator it is. */
const rows = fc
  .integer({ min: 2, max: 6 })
  .chain((width) =>
    fc.tuple(
      fc.array(plain, { minLength: width, maxLength: width }),
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
    ),
  )
  .map(([header, others]) => [header, ...others])

describe('a list as comma-separated text', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(rows, (some) => {
        expect(cellsOf(writeCsv(some))).toEqual(some)
      }),
      { numRuns: 500 },
    )
  })

  it('is the same with semicolons, a byte order mark, and lines that end in any way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(plain, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',', ';'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        (some, separator, end, marked) => {
          const text = some.map((cells) => cells.join(separator)).join(end)

          expect(cellsOf(`${marked ? '\ufeff' : ''}${text}${end}`)).toEqual(some)
          expect(cellsOf(text)).toEqual(some)
        },
      ),
    )
  })

  it.each([
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'a;b\n"1;2";"x, y"',
      [
        ['a', 'b'],
        ['1;2', 'x, y'],
      ],
    ],
    [
      'a,b\n"say ""yes""","two\nlines"',
      [
        ['a', 'b'],
        ['say "yes"', 'two\nlines'],
      ],
    ],
    [
      'a,b\n=1+1,@SUM(A1)',
      [
        ['a', 'b'],
        ['=1+1', '@SUM(A1)'],
      ],
    ],
    ['', []],
  ])('%j', (text, cells) => {
    expect(cellsOf(text)).toEqual(cells)
  })

  it('counts the lines that quoted cells run over', () => {
    expect(readCsv('a,b\r\n"1\r\n2\r\n3",x\r\n\r\ny,z').map((row) => row.line)).toEqual([1, 2, 6])
  })

  it.each([
    ['a,b\n1,2\n"3,4', /^line 3: .*never ends/],
    ['a,b\n"1"x,2', /^line 2: .*double each quote/],
  ])('says where %j breaks off', (text, said) => {
    expect(() => readCsv(text)).toThrow(said)
  })
})
