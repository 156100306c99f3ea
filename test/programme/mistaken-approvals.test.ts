import { explainsEach } from './mistake.ts'

// What is wrong in who approves and who waives.
explainsEach([
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
    'a waiver without an end',
    'low: { most_days: 180,',
    'low: { most_days: ▮400,',
    'waivers, low: "most_days" has to be at most 365',
  ],
  ['somebody who cannot grant a waiver', 'approvers: [board]', 'approvers: [▮bord]', 'Did you mean "board"?'],
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
])
