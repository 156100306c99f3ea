import type { Certification, CertificationState } from '../domain/certification.ts'
import type { Ref } from '../domain/ref.ts'
import { stateWords } from '../domain/transition.ts'

/** What somebody can do instead, by where the thing stands. */
const insteads: Readonly<Record<CertificationState, (id: string) => string>> = {
  draft: () => 'Show it, and answer the risk questions first.',
  classified: () => 'Show it, and start its steps first.',
  preparing: () => 'Show it to see what is still to do.',
  submitted: () => 'Show it to see who decides.',
  in_review: () => 'Show it to see who decides.',
  changes_requested: () => 'Show it to see what has to change.',
  certified: (id) => `Where something is different by now, type change ${id}.`,
  conditionally_certified: (id) => `Where something is different by now, type change ${id}.`,
  rejected: () => 'Show it to see why, and what you can do.',
  review_due: (id) => `Type review ${id} to say whether anything has changed.`,
  recertifying: () => 'Show it to see what is still to do.',
  suspended: () => 'Show it to see what lifts that.',
  expired: () => 'Show it to see what you can do.',
  revoked: () => 'Show it to see why, and what you can do.',
  retired: () => 'Type start to register something new.',
  withdrawn: () => 'Show it to begin again.',
}

/** Answers a typed line about something that has moved on: how it stands, what to do instead, and the way to it. */
export const notOpenAnyMore = (
  { id, state }: Pick<Certification, 'id' | 'state'>,
  why = 'so this is not open at the moment',
): Ref => ({
  show: 'line',
  title: 'Nothing was changed',
  sentence: `${id} is ${stateWords[state]}, ${why}. ${insteads[state](id)}`,
  tone: 'default',
  ways: [
    { title: 'Show it', what: 'certification', id, part: '' },
    { title: 'Show my inbox', what: 'home', id: '', part: '' },
  ],
})
