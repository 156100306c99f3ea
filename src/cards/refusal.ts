import type { RefusalCode } from '../domain/refusal.ts'
import { card } from './card.ts'
import { ways } from './fields.ts'

/** Under which heading a refusal stands; the sentence says the rest. */
const headings: Readonly<
  Record<RefusalCode, 'unclear' | 'again' | 'done' | 'others' | 'stale' | 'fault' | 'other' | 'unfound'>
> = {
  'own-work': 'others',
  'changed-since': 'stale',
  'already-decided': 'done',
  'not-allowed': 'others',
  missing: 'other',
  blocked: 'other',
  'unknown-word': 'unclear',
  'unknown-thing': 'unfound',
  'unknown-button': 'stale',
  'wrong-state': 'stale',
  'wrong-place': 'other',
  invalid: 'again',
  fault: 'fault',
}

export const refusalCard = card('refusal', {
  line: (view) => view.sentence,
  fields: (view) => {
    const heading = headings[view.code]
    return {
      isUnclear: heading === 'unclear',
      isAgain: heading === 'again',
      isUnfound: heading === 'unfound',
      isDone: heading === 'done',
      isOthers: heading === 'others',
      isStale: heading === 'stale',
      isFault: heading === 'fault',
      isOther: heading === 'other',
      sentence: view.sentence,
      ways: ways(view.ways),
    }
  },
})
