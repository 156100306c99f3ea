import type { CertificationState } from '../domain/certification.ts'
import type { Tier } from '../domain/programme.ts'

/** What anyone who holds the link may know of a certificate: no name of a person among it. */
export type Certificate = {
  /** `CRT-12`. */
  readonly reference: string
  /** The asset's name and version. */
  readonly name: string
  readonly version?: string
  readonly tier: Tier
  readonly state: CertificationState
  /** Live: the asset may be used now. */
  readonly isInForce: boolean
  /** ISO 8601. */
  readonly certifiedAt?: string
  readonly validUntil?: string
  /** The dated conditions that are still open. */
  readonly conditionsOpen: number
  /** By role, as people say it: `steward`, `data protection`. Empty where the programme decided by rule. */
  readonly approvedBy: readonly string[]
  readonly programme: string
  readonly policyVersion: string
}

/** How a certificate stands, in a word and a sentence. */
export const standingOf = ({
  state,
  isInForce,
  conditionsOpen,
}: Certificate): { readonly word: string; readonly sentence: string; readonly colour: Colour } => {
  switch (state) {
    case 'suspended':
      return {
        word: 'Suspended',
        sentence: 'Please stop using it for now. Its owner has been told what to do.',
        colour: 'attention',
      }
    case 'revoked':
      return { word: 'Revoked', sentence: 'It must not be used any more.', colour: 'attention' }
    case 'expired':
      return {
        word: 'Expired',
        sentence: 'Its certificate has run out. Ask its owner before you rely on it.',
        colour: 'attention',
      }
    case 'retired':
      return { word: 'Retired', sentence: 'It is out of use.', colour: 'attention' }
    case 'draft':
    case 'classified':
    case 'preparing':
    case 'submitted':
    case 'in_review':
    case 'changes_requested':
    case 'certified':
    case 'conditionally_certified':
    case 'rejected':
    case 'review_due':
    case 'recertifying':
    case 'withdrawn':
      // A renewal under way may leave the certificate in force: that decides here, not the state.
      if (!isInForce)
        return { word: 'Not in force', sentence: 'It is not certified at present.', colour: 'attention' }
      return conditionsOpen > 0
        ? {
            word: 'Certified with conditions',
            sentence: `It may be used. ${conditionsOpen === 1 ? 'One condition is' : `${conditionsOpen} conditions are`} still to be met.`,
            colour: 'warning',
          }
        : { word: 'Certified', sentence: 'It may be used.', colour: 'good' }
    default:
      return state satisfies never
  }
}

type Colour = 'good' | 'warning' | 'attention'
