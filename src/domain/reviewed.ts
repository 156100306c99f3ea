/** What is looked at from time to time; wire names. `check` is owner, runbook and access, as one matter. */
export const reviewedKinds = ['certification', 'check', 'catalogue-item', 'policy', 'governance'] as const
export type ReviewedKind = (typeof reviewedKinds)[number]

/** Reviews of the programme as a whole: of its policy, and of the controls that it asks for. */
export const programmeReviewKinds = ['policy', 'governance'] as const
export type ProgrammeReviewKind = (typeof programmeReviewKinds)[number]
export const isProgrammeReview = (kind: string): kind is ProgrammeReviewKind =>
  programmeReviewKinds.some((one) => one === kind)

/** Why it was opened. */
export const reviewReasons = ['window', 'cadence', 'change', 'campaign'] as const
export type ReviewReason = (typeof reviewReasons)[number]
