import type { View } from '../../../src/domain/view.ts'
import type { Samples } from './parts.ts'
import { head, step, hash, asked, people, waiver } from './parts.ts'
import { registrationSamples } from './registration.ts'

/** The steps of a certification, and who vouches for them. */
export const stepSamples: Pick<
  Samples,
  | 'steps'
  | 'acknowledge'
  | 'quiz'
  | 'quiz-done'
  | 'step-form'
  | 'evidence'
  | 'name-person'
  | 'waiting-step'
  | 'confirm'
  | 'not-right'
> = {
  steps: {
    kind: 'steps',
    ...head,
    tier: 'moderate',
    steps: [
      {
        id: 'policy',
        title: 'The policy',
        state: 'passed',
        begun: false,
        first: 'you',
        who: 'you',
        said: '',
      },
      {
        id: 'peer_review',
        title: 'A peer looks at it',
        state: 'refused',
        begun: false,
        first: 'you',
        who: 'a peer whom you choose',
        said: 'It fails on an empty list.',
      },
      {
        id: 'manager',
        title: 'Your manager confirms',
        state: 'asked',
        begun: false,
        first: 'you',
        who: 'Ben Okafor',
        said: '',
      },
      {
        id: 'runbook',
        title: 'Runbook on one page',
        state: 'open',
        begun: true,
        first: 'you',
        who: 'you',
        said: '',
      },
    ],
    done: 1,
    total: 4,
    obstacle: 'Three steps are still open: A peer looks at it, Your manager confirms, Runbook on one page.',
    waived: [],
    waiver: null,
    next: { id: 'peer_review', title: 'A peer looks at it' },
    blocked: [],
    canSubmit: false,
    mine: true,
    yours: true,
    changes: { who: 'Priya Nair', reason: 'Name a second contact, please.' },
    renewal: null,
    attests: 'By submitting you say that all of this is true.',
  },
  acknowledge: {
    kind: 'acknowledge',
    ...step,
    asks: ['I register what I build before others rely on it'],
    changes: ['This is the first version'],
    passed: false,
  },
  quiz: {
    kind: 'quiz',
    ...step,
    number: 1,
    total: 5,
    brief: ['Share with the people who need it.'],
    ask: 'Somebody leaves the team. What do you do?',
    options: [
      { id: '0', text: 'Remove their access' },
      { id: '1', text: 'Nothing' },
    ],
    sentence: '',
    answered: null,
  },
  'quiz-done': { kind: 'quiz-done', ...step, right: 3, total: 5, needed: 4, passed: false },
  'step-form': {
    kind: 'step-form',
    ...step,
    help: 'What your deputy would need on a bad morning.',
    example: 'The run history shows red.',
    sentence: '',
    fields: [
      asked('detect', 'words'),
      asked('deputy', 'person', { options: people }),
      asked('checked', 'date'),
    ],
  },
  evidence: {
    kind: 'evidence',
    ...step,
    help: 'A picture or a list.',
    example: 'A one-page diagram.',
    given: [
      { id: 'e1', kind: 'link', words: 'https://contoso.example/flow', at: '2026-11-24T07:00:00.000Z', hash },
    ],
    sentence: '',
    attests: 'the security role',
    stepState: 'refused',
    said: 'The link does not open.',
    fields: [asked('link', 'line'), asked('note', 'words')],
  },
  'name-person': {
    kind: 'name-person',
    ...step,
    help: 'Somebody who did not build it.',
    sentence: '',
    asked: 'Ben Okafor',
    said: '',
    fields: [asked('person', 'person', { options: people })],
  },
  'waiting-step': {
    kind: 'waiting-step',
    ...step,
    who: 'Ben Okafor',
    stepState: 'asked',
    said: '',
    saidBy: '',
    canAsk: false,
  },
  confirm: {
    kind: 'confirm',
    ...step,
    help: 'Somebody who did not build it tries it.',
    purpose: 'Counts the stock.',
    developer: 'Dana Lindqvist',
    lines: [{ title: 'Link', words: 'https://contoso.example/runbook', link: true }],
    stepState: 'asked',
    by: '',
    may: true,
    named: true,
    whyYou: 'Dana Lindqvist asked for it',
  },
  'not-right': {
    kind: 'not-right',
    ...step,
    developer: 'Dana Lindqvist',
    sentence: '',
    fields: [asked('reason', 'words')],
  },
}

/** Further faces of the same cards: each branch that a card can take. */
export const stepFaces: readonly View[] = [
  {
    ...stepSamples.steps,
    next: null,
    obstacle: 'The answer on connectors blocks this for now.',
    canSubmit: false,
    blocked: registrationSamples.result.blocked,
    waiver: { stage: 'ask', part: 'connectors' },
  },
  {
    ...stepSamples.steps,
    next: null,
    canSubmit: false,
    blocked: registrationSamples.result.blocked,
    waiver: { stage: 'asked', part: waiver.id },
  },
  { ...stepSamples.steps, next: null, blocked: [], canSubmit: true, obstacle: '', waived: [waiver] },
  {
    ...stepSamples.quiz,
    number: 5,
    answered: {
      right: false,
      chosen: 'Nothing',
      correct: 'Remove their access',
      because: 'Access outlives people.',
    },
  },
  {
    ...stepSamples.quiz,
    answered: {
      right: true,
      chosen: 'Remove their access',
      correct: 'Remove their access',
      because: 'Access outlives people.',
    },
  },
  { ...stepSamples.steps, next: null, canSubmit: true, obstacle: '', done: 4 },
  { ...stepSamples.steps, mine: false, yours: false, next: null },
  {
    ...stepSamples.steps,
    yours: false,
    blocked: registrationSamples.result.blocked,
    steps: stepSamples.steps.steps.map((one) => ({ ...one, first: 'Dana Lindqvist' })),
  },
  { ...stepSamples.quiz, sentence: 'Please choose one of the answers.' },
  {
    ...stepSamples['waiting-step'],
    stepState: 'refused',
    said: 'I did not agree to own this.',
    saidBy: 'Ben Okafor',
    canAsk: true,
  },
  { ...stepSamples['waiting-step'], stepState: 'open', canAsk: true },
  { ...stepSamples['waiting-step'], stepState: 'passed' },
  {
    ...stepSamples.steps,
    changes: null,
    state: 'being recertified',
    renewal: { inForceUntil: null, stopped: 'It mails the whole company.' },
  },
  ...(['open', 'passed', 'refused'] as const).map((stepState) => ({
    ...stepSamples.confirm,
    stepState,
    may: false,
    by: 'Ben Okafor',
  })),
]
