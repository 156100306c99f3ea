import type { View } from '../../../src/domain/view.ts'
import type { Samples } from './parts.ts'
import { head, due, asked, options } from './parts.ts'

/** What runs the programme, and what proves it. */
export const runningSamples: Pick<
  Samples,
  'rollout' | 'rollout-preview' | 'deliveries' | 'evidence-pack' | 'trail' | 'existing' | 'unowned' | 'disown'
> = {
  rollout: {
    kind: 'rollout',
    rollout: { scope: 'observe' },
    by: '',
    since: '2026-11-23T08:00:00.000Z',
    sentence: '',
    fields: [
      asked('scope', 'choice', { options, value: 'low' }),
      asked('unit', 'choice', { options, optional: true }),
    ],
  },
  'rollout-preview': {
    kind: 'rollout-preview',
    rollout: { scope: 'unit', unit: 'Finance' },
    isNow: false,
    over: '2026-11-24T08:00:00.000Z',
    until: '2026-12-01',
    people: 14,
    quiet: 5,
    counts: [
      { what: 'daily digest', count: 12 },
      { what: 'review that opens', count: 3 },
    ],
    lines: [
      { name: 'Dana Lindqvist', what: 'daily digest, 3 lines', at: '2026-11-25T08:30:00.000Z' },
      { name: 'Priya Nair', what: 'review that opens: CRT-12', at: due },
    ],
    more: 13,
  },
  deliveries: {
    kind: 'deliveries',
    count: 7,
    messages: [
      {
        message: 41,
        to: 'Ben Okafor',
        about: 'the request to decide APR-3',
        why: 'nobody',
        at: '2026-11-24T07:12:00.000Z',
      },
      {
        message: 38,
        to: 'Dana Lindqvist',
        about: 'the decision on CRT-2',
        why: 'unknown',
        at: '2026-11-23T15:40:00.000Z',
      },
      { message: 12, to: 'A channel', about: 'a card', why: 'tried', at: '2026-11-20T09:00:00.000Z' },
    ],
  },
  'evidence-pack': {
    kind: 'evidence-pack',
    ...head,
    token: '0123456789abcdef0123456789abcdef',
    until: '2026-11-24T08:10:00.000Z',
    before: {
      at: '2026-11-12T10:30:00.000Z',
      name: 'Amara Diallo',
      pack: 'a3f09b11c2d84e5f60718293a4b5c6d7a3f09b11c2d84e5f60718293a4b5c6d7',
    },
  },
  trail: {
    kind: 'trail',
    ...head,
    entries: 31,
    earlier: 17,
    later: 12,
    lines: [
      {
        seq: 18,
        at: due,
        subject: 'CRT-12',
        who: 'Dana Lindqvist',
        platform: 'teams',
        what: 'submitted version 1 (content a3f09b11c2d8)',
        why: '',
        policyVersion: 1,
      },
      {
        seq: 19,
        at: due,
        subject: 'APR-3',
        who: 'Ana Ruiz for Ben Okafor',
        platform: 'slack',
        what: 'asked for changes',
        why: 'Name a second contact.',
        policyVersion: 1,
      },
    ],
  },
  existing: {
    kind: 'existing',
    person: 'p1',
    name: 'Dana Lindqvist',
    mine: true,
    lines: [
      {
        asset: 'AST-3',
        name: 'Team leave calendar',
        certification: 'CRT-12',
        state: 'draft',
        due: '2027-02-22T08:00:00.000Z',
        untouched: true,
      },
      {
        asset: 'AST-7',
        name: 'Stock count',
        certification: 'CRT-13',
        state: 'being prepared',
        due: '2027-02-22T08:00:00.000Z',
        untouched: false,
      },
    ],
    more: 3,
    late: 0,
    first: '2027-02-22T08:00:00.000Z',
  },
  unowned: {
    kind: 'unowned',
    lines: [
      { asset: 'AST-8', name: 'Visitor list', said: 'J. Smith (facilities)', offered: '' },
      { asset: 'AST-9', name: 'Parking spaces', said: 'somebody in HR', offered: 'Ben Okafor' },
    ],
    more: 0,
  },
  disown: {
    kind: 'disown',
    asset: 'AST-3',
    name: 'Team leave calendar',
    fields: [asked('person', 'person')],
    sentence: '',
  },
}

/** Further faces of the same cards: each branch that a card can take. */
export const runningFaces: readonly View[] = [
  { ...runningSamples.deliveries, count: 0, messages: [] },
  { ...runningSamples.deliveries, count: 1, messages: runningSamples.deliveries.messages.slice(0, 1) },
  { ...runningSamples['evidence-pack'], before: null },
]
