import type { View, ViewOf } from '../../../src/domain/view.ts'

const why = 'Two connectors left the green list. Please look whether you use one of them.'
const chosen = [
  { what: 'risk tier', values: ['moderate risk', 'high risk'] },
  { what: 'connectors and components', values: ['At least one amber'] },
]
const owners = [
  { name: 'Dana Lindqvist', count: 12 },
  { name: 'Ben Okafor', count: 9 },
  { name: 'Kenji Mori', count: 8 },
  { name: 'Amara Diallo', count: 4 },
  { name: 'Sofia Rossi', count: 4 },
]
const figures = { asked: 120, joined: 7, answered: 34, gone: 2, overdue: 6, untold: 20 }
const asked = (
  id: string,
  kind: ViewOf<'campaign-form'>['fields'][number]['kind'],
  label: string,
  change: Partial<ViewOf<'campaign-form'>['fields'][number]> = {},
) => ({ id, kind, label, help: '', value: '', error: '', most: 60, options: [], ...change })

export const campaignSamples = {
  campaigns: {
    kind: 'campaigns',
    lines: [
      { campaign: 'CMP-3', name: 'Connectors that changed colour', state: 'running', figures },
      {
        campaign: 'CMP-2',
        name: 'Finance before the audit',
        state: 'finished',
        figures: { asked: 18, joined: 0, answered: 17, gone: 1, overdue: 0, untold: 0 },
      },
    ],
    more: 1,
  },
  'campaign-form': {
    kind: 'campaign-form',
    fields: [
      asked('name', 'line', 'What is it called?', { help: 'A few words that everybody understands.' }),
      asked('why', 'words', 'Why do you ask?', { help: 'Each owner reads your words.' }),
      asked('days', 'line', 'How many days does each owner have to answer?', {
        value: '14',
        help: 'From 3 to 90, from when they are told.',
      }),
    ],
    sentence: '',
  },
  'campaign-filter': {
    kind: 'campaign-filter',
    name: 'Connectors that changed colour',
    chosen,
    count: 120,
    fields: [
      asked('tier', 'choice', 'By risk tier', {
        optional: true,
        options: [{ id: 'low', label: 'low risk' }],
      }),
      asked('unit', 'choice', 'By unit', { optional: true, options: [{ id: 'Finance', label: 'Finance' }] }),
    ],
    sentence: '',
  },
  'campaign-preview': {
    kind: 'campaign-preview',
    name: 'Connectors that changed colour',
    why,
    days: 14,
    chosen,
    count: 120,
    joins: 7,
    owners,
    others: { people: 31, count: 83 },
    perDay: 50,
    ahead: 12,
    first: '2026-11-24T08:00:00.000Z',
    last: '2026-11-26T09:00:00.000Z',
    ends: '2026-12-10T09:00:00.000Z',
    rollout: 'the people of Finance',
    seen: '2026-11-24T08:00:00.000Z',
  },
  campaign: {
    kind: 'campaign',
    campaign: 'CMP-3',
    name: 'Connectors that changed colour',
    why,
    by: 'Priya Nair',
    startedAt: '2026-11-20T08:00:00.000Z',
    state: 'running',
    endedAt: null,
    endedBy: '',
    chosen,
    days: 14,
    figures,
    owners,
    others: { people: 17, count: 47 },
    last: '2026-11-25T09:00:00.000Z',
    ends: '2026-12-09T09:00:00.000Z',
    perDay: 50,
    rollout: 'the people of Finance',
    mayEnd: true,
  },
  'campaign-end': {
    kind: 'campaign-end',
    campaign: 'CMP-3',
    name: 'Connectors that changed colour',
    how: 'cancel',
    figures,
    isOver: false,
  },
} as const satisfies { readonly [K in View['kind']]?: ViewOf<K> }

/** Campaigns in other states. */
export const campaignFaces: readonly View[] = [
  { ...campaignSamples.campaigns, lines: [], more: 0 },
  {
    ...campaignSamples['campaign-filter'],
    chosen: [],
    count: 0,
    sentence:
      'Nothing that you may ask about is certified and counts, so nobody would be asked. Nothing was done.',
  },
  {
    ...campaignSamples['campaign-preview'],
    chosen: [],
    count: 1,
    joins: 0,
    owners: owners.slice(0, 1),
    others: { people: 0, count: 0 },
    ahead: 0,
    last: '2026-11-24T08:00:00.000Z',
    rollout: '',
  },
  {
    ...campaignSamples.campaign,
    state: 'opening',
    figures: { ...figures, asked: 0, answered: 0 },
    ends: null,
  },
  {
    ...campaignSamples.campaign,
    state: 'finished',
    endedAt: '2026-12-09T09:00:00.000Z',
    figures: { ...figures, untold: 0, answered: 112 },
    last: null,
    ends: null,
    rollout: '',
    mayEnd: false,
  },
  {
    ...campaignSamples.campaign,
    state: 'cancelled',
    endedAt: '2026-11-24T08:00:00.000Z',
    endedBy: 'Priya Nair',
    mayEnd: false,
  },
  { ...campaignSamples['campaign-end'], how: 'close' },
  { ...campaignSamples['campaign-end'], isOver: true },
]
