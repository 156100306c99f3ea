import { explainsEach } from './mistake.ts'

// What is wrong in a condition: of a step, a seat or a flag.
explainsEach([
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
])
