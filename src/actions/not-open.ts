import type { Certification } from '../domain/certification.ts'
import type { Ref } from '../domain/ref.ts'
import { stateWords } from '../domain/transition.ts'

/** Answers a typed line about something that has moved on: how it stands, and the way to it. */
export const notOpenAnyMore = (
  { id, state }: Pick<Certification, 'id' | 'state'>,
  why = 'so this is not open at the moment',
): Ref => ({
  show: 'line',
  title: 'Nothing was changed',
  sentence: `${id} is ${stateWords[state]}, ${why}.`,
  tone: 'default',
  ways: [
    { title: 'Show it', what: 'certification', id, part: '' },
    { title: 'Show my inbox', what: 'home', id: '', part: '' },
  ],
})
