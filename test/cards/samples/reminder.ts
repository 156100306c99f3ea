import type { View } from '../../../src/domain/view.ts'
import type { Samples } from './parts.ts'
import { head, way, asked } from './parts.ts'

/** What the clock says. */
export const reminderSamples: Pick<Samples, 'reminder' | 'snooze' | 'reminders' | 'draft-reminder'> = {
  reminder: {
    kind: 'reminder',
    reminder: 4,
    reminds: 'review',
    reference: 'CRT-12',
    name: 'Team leave calendar',
    what: '',
    due: '2026-11-26T09:00:00.000Z',
    ends: '2026-12-10T09:00:00.000Z',
    otherwise: 'expires',
    next: { who: 'deputy', name: 'Ben Okafor', day: '2026-11-29' },
    owner: '',
    why: 'You look after it.',
    onItUntil: null,
    way,
    handOver: 'AST-3',
  },
  snooze: {
    kind: 'snooze',
    reminder: 4,
    reference: 'CRT-12',
    name: 'Team leave calendar',
    due: '2026-11-26T09:00:00.000Z',
    latest: '2026-11-26T08:30:00.000Z',
    choices: [
      { snooze: 'hour', at: '2026-11-24T09:00:00.000Z' },
      { snooze: 'tomorrow', at: '2026-11-25T08:30:00.000Z' },
    ],
    fields: [
      asked('snooze', 'choice', {
        label: 'When?',
        help: '',
        value: 'hour',
        options: [
          { id: 'hour', label: 'In an hour' },
          { id: 'tomorrow', label: 'Tomorrow' },
        ],
      }),
      asked('day', 'date', { label: 'A day of your choice', help: '', optional: true }),
    ],
    sentence: '',
  },
  reminders: {
    kind: 'reminders',
    lines: [
      {
        what: 'the review of a certificate',
        reference: 'CRT-12',
        name: 'Team leave calendar',
        steps: [
          {
            outcome: 'deferred',
            because: 'quiet',
            at: '2026-11-21T08:30:00.000Z',
            until: '2026-11-23T08:30:00.000Z',
          },
          { outcome: 'ping', because: 'due-soon', at: '2026-11-23T08:30:00.000Z', until: null },
        ],
        sentAt: '2026-11-23T08:30:02.000Z',
      },
      {
        what: 'something that you began',
        reference: 'CRT-14',
        name: 'Stock count',
        steps: [{ outcome: 'digest', because: 'not-urgent', at: '2026-11-20T10:00:00.000Z', until: null }],
        sentAt: null,
      },
    ],
    counts: [
      { outcome: 'deferred', because: 'quiet', count: 12 },
      { outcome: 'digest', because: 'not-urgent', count: 210 },
      { outcome: 'ping', because: 'due-soon', count: 41 },
    ],
    left: 2,
    most: 3,
    quiet: { from: '18:00', to: '09:00' },
    digestAt: '09:30',
    pushes: true,
    digestCame: '2026-11-24T08:30:00.000Z',
  },
  'draft-reminder': {
    kind: 'draft-reminder',
    ...head,
    since: '2026-11-20T08:00:00.000Z',
    lapses: '2026-12-20T08:00:00.000Z',
  },
}

/** Further faces of the same cards: each branch that a card can take. */
export const reminderFaces: readonly View[] = [
  {
    ...reminderSamples.reminder,
    reminds: 'help-asked',
    owner: 'Dana Lindqvist',
    why: 'You are the next to be asked about it.',
    next: null,
    handOver: '',
  },
  { ...reminderSamples.reminder, due: '2026-11-20T09:00:00.000Z', onItUntil: '2026-11-25T13:00:00.000Z' },
  {
    ...reminderSamples.reminder,
    reminds: 'condition',
    what: 'Add a backup owner',
    due: '2026-11-26',
    ends: '2026-11-26',
    otherwise: 'suspended',
    next: null,
  },
  {
    ...reminderSamples.reminder,
    reminds: 'waiver',
    due: '2026-12-01',
    ends: '2026-12-01',
    otherwise: 'blocks',
    next: null,
  },
  {
    ...reminderSamples.reminder,
    reminds: 'hand-over',
    otherwise: 'lapses',
    next: null,
    why: 'It was offered to you.',
  },
  {
    ...reminderSamples.reminder,
    reminds: 'step',
    what: 'A peer looks at it',
    due: null,
    ends: null,
    otherwise: 'nothing',
    next: null,
    owner: 'Dana Lindqvist',
    why: 'You were asked to vouch for it.',
    handOver: '',
  },
  { ...reminderSamples.reminder, reminds: 'on-it', next: { who: 'steward', name: '', day: '2026-12-01' } },
  { ...reminderSamples.snooze, due: null, latest: null, sentence: 'One answer needs another look.' },
  { ...reminderSamples.reminders, lines: [], counts: [], left: 0 },
  { ...reminderSamples.reminders, pushes: false, digestCame: null },
  {
    ...reminderSamples.reminder,
    reminds: 'campaign',
    what: 'Connectors that changed colour',
    otherwise: 'nothing',
    next: null,
  },
]
