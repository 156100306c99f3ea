import { describe, expect, it } from 'vitest'
import { readCsv } from '../../src/csv.ts'
import { mostLines, readList } from '../../src/domain/asset-list.ts'
import { programme } from '../world.ts'

const header = 'Name,Purpose,Kind,Built on,Owner,Unit,Link,Days'
const good = 'Leave calendar,Who is away,App,Power Apps,Dana Lindqvist,Finance,https://contoso.com/x,60'
const read = (text: string) => readList(readCsv(text), 90, programme)

describe('a list of what is there already', () => {
  it('is read by its header, in any order and by labels or ids', () => {
    expect(read(`${header}\n${good}`)).toEqual({
      listed: [
        {
          line: 2,
          name: 'Leave calendar',
          purpose: 'Who is away',
          kind: 'app',
          platform: 'power_apps',
          owner: 'Dana Lindqvist',
          unit: 'Finance',
          link: 'https://contoso.com/x',
          days: 60,
        },
      ],
      faults: [],
    })
    expect(read('owner;platform;kind;purpose;name\nDana;other;flow;P;N').listed).toMatchObject([
      {
        name: 'N',
        purpose: 'P',
        kind: 'flow',
        platform: 'other',
        owner: 'Dana',
        unit: null,
        link: null,
        days: 90,
      },
    ])
  })

  it.each([
    ['an empty file', '', 1, '', 'begin with a header'],
    ['a column that is missing', 'name,purpose,kind,platform\nx,x,app,other', 1, 'owner', 'add a column'],
    ['a column that nobody knows', `${header},Colour\n${good},red`, 1, 'Colour', 'take it out'],
    [
      'a column called like what every object has',
      `${header},constructor\n${good},x`,
      1,
      'constructor',
      'take it out',
    ],
    ['a column that is there twice', `${header},name\n${good},x`, 1, 'name', 'keep one'],
    ['an empty name', `${header}\n,${good.slice(15)}`, 2, 'name', 'is empty'],
    ['a name that is too long', `${header}\n${'x'.repeat(81)}${good.slice(14)}`, 2, 'name', 'at most 80'],
    [
      'a kind that nobody knows',
      `${header}\n${good.replace(',App,', ',Macro,')}`,
      2,
      'kind',
      'Script or macro',
    ],
    [
      'a platform that nobody knows',
      `${header}\n${good.replace('Power Apps', 'Access')}`,
      2,
      'platform',
      'SharePoint',
    ],
    ['days that are not possible', `${header}\n${good.replace(/60$/, '365')}`, 2, 'days', '90, 60, 30'],
    [
      'a link that runs something',
      `${header}\n${good.replace('https://contoso.com/x', 'javascript:alert(1)')}`,
      2,
      'link',
      'https://',
    ],
    [
      'the same thing twice',
      `${header}\n${good}\n${good.toUpperCase().replace('APP,', 'app,')}`,
      3,
      'name',
      'line 2',
    ],
    ['more cells than the header', `${header}\n${good},and,more`, 2, '', 'quotes around'],
  ])('names %s', (_what, text, line, column, said) => {
    const { faults } = read(text)

    expect(faults[0]).toMatchObject({ line, column, sentence: expect.stringContaining(said) as unknown })
  })

  it('names every line that is wrong, and keeps the others', () => {
    const { listed, faults } = read(`${header}\n${good}\n,,,,,,,\n${good.replace('Leave', 'Visit')}`)

    expect(listed.map((one) => one.line)).toEqual([2, 4])
    expect(new Set(faults.map((one) => one.line))).toEqual(new Set([3]))
  })

  it('takes words that a spreadsheet would run as words', () => {
    const { listed } = read(`${header}\n${good.replace('Leave calendar', `=HYPERLINK(1)`)}`)

    expect(listed[0]?.name).toBe('=HYPERLINK(1)')
  })

  it('takes as many lines as one list may have, and no more', () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => good.replace('Leave', `Leave ${index}`)).join('\n')

    expect(read(`${header}\n${lines(mostLines)}`).listed).toHaveLength(mostLines)
    expect(read(`${header}\n${lines(mostLines + 1)}`).faults[0]?.sentence).toContain('split it')
  })
})
