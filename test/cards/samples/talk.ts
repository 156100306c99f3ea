import type { View } from '../../../src/domain/view.ts'
import type { Samples } from './parts.ts'
import { head, due, hash, way, asked } from './parts.ts'

/** What Assay says by itself, and what somebody sees of themselves. */
export const talkSamples: Pick<
  Samples,
  | 'welcome'
  | 'home'
  | 'digest'
  | 'week'
  | 'help'
  | 'policy'
  | 'search'
  | 'link'
  | 'line'
  | 'refusal'
  | 'moved'
  | 'settings'
  | 'away'
  | 'stand-in'
  | 'sure'
> = {
  welcome: { kind: 'welcome', name: 'Dana Lindqvist', organisation: 'Contoso' },
  home: {
    kind: 'home',
    needs: [
      { reference: 'CRT-12', name: 'Team leave calendar', what: 'waits for your decision', due, way },
      { reference: 'CRT-14', name: 'Stock count', what: 'next step: A peer looks at it', due: null, way },
    ],
    mine: [{ reference: 'CRT-14', name: 'Stock count', state: 'in preparation', tier: 'moderate', way }],
    waiting: [{ reference: 'CRT-9', name: 'Visitor list', from: ['Priya Nair', 'Ben Okafor'], due, way }],
    more: 3,
    figures: 'Samples: 12 looked at, something found at 1 (8 %).',
  },
  digest: {
    kind: 'digest',
    day: '2026-11-24',
    at: '09:30',
    needs: [
      { reference: 'CRT-12', name: 'Team leave calendar', what: 'waits for your decision', due, way },
      {
        reference: 'CRT-14',
        name: 'Stock count',
        what: 'asks you to confirm: A peer looks at it',
        due: null,
        way,
      },
    ],
    more: 4,
    back: {
      first: '2026-11-16',
      last: '2026-11-20',
      changed: [{ reference: 'CRT-9', name: 'Visitor list', state: 'certified' }],
      moreChanged: 2,
    },
  },
  week: {
    kind: 'week',
    day: '2026-11-23',
    open: 4,
    oldest: { reference: 'CRT-12', since: '2026-11-17T08:00:00.000Z' },
    last: { asked: 5, decided: 4, inTime: 3 },
    before: { asked: 3, decided: 3, inTime: 3 },
    ending: { certificates: 6, waivers: 1 },
    endingDays: 30,
    campaigns: { count: 1, asked: 120, answered: 34, overdue: 6 },
    samples: { looked: 12, found: 1 },
  },
  sure: { kind: 'sure', ...head, deed: 'withdraw-request', who: '', reason: '' },
  'stand-in': {
    kind: 'stand-in',
    person: 'p2',
    name: 'Ben Okafor',
    days: { first: '2026-12-21', last: '2027-01-04' },
    roles: ['steward'],
  },
  away: {
    kind: 'away',
    days: { first: '2026-12-21', last: '2027-01-04', delegate: 'Ana Ruiz' },
    sentence: '',
    fields: [
      asked('first', 'date', { value: '2026-12-21' }),
      asked('last', 'date', { value: '2027-01-04' }),
      asked('delegate', 'person'),
    ],
  },
  settings: {
    kind: 'settings',
    name: 'Dana Lindqvist',
    rollout: 'Reminders and digests go to nobody yet. Type rollout to choose.',
    roles: [
      { role: 'steward', lead: true, until: '2027-03-01', upTo: 'moderate', unit: 'Finance' },
      { role: 'board', lead: false, until: null, upTo: null, unit: null },
    ],
    unit: 'Finance',
    platforms: ['Slack', 'Teams'],
    sentence: '',
    fields: [
      asked('zone', 'line', { value: 'Europe/Berlin' }),
      asked('quietFrom', 'line', { value: '18:00' }),
      asked('quietTo', 'line', { value: '09:00' }),
      asked('digestAt', 'line', { value: '09:30' }),
    ],
  },
  help: {
    kind: 'help',
    lines: [{ word: 'start', what: 'register something you built' }],
    more: false,
    hidden: 4,
    place: 'channel',
    roles: ['steward'],
  },
  policy: {
    kind: 'policy',
    title: 'Citizen development programme',
    organisation: 'Contoso',
    version: 1,
    hash,
    goals: ['People closest to the work can build what they need'],
    riskAppetite: 'We accept small mistakes that can be undone.',
    whoQualifies: 'Anybody',
    approvedTools: ['Power Apps'],
    boundaries: ['Red items need a waiver'],
    sponsor: 'The executive board',
    coAuthors: ['Security'],
  },
  search: {
    kind: 'search',
    words: 'leave',
    results: [{ asset: 'AST-3', name: 'Team leave calendar', owner: 'Ben Okafor', state: 'certified', way }],
  },
  link: {
    kind: 'link',
    link: '0'.repeat(32),
    name: 'Dana Lindqvist',
    there: 'Slack',
    here: 'Teams',
  },
  line: {
    kind: 'line',
    title: 'Saved for later',
    sentence: 'What you typed is kept.',
    tone: 'good',
    ways: [way],
  },
  refusal: {
    kind: 'refusal',
    code: 'own-work',
    sentence: 'You built this, so someone else decides. Ana or Ben can.',
    token: '',
    ways: [way],
  },
  moved: { kind: 'moved', title: 'There is a newer card below', sentence: 'This one is closed.', ways: [] },
}

/** Further faces of the same cards: each branch that a card can take. */
export const talkFaces: readonly View[] = [
  {
    ...talkSamples.digest,
    more: 0,
    back: null,
    needs: [
      { reference: 'Role', name: 'steward', what: 'has ended', due: null, way, isNews: true },
      {
        reference: 'CRT-9',
        name: 'Visitor list',
        what: 'has lapsed, because nobody went on with it',
        due: null,
        way,
        isNews: true,
      },
      {
        reference: 'Before Assay',
        name: 'Ben Okafor',
        what: 'is late to be certified',
        due: null,
        way,
        isNews: true,
      },
    ],
  },
  { ...talkSamples.sure, deed: 'withdraw' },
  {
    ...talkSamples.sure,
    deed: 'submit-unchanged',
    who: 'Tomás Rey',
    reason: 'Why is the birthday needed?',
  },
  { ...talkSamples.home, needs: [], mine: [], waiting: [], more: 0 },
  { ...talkSamples['stand-in'], days: null },
  ...(['edit', 'withdraw-renewal', 'submit-unchanged', 'withdraw'] as const).map((deed) => ({
    ...talkSamples.sure,
    deed,
    who: 'Priya Nair',
  })),
  { ...talkSamples.sure, deed: 'edit' },
  { ...talkSamples.away, days: null },
]
