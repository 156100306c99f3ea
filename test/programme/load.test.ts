import { describe, expect, it } from 'vitest'
import { unknown } from '../../src/domain/programme.ts'
import { sha256 } from '../../src/hash.ts'
import { changed, faultOf, load, marked, shipped } from './policy-file.ts'

describe('a policy with a mistake', () => {
  it('tells the mistake of a flag in one exact line', () => {
    const source = changed(
      'answers.data != "public" || answers.personal != "none" || answers.writes in',
      'answers.users == "lots" || answers.writes in',
    )
    const line = source.split('\n').findIndex((one) => one.includes('"lots"')) + 1

    const fault = faultOf(source)

    expect(fault.message).toBe(
      `policy/programme.yaml:${line}:36 question "users", option "up_to_250", flag 1: question "users": "lots" is not one of only_me, up_to_10, up_to_50, up_to_250, more, unknown`,
    )
    expect(fault.mistakes).toHaveLength(1)
  })

  it('tells all mistakes at once, in the order of the file', () => {
    const source = changed('bands: { moderate: 9, high: 18 }', 'bands: { moderate: 18, high: 9 }')
      .replace('aks:', 'ask:')
      .replace(
        'help: Guests in our tenant count as partners.',
        'hepl: Guests in our tenant count as partners.',
      )
      .replace('zone: UTC', 'zone: Mars/Crater')
      .replace('answers.automation == "decides"', 'answers.automation == "decide"')

    const { mistakes: told } = faultOf(source)

    expect(told.map((one) => one.where)).toEqual(
      [
        'question "audience"',
        'question "audience"',
        'bands, high',
        'stages, high, stage "board"',
        'working_hours, zone',
      ].map((where) => where.replace('stages, high, stage', 'stages, stage')),
    )
    expect(told.map((one) => one.line)).toEqual(told.map((one) => one.line).toSorted((a, b) => a - b))
  })
})

/** Documents that are no YAML, or no plain one. */
const unreadable: readonly (readonly [name: string, text: string, says: string])[] = [
  ['nothing', '', 'programme: the file is empty; bring back the last version that worked'],
  ['a list', '- a\n- b\n', 'programme: has to be a map, not a list'],
  [
    'a key that stands twice',
    'version: 1\ntitle: A\n▮version: 2\n',
    'the key "version" stands in the same map twice; keep one of them',
  ],
  ['a tab', 'mandate:\n▮\tgoals: []\n', 'a tab cannot indent; use spaces'],
  ['a colon in a text', 'title: ▮One: two\n', 'a text with ": " in it has to stand in quotes'],
  ['an alias', 'title: &a One\norganisation: ▮*a\n', 'aliases (*name) are not used in a policy'],
  ['an open quote', `title: 'One\n`, 'check the indentation, brackets and quotes here'],
  ['an open bracket', 'kinds: [app, flow\n', 'check the indentation, brackets and quotes here'],
  [
    'a condition that begins with !',
    `steps:\n  - when: ▮!ownerIsDeveloper\n`,
    'a text that begins with ! has to stand in single quotes',
  ],
  ['two documents', 'version: 1\n---\nversion: 2\n', 'one file holds one policy'],
  ['a map as key', '▮{ a: b }: c\n', 'a key has to be a plain word'],
  ['a character that is none', 'title: One ▮\u0000 two\n', 'here stands a character that cannot be read'],
  ['a file without end', '▮# x\n'.repeat(60_000), 'the file is longer than 256 KiB'],
  ['lists inside lists', '▮' + '- '.repeat(10_000), 'lists stand too deep inside each other'],
  ['brackets inside brackets', '['.repeat(200_000), 'check the indentation, brackets and quotes'],
  ['keys inside keys', '▮' + '? '.repeat(100_000), 'lists stand too deep inside each other'],
]

describe('a file that is no policy at all', () => {
  it.each(unreadable)('explains %s', (_name, text, says) => {
    const { source, at } = marked(text)

    const fault = faultOf(source)

    expect(fault.message).toContain(says)
    if (text.includes('▮')) expect(fault.mistakes.map((one) => `${one.line}:${one.column}`)).toContain(at)
  })

  it('is not slowed down by very many keys', () => {
    const source = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n')

    expect(faultOf(source).message).toContain('the key "k0" is not one of version')
  })
})

describe('a sound policy', () => {
  it('carries the hash of its content', () => {
    expect(load(shipped).hash).toBe(sha256(shipped))
    expect(load(`${shipped}\n# a word more\n`).hash).not.toBe(load(shipped).hash)
  })

  it('gives every question the option "I don\'t know", last, without flags', () => {
    for (const question of load(shipped).questions) {
      const last = question.options.at(-1)
      expect(last).toMatchObject({ id: unknown, label: "I don't know", flags: [] })
      expect(question.options.filter((option) => option.id === unknown)).toHaveLength(1)
    }
  })

  it('reads the same with the line ends of Windows', () => {
    const windows = load(shipped.replaceAll('\n', '\r\n'))

    expect(windows.questions.map((one) => one.help)).toEqual(load(shipped).questions.map((one) => one.help))
  })
})
