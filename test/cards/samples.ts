import type { View } from '../../src/domain/view.ts'
import { campaignFaces, campaignSamples } from './samples/campaign.ts'
import { certificateFaces, certificateSamples } from './samples/certificate.ts'
import { outcomeFaces, outcomeSamples } from './samples/outcome.ts'
import { peopleFaces, peopleSamples } from './samples/people.ts'
import { registrationFaces, registrationSamples } from './samples/registration.ts'
import { reminderFaces, reminderSamples } from './samples/reminder.ts'
import { requestFaces, requestSamples } from './samples/request.ts'
import { reviewFaces, reviewSamples } from './samples/review.ts'
import { runningFaces, runningSamples } from './samples/running.ts'
import { stepFaces, stepSamples } from './samples/step.ts'
import { talkFaces, talkSamples } from './samples/talk.ts'
import type { Samples } from './samples/parts.ts'

/** One ordinary view of every kind; a kind without one does not compile. */
export const samples: Samples = {
  ...talkSamples,
  ...registrationSamples,
  ...stepSamples,
  ...requestSamples,
  ...outcomeSamples,
  ...certificateSamples,
  ...reviewSamples,
  ...reminderSamples,
  ...peopleSamples,
  ...runningSamples,
  ...campaignSamples,
}

/** Every face of every card. */
export const faces: readonly View[] = [
  ...Object.values(samples),
  ...talkFaces,
  ...registrationFaces,
  ...stepFaces,
  ...requestFaces,
  ...outcomeFaces,
  ...certificateFaces,
  ...reviewFaces,
  ...reminderFaces,
  ...peopleFaces,
  ...runningFaces,
  ...campaignFaces,
]
