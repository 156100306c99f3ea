import type { Tier } from './programme.ts'
import type { Asked, EndedWaiver, Headed, Of } from './view-parts.ts'

/** What is seen of an answer to settle, and of a certificate that stopped, goes on or goes out of use. */
export type StandingView =
  | Of<
      'outcome',
      Headed & {
        outcome:
          | 'changes_requested'
          | 'rejected'
          | 'withdrawn'
          | 'suspended'
          | 'expired'
          | 'revoked'
          | 'retired'
          | 'request_expired'
        who: string
        reason: string
        at: string
        validUntil: string | null
        /** Whom to talk to about the way back, where stewards can help; empty otherwise. */
        stewards: readonly string[]
        mayProve: boolean
        waiver: EndedWaiver | null
        /** True where conditions were missed that can be looked at. */
        hasConditions: boolean
        /** Until when it can be appealed against; null where it cannot. */
        appealUntil: string | null
        mine: boolean
        /** True for who can start it again. */
        mayRecertify: boolean
        /** True for the owner who has not confirmed yet that its users know, and until when they should. */
        awaitsWord: boolean
        /** Who confirmed that its users know; '' while nobody has. */
        told: string
        /** The condition that was missed, in words; '' where none was. */
        missed: string
        /** True where its tier rose with a change and it was not certified anew in time. */
        changed: boolean
        /** Where users get help; '' where nobody was asked. */
        contact: string
        mayLift: boolean
        /** True for a steward who suspended it at high risk: another one lets it go on. */
        othersLift: boolean
        mayRevoke: boolean
        mayRetire: boolean
      }
    >
  | Of<
      'settle',
      Headed & {
        /** The id of the question. */
        id: string
        questionName: string
        ask: string
        help: string
        asset: string
        purpose: string
        assetKind: string
        platform: string
        developer: string
        /** `over` where the developer has answered it after all. */
        stage: 'asked' | 'settled' | 'over'
        due: string | null
        /** The answer as it stands, in words. */
        answer: string
        who: string
        reason: string
        tier: Tier
        /** What the developer does next; '' where nothing is. */
        next: string
        mine: boolean
        may: boolean
        sentence: string
        fields: readonly Asked[]
      }
    >
  | Of<
      'stop',
      Headed & {
        deed: 'suspend' | 'lift' | 'revoke' | 'retire'
        owner: string
        sentence: string
        fields: readonly Asked[]
      }
    >
  /** What somebody wants revoked; `over` where that is decided otherwise. */
  | Of<
      'revocation',
      Headed & {
        revocation: string
        stage: 'asked' | 'done' | 'over'
        who: string
        second: string
        reason: string
        mine: boolean
        may: boolean
      }
    >
