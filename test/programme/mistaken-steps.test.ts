import { explainsEach } from './mistake.ts'

// What is wrong in the steps and in what is taught for them.
explainsEach([
  [
    'a key that is missing',
    '    skill: foundations\n',
    '',
    'step "foundations": a training names its micro-certification; add "skill"',
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
])
