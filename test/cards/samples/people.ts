import type { View } from '../../../src/domain/view.ts'
import type { Samples } from './parts.ts'
import { asked, head, people } from './parts.ts'

/** Roles, owners and what users say. */
export const peopleSamples: Pick<
  Samples,
  | 'role-request'
  | 'role-end'
  | 'hand-over'
  | 'decline-hand-over'
  | 'new-owner'
  | 'leaver'
  | 'rate'
  | 'rate-words'
> = {
  'role-request': {
    kind: 'role-request',
    person: 'p2',
    request: 'a1b2c3d4e5f6',
    name: 'Ben Okafor',
    role: 'steward',
    until: '2027-03-01',
    upTo: 'moderate',
    unit: 'Finance',
    asker: 'Amara Diallo',
    state: 'asked',
    by: '',
    lapses: '2026-12-01T08:00:00.000Z',
    may: true,
    others: ['Kenji Mori'],
    reached: true,
  },
  'role-end': {
    kind: 'role-end',
    person: 'p2',
    name: 'Ben Okafor',
    role: 'steward',
    held: true,
    until: '2026-12-20',
    mine: false,
  },
  'hand-over': {
    kind: 'hand-over',
    asset: 'AST-3',
    name: 'Team leave calendar',
    purpose: 'Who is away when',
    offer: 'a1b2c3d4e5f6',
    from: 'Ben Okafor',
    left: true,
    to: 'Dana Lindqvist',
    stage: 'offered',
    mayTakeBack: false,
    mayAsk: false,
    mayKeep: false,
    until: '2026-12-08T08:00:00.000Z',
    reason: '',
    mine: true,
    owner: 'Ben Okafor',
    certification: 'CRT-12',
    state: 'certified on conditions',
    tier: 'moderate',
    validUntil: '2027-11-24T08:00:00.000Z',
    conditions: 2,
  },
  'new-owner': {
    kind: 'new-owner',
    asset: 'AST-12',
    name: 'Team leave calendar',
    fields: [asked('to', 'person', { label: 'Who should own it?', options: people })],
    sentence: '',
    mayNotKnow: true,
  },
  'decline-hand-over': {
    kind: 'decline-hand-over',
    asset: 'AST-3',
    name: 'Team leave calendar',
    offer: 'a1b2c3d4e5f6',
    fields: [asked('reason', 'words')],
    sentence: '',
  },
  leaver: {
    kind: 'leaver',
    person: 'p2',
    name: 'Ben Okafor',
    mine: false,
    at: '2026-11-24T02:00:00.000Z',
    back: null,
    roles: ['steward', 'board'],
    lastAdmin: true,
    count: 12,
    assets: [
      { asset: 'AST-7', name: 'Stock count', becomes: 'needs an owner' },
      { asset: 'AST-3', name: 'Team leave calendar', becomes: 'offered to Dana Lindqvist' },
      ...[11, 12, 14, 15, 18, 21].map((nth) => ({
        asset: `AST-${nth}`,
        name: `Visitor list of floor ${nth}`,
        becomes: 'offered to Priya Nair',
      })),
    ],
  },
  rate: { kind: 'rate', ...head, rating: null },
  'rate-words': {
    kind: 'rate-words',
    ...head,
    rating: 4,
    sentence: '',
    given: false,
    fields: [asked('words', 'words')],
  },
}

/** Further faces of the same cards: each branch that a card can take. */
export const peopleFaces: readonly View[] = [
  { ...peopleSamples['hand-over'], mine: false, left: false, stage: 'sought', until: null, mayAsk: true },
  {
    ...peopleSamples['hand-over'],
    mine: false,
    left: false,
    stage: 'sought',
    until: null,
    mayAsk: true,
    mayKeep: true,
  },
  {
    ...peopleSamples['hand-over'],
    mine: false,
    left: false,
    stage: 'retired',
    state: 'retired',
    until: null,
    validUntil: null,
    conditions: 0,
    mayAsk: true,
  },
  { ...peopleSamples['hand-over'], mine: false, mayTakeBack: true },
  { ...peopleSamples['hand-over'], mine: false, stage: 'declined', reason: 'I leave in June.', mayAsk: true },
  { ...peopleSamples['role-request'], may: false },
  {
    ...peopleSamples['role-request'],
    state: 'granted',
    by: 'Kenji Mori',
    may: false,
    until: null,
    upTo: null,
  },
  { ...peopleSamples['role-request'], state: 'declined', by: 'Kenji Mori', may: false },
  { ...peopleSamples['role-request'], state: 'lapsed', may: false },
  { ...peopleSamples['role-end'], held: false, until: null, mine: true },
  { ...peopleSamples['role-end'], until: null },
  { ...peopleSamples.rate, rating: 4 },
  { ...peopleSamples['rate-words'], given: true },
]
