import { explainsEach } from './mistake.ts'

// What is wrong in what is asked: keys, questions, options, points, pages and bands.
explainsEach([
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
    'a written "I don\'t know"',
    '{ id: tenant, label: It stays in our tenant, points: 0 }',
    '{ id: ▮unknown, label: Not sure, points: 0 }',
    `"unknown" is there already: Assay adds "I don't know" to every question`,
  ],
  [
    'a block without a way around it',
    '        flags: [M, B]',
    '        flags: [M]',
    'alternatives are shown only where an option blocks',
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
])
