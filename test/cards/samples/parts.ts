import type { Asked, Ladder } from '../../../src/domain/view-parts.ts'
import type { ViewKind, ViewOf } from '../../../src/domain/view.ts'

/** One view of each kind. */
export type Samples = { readonly [K in ViewKind]: ViewOf<K> }

export const head = {
  certification: 'CRT-12',
  name: 'Team leave calendar',
  state: 'in preparation',
  policyVersion: 1,
}
export const due = '2026-11-26T13:00:00.000Z'
export const ladder: Ladder = {
  passed: 'nudge',
  taken: ['Ben Okafor'],
  mine: false,
  isFree: true,
  nudged: { by: 'Dana Lindqvist', mine: false, at: '2026-11-24T07:30:00.000Z' },
  ahead: [
    { rung: 'deputy', at: due, names: ['Ana Ruiz'], you: true, again: false },
    { rung: 'lead', at: '2026-11-27T13:00:00.000Z', names: ['Priya Nair'], you: false, again: false },
    { rung: 'ends', at: '2026-11-30T13:00:00.000Z', names: [], you: false, again: false },
  ],
}
export const step = { ...head, step: 'runbook', title: 'Runbook on one page' }
export const hash = 'a3f09b11c2d84e57a3f09b11c2d84e57a3f09b11c2d84e57a3f09b11c2d84e57'
export const way = { title: 'Open', what: 'certification', id: 'CRT-12', part: '' }

export const asked = (id: string, kind: Asked['kind'], change: Partial<Asked> = {}): Asked => ({
  id,
  kind,
  label: `What about ${id}?`,
  help: 'A word is enough.',
  value: '',
  error: '',
  most: 200,
  options: [],
  ...change,
})
export const people = [
  { id: 'p1', label: 'Priya Nair' },
  { id: 'p2', label: 'Ben Okafor' },
]
export const options = [
  { id: 'low', label: 'Up to 10' },
  { id: 'many', label: 'More than 250' },
]
export const drivers = [
  { question: 'number of users', answer: '51 to 250', why: 'makes it at least moderate' },
  { question: 'access used', answer: 'A service account', why: 'makes it at least moderate' },
]
export const conditions = [
  { id: 'c1', words: 'Add a backup owner', due: '2026-12-10', state: 'open' as const },
  { id: 'c2', words: 'Move the key to the vault', due: '2026-12-18', state: 'met' as const },
]

export const hypercare = {
  id: 'hypercare',
  words: '30 days of hypercare after go-live: say how they went',
  due: '2026-12-24',
  state: 'open' as const,
}

export const waiver = {
  id: 'b7c8d9e0f1a2',
  question: 'connectors',
  answer: 'At least one red',
  until: '2027-02-12',
  reason: 'The supplier gives us a green connector in January.',
  controls: 'Only test data goes through it, and two people check each run.',
  by: ['Priya Nair', 'Olga Petrova'],
}
