/** What is looked at from time to time; wire names. `check` is owner, runbook and access, as one matter. */
export const reviewedKinds = ['certification', 'check', 'catalogue-item', 'policy', 'governance'] as const
export type ReviewedKind = (typeof reviewedKinds)[number]

/** Why it was opened. */
export const reviewReasons = ['window', 'cadence', 'change', 'campaign'] as const
export type ReviewReason = (typeof reviewReasons)[number]
