import { certificateDay } from '../domain/time-words.ts'
import type { CertificationState } from '../domain/certification.ts'
import type { Tier } from '../domain/programme.ts'

/** What anyone who holds the link may know of a certificate: no name of a person among it. */
export type Certificate = {
  /** `CRT-12`. */
  readonly reference: string
  /** The asset's name, and the version of it that was approved. */
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
  /** The days after it goes live, while they are not over: their first and last, YYYY-MM-DD; no first one where none is set. */
  readonly hypercare?: { readonly from?: string; readonly until: string; readonly isBegun: boolean }
  /** By role, as people say it: `steward`, `data protection`. Empty where the programme decided by rule. */
  readonly approvedBy: readonly string[]
  /** Fingerprint of the key that evidence packs are signed with; absent before the first one. */
  readonly evidenceKey?: string
  readonly programme: string
  readonly policyVersion: string
}

/** How a certificate stands, in a word and a sentence. */
export const standingOf = ({
  state,
  isInForce,
  conditionsOpen,
  hypercare,
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
      if (hypercare)
        return {
          word: hypercare.isBegun ? 'Certified, in hypercare' : 'Certified, not live yet',
          sentence: `${hypercareSentence(hypercare)}${conditionsSentence(conditionsOpen)}`,
          colour: 'warning',
        }
      return conditionsOpen > 0
        ? {
            word: 'Certified with conditions',
            sentence: `It may be used.${conditionsSentence(conditionsOpen)}`,
            colour: 'warning',
          }
        : { word: 'Certified', sentence: 'It may be used.', colour: 'good' }
    default:
      return state satisfies never
  }
}

const conditionsSentence = (open: number): string =>
  open === 0 ? '' : ` ${open === 1 ? 'One condition is' : `${open} conditions are`} still to be met.`

const hypercareSentence = ({ from, until, isBegun }: NonNullable<Certificate['hypercare']>): string => {
  if (from === undefined) return 'It may go live, and is in hypercare from then on.'
  return isBegun
    ? `It may be used. It went live on ${certificateDay(from)} and is in hypercare, watched closely, until ${certificateDay(until)}.`
    : `It goes live on ${certificateDay(from)}, and is in hypercare until ${certificateDay(until)}.`
}

type Colour = 'good' | 'warning' | 'attention'
