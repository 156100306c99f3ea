import { describe, expect, it } from 'vitest'
import { unknown } from '../../src/domain/programme.ts'
import { sha256 } from '../../src/hash.ts'
import { changed, faultOf, file, load, marked, shipped } from './policy-file.ts'

/** What is changed in the shipped file, to what (the mark ▮ stands where the mistake is told), and what is said. */
const mistakes: readonly (readonly [name: string, from: string, to: string, says: string])[] = [
  [
    'an option that a question does not have',
    'answers.personal != "none" || answers.data in',
    'answers.users == ▮"lots" || answers.data in',
    'step "data_protection": question "users": "lots" is not one of only_me, up_to_10, up_to_50, up_to_250, more, unknown',
  ],
  [
    'a slip in an option of a list',
    'in ["confidential", "restricted", "unknown"]',
    'in ["confidential", ▮"restriced", "unknown"]',
    'question "data": "restriced" is not one of public, internal, confidential, restricted, unknown. Did you mean "restricted"?',
  ],
  [
    'a question that is not there',
    'when: answers.personal != "none" || answers.data in',
    'when: answers.▮personnel != "none" || answers.data in',
    'Did you mean "personal"?',
  ],
  [
    'a kind of asset that is not there',
    `'!(kind in ["report", "form"])'`,
    `'!(kind in ["report", ▮"forms"])'`,
    'step "schema_contract": kind: "forms" is not one of app, flow, bot',
  ],
  [
    'a tier that is not there',
    `when: '!ownerIsDeveloper'`,
    'when: tier == ▮"middle"',
    'step "owner": tier: "middle" is not one of low, moderate, high',
  ],
  [
    'a platform that is not there',
    `when: '!ownerIsDeveloper'`,
    'when: platform != ▮"power_app"',
    'Did you mean "power_apps"?',
  ],
  [
    'a slip in a fact',
    `when: '!ownerIsDeveloper'`,
    `when: '!▮ownerIsDevelopper'`,
    '"ownerIsDevelopper" is not one of answers, tier, kind, platform, ownerIsDeveloper. Did you mean "ownerIsDeveloper"?',
  ],
  [
    'matches()',
    `when: '!ownerIsDeveloper'`,
    'when: answers.users.▮matches("(a+)+$")',
    'step "owner": matches() is not allowed in a condition; compare an answer or a fact with a word',
  ],
  [
    'matches() inside a comparison',
    `when: '!ownerIsDeveloper'`,
    'when: answers.users.▮matches("(a+)+$") == true',
    'matches() is not allowed in a condition',
  ],
  [
    'matches() deep inside',
    `when: '!ownerIsDeveloper'`,
    `when: tier == "low" && (ownerIsDeveloper || !(kind.▮matches("a")))`,
    'matches() is not allowed in a condition',
  ],
  [
    'another function',
    `when: '!ownerIsDeveloper'`,
    'when: ▮size(tier) == 3',
    'size() is not allowed in a condition',
  ],
  [
    'a condition that compares with a number',
    `when: '!ownerIsDeveloper'`,
    'when: answers.users == ▮50',
    'question "users" is compared with words in quotes, such as "only_me"',
  ],
  [
    'a condition that is neither true nor false',
    `when: '!ownerIsDeveloper'`,
    'when: ▮tier',
    '"tier" alone is not true or false; compare',
  ],
  [
    'a condition with a missing half',
    `when: '!ownerIsDeveloper'`,
    `when: tier == "low" &&▮`,
    'this cannot be read as a condition (Unexpected token: EOF); compare',
  ],
  [
    'a condition over two lines',
    `when: '!ownerIsDeveloper'`,
    'when: ▮tier == "low"\n      || tier == "high"',
    'step "owner": a condition stands on one line',
  ],
  [
    'a flag that asks for the tier',
    'flags:\n          - flag: M\n            when: answers.data != "public"',
    'flags:\n          - flag: M\n            when: ▮tier == "low" && answers.data != "public"',
    'question "users", option "up_to_250", flag 1: a flag cannot ask for the tier',
  ],
  [
    'a rung that stands twice',
    'before: [-14, -7, -2, 0]',
    'before: [-14, -7, ▮-7, 0]',
    '-7 stands here twice; keep one',
  ],
  [
    'somebody who would join after the days of grace',
    'moderate: { deputy: 3, manager: 7, steward: 12 }',
    'moderate: { deputy: 3, manager: 7, steward: ▮15 }',
    'nobody would be asked: at tier moderate the certificate ends 14 days after its day; write at most 14',
  ],
  [
    'somebody who would join before the renewal opens',
    'high: { deputy: -14, manager: -10, steward: -7 }',
    'high: { deputy: ▮-90, manager: -10, steward: -7 }',
    'the renewal opens only 60 days before; write -60 or later',
  ],
  [
    'a rung behind the day itself',
    'before: [-14, -7, -2, 0]',
    'before: [-14, -7, -2, ▮4]',
    'has to be at most 0',
  ],
  [
    'a key that is not known',
    'ask: Does it hold data about people?',
    '▮aks: Does it hold data about people?',
    'question "personal": the key "aks" is not one of id, name, ask, help, options. Did you mean "ask"?',
  ],
  [
    'a section that is not known',
    '# The form, a page at a time',
    '▮pagez: []\n# The form, a page at a time',
    'programme: the key "pagez" is not one of version, title',
  ],
  [
    'a text that a comma cuts in two',
    `label: 'Customers, applicants or other outsiders'`,
    'label: Customers, ▮applicants or other outsiders',
    'question "personal", option "outsiders": "applicants or other outsiders" has no value here; if it is part of a text with a comma, put the text in quotes',
  ],
  [
    'a key that is missing',
    '    skill: foundations\n',
    '',
    'step "foundations": a training names its micro-certification; add "skill"',
  ],
  [
    'a text that reads like a number',
    '{ id: bot, label: Bot }',
    '{ id: bot, label: ▮360 }',
    `kind "bot": "label" has to be a text, not the number 360; put it in quotes: '360'`,
  ],
  [
    'points that are no whole number',
    'label: Internal, points: 1 }',
    'label: Internal, points: ▮1.5 }',
    'question "data", option "internal": "points" has to be a whole number, not 1.5',
  ],
  [
    'points in quotes',
    'label: Internal, points: 1 }',
    `label: Internal, points: ▮'1' }`,
    '"points" has to be a whole number, not a text; write it as a number without quotes',
  ],
  [
    'a flag that is not there',
    'label: Confidential, points: 3, flags: [M] }',
    'label: Confidential, points: 3, flags: [▮L] }',
    '"L" is not one of H, M, B',
  ],
  [
    'a question on two pages',
    'questions: [continuity, destination]',
    'questions: [continuity, destination, ▮data]',
    'page "Keeping it running", question 3: question "data" stands on a page already; ask it once',
  ],
  [
    'a question on no page',
    '  - id: destination\n',
    '  - id: ▮destinations\n',
    'question "destinations": question "destinations" stands on no page; add it under "pages"',
  ],
  [
    'a page of six questions',
    'questions: [continuity, destination]',
    'questions: ▮[continuity, destination, data, users, rules, access]',
    'page "Keeping it running": "questions" has more than 5 items; take some out or split it',
  ],
  [
    'bands that do not rise',
    'bands: { moderate: 9, high: 18 }',
    'bands: { moderate: 18, high: ▮9 }',
    'bands, high: the band "high" begins at 9, not above "moderate" at 18',
  ],
  [
    'a band that nobody can reach',
    'bands: { moderate: 9, high: 18 }',
    'bands: { moderate: 9, high: ▮43 }',
    'nobody can score 43: all questions together give at most 42',
  ],
  [
    'a training in something that is not taught',
    '    skill: test_and_share',
    '    skill: ▮test_and_shear',
    'step "test_and_share", skill: micro-certification "test_and_shear" is not one of foundations, data_protection, test_and_share, critical_assets, incident_lead. Did you mean "test_and_share"?',
  ],
  [
    'somebody who cannot pass a step',
    '    by: it_operations',
    '    by: ▮it_operation',
    '"by" "it_operation" is not one of developer, owner, peer, manager, deputy, steward, security, data_protection, compliance, it_operations, board, mentor and 2 more. Did you mean "it_operations"?',
  ],
  [
    'a tier that nobody passes a step at',
    'by: { moderate: developer, high: security }',
    'by: ▮{ moderate: developer }',
    'step "quality", by: nobody passes this step at tier high; add "high"',
  ],
  [
    'a peer review by its developer',
    '    by: peer',
    '    by: ▮developer',
    'a step of kind "peer_review" is confirmed by somebody else than the developer',
  ],
  [
    'a form without fields',
    '    kind: approval\n    phase: describe\n    title: The manager',
    '    kind: form\n    phase: describe\n    title: The manager',
    'step "manager": a step of kind "form" that is filled in needs "fields"',
  ],
  [
    'an id that stands twice',
    '  - id: drill\n    kind: drill',
    '  - id: ▮contact\n    kind: drill',
    'step "contact": the id "contact" stands in this list twice',
  ],
  [
    'a waiver that its owner grants alone',
    'approvers: [steward, owner]',
    'approvers: ▮[owner]',
    'waivers, moderate, approvers: the owner alone would decide on their own work; add a role, such as steward',
  ],
  [
    'a waiver of four eyes',
    'never: [four_eyes, journal, owner]',
    'never: ▮[journal, owner]',
    'waivers, never: "four_eyes" can never be waived; add it to this list',
  ],
  [
    'a block that stands and is none',
    'never: [four_eyes, journal, owner]',
    'never: [four_eyes, journal, owner, ▮users]',
    'no answer to "users" blocks, so there is nothing to waive; take it out',
  ],
  [
    'a block that stands under a name that is not known',
    'never: [four_eyes, journal, owner]',
    'never: [four_eyes, journal, owner, ▮conectors]',
    'Did you mean "connectors"?',
  ],
  [
    'a reminder that stands twice',
    'remind_days: [30, 7, 1]',
    'remind_days: [30, 7, ▮7]',
    '7 days stand here twice; keep one',
  ],
  [
    'a waiver without an end',
    'low: { most_days: 180,',
    'low: { most_days: ▮400,',
    'waivers, low: "most_days" has to be at most 365',
  ],
  ['somebody who cannot grant a waiver', 'approvers: [board]', 'approvers: [▮bord]', 'Did you mean "board"?'],
  [
    'a written "I don\'t know"',
    '{ id: tenant, label: It stays in our tenant, points: 0 }',
    '{ id: ▮unknown, label: Not sure, points: 0 }',
    `"unknown" is there already: Assay adds "I don't know" to every question`,
  ],
  [
    'a quiz question without a right answer',
    '          - text: Name and mail\n            right: true\n',
    '          - text: Name and mail\n',
    'micro-certification "data_protection", question 1: no answer is right; add "right: true" to one of them',
  ],
  [
    'a quiz question with two right answers',
    '          - text: Make a copy for each team\n',
    '          - text: Make a copy for each team\n            right: true\n',
    '2 answers are right, but only one can be chosen',
  ],
  [
    'a seat that does not say how many',
    '{ role: security, rule: any }',
    '▮{ role: security }',
    'how many have to approve? Add "rule: any", "rule: all" or "quorum: 2"',
  ],
  [
    'a seat of a role that is not there',
    '{ role: security, rule: any }',
    '{ role: ▮securty, rule: any }',
    'Did you mean "security"?',
  ],
  [
    'stages in which nobody might have to approve',
    '        - { role: steward, rule: any }\n        - { role: data_protection',
    '        - { role: steward, rule: any, when: ownerIsDeveloper }\n        - { role: data_protection',
    'nobody might have to approve at tier moderate',
  ],
  [
    'an approver for low',
    '  low: []\n',
    '  low:\n    ▮- { id: x, title: Look, seats: [{ role: steward, rule: any }] }\n',
    'tier low is decided at once and nobody is asked; write "low: []"',
  ],
  [
    'a block without a way around it',
    '        flags: [M, B]',
    '        flags: [M]',
    'alternatives are shown only where an option blocks',
  ],
  [
    'a zone that is not there',
    'zone: UTC',
    'zone: ▮Europe/Pariss',
    '"Europe/Pariss" is no time zone; write a name such as Europe/Paris or UTC. Did you mean "Europe/Paris"?',
  ],
  [
    'a day that is not there',
    `'2027-01-01'`,
    `▮'2027-02-29'`,
    '"2027-02-29" is no day; write year-month-day',
  ],
  [
    'a time without quotes',
    `quiet_hours: { from: '18:00'`,
    'quiet_hours: { from: ▮24:00',
    'quiet_hours: "from" is no time of day; write hours and minutes in quotes, such as "09:00"',
  ],
  [
    'a hypercare that outlasts its certificate',
    'go_live: { window_days: 30, hypercare_days: 30 }',
    'go_live: { window_days: 180, hypercare_days: ▮180 }',
    'hypercare could end after the certificate itself',
  ],
  [
    'a decision that can be undone for too long',
    'undo_seconds: 60',
    'undo_seconds: ▮6000',
    'decisions: "undo_seconds" has to be at most 600; write a smaller number',
  ],
  [
    'a span of decisions that is not known',
    'appeal_working_days: 10',
    '▮appeal_workin_days: 10',
    'Did you mean "appeal_working_days"?',
  ],
  [
    'a draft that lapses before it is asked about',
    'lapse_after_days: 30',
    'lapse_after_days: ▮2',
    'a draft would lapse before anybody was asked',
  ],
  [
    'a label that platforms would cut',
    'label: Desktop or process automation',
    'label: ▮Desktop or process automation or anything else that clicks through the screens of other programs',
    'at most 75 fit on every platform',
  ],
  [
    'a text that a card would take for a field',
    'label: Desktop or process automation',
    "label: ▮'Desktop ${title}'",
    'which cards would take for a field',
  ],
]

describe('a policy with a mistake', () => {
  it.each(mistakes)('names %s, its place and the cure', (_name, from, to, says) => {
    const { source, at } = marked(changed(from, to))

    const fault = faultOf(source)

    const told = fault.message.split('\n').filter((line) => line.includes(says))
    expect(told, fault.message).toHaveLength(1)
    if (to.includes('▮')) expect(told[0]).toMatch(new RegExp(`^${file}:${at} `))
    for (const line of fault.message.split('\n'))
      expect(line).toMatch(/^policy\/programme\.yaml:\d+:\d+ .+: .+/)
  })

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
