import type { About, Users } from './event-about.ts'
import type { CertificationState } from './certification.ts'
import type { Tier } from './programme.ts'
import type { Text } from './text.ts'

/** What happened to answers that nobody knew, to a request while it was open, and to a certificate that stands. Wire names. */
export type StandingEvent =
  | ({
      readonly type: 'settling-asked'
      readonly question: string
      readonly due: string
      readonly tier: Tier
    } & About)
  /** The developer answered it after all. */
  | ({ readonly type: 'settling-closed'; readonly question: string } & About)
  | ({ readonly type: 'settling-reminded'; readonly question: string; readonly tier: Tier } & About)
  | ({
      readonly type: 'answer-settled'
      readonly question: string
      readonly option: string
      readonly by: string
      readonly reason: Text
      /** The tier before and now. */
      readonly from: Tier
      readonly tier: Tier
    } & About)
  /** The developer or the owner changes something while approvers look at it; what they decided is void. */
  | ({
      readonly type: 'certification-edited'
      readonly approval: string
      readonly by: string
      readonly voters: readonly string[]
    } & About)
  | ({ readonly type: 'renewal-withdrawn' } & About)
  | ({
      readonly type: 'recertification-started'
      readonly from: CertificationState
      readonly steps: readonly string[]
    } & About)
  | ({ readonly type: 'validity-ended' } & Users & About)
  | ({ readonly type: 'certification-suspended'; readonly by: string; readonly reason: Text } & Users & About)
  | ({
      readonly type: 'certification-lifted'
      readonly by: string
      readonly reason: Text
      readonly to: CertificationState
      /** What falls due again. */
      readonly windowOpens: string | null
      readonly inForceUntil: string | null
      readonly conditions: readonly { readonly id: string; readonly due: string }[]
    } & Users &
      About)
  | ({
      readonly type: 'revocation-asked'
      readonly revocation: string
      readonly by: string
      readonly reason: Text
      readonly tier: Tier
    } & About)
  | ({
      readonly type: 'revocation-declined'
      readonly revocation: string
      readonly by: string
      readonly asked: string
    } & About)
  | ({
      readonly type: 'certification-revoked'
      readonly revocation: string
      readonly by: string
      readonly second: string
      readonly reason: Text
    } & Users &
      About)
  | ({ readonly type: 'certification-retired'; readonly by: string; readonly note: Text } & Users & About)
  /** The owner confirmed that the people who use it know. */
  | ({ readonly type: 'stop-told'; readonly by: string } & About)
  | ({ readonly type: 'stop-unconfirmed' } & About)

const standing: ReadonlySet<string> = new Set<StandingEvent['type']>([
  'settling-asked',
  'settling-closed',
  'settling-reminded',
  'answer-settled',
  'certification-edited',
  'renewal-withdrawn',
  'recertification-started',
  'validity-ended',
  'certification-suspended',
  'certification-lifted',
  'revocation-asked',
  'revocation-declined',
  'certification-revoked',
  'certification-retired',
  'stop-told',
  'stop-unconfirmed',
])

/** Whether an event is one of these. */
export const isStanding = <E extends { readonly type: string }>(
  event: E,
): event is Extract<E, { readonly type: StandingEvent['type'] }> => standing.has(event.type)
