import type { Verdict } from '../../src/domain/approval.ts'
import type { Profile } from './profiles.ts'

/** What a walk may try, as a person or the clock would. */
export type Command =
  | { readonly do: 'classify'; readonly profile: Profile }
  | {
      readonly do:
        | 'start'
        | 'submit'
        | 'withdraw'
        | 'lapse'
        | 'window'
        | 'expire'
        | 'run out'
        | 'edit'
        | 'recertify'
        | 'validity ends'
        | 'retire'
    }
  | { readonly do: 'miss' | 'evidence condition'; readonly condition: Asked }
  | { readonly do: 'meet'; readonly condition: Asked; readonly who: number }
  | { readonly do: 'go live'; readonly who: number; readonly inDays: number }
  | { readonly do: 'suspend' | 'lift' | 'revoke' | 'agree'; readonly who: number }
  | { readonly do: 'settle'; readonly who: number; readonly points: number }
  | { readonly do: 'work'; readonly step: number; readonly how: 'good' | 'remove' | 'again' }
  | {
      readonly do: 'vouch'
      readonly step: number
      readonly who: number
      readonly how: 'confirm' | 'refuse' | 'decline'
    }
  | {
      readonly do: 'vote'
      readonly who: number
      readonly verdict: Verdict
      /** On the version before the one that stands. */
      readonly stale: boolean
      /** With the hash of what stands, of something else, or of nothing. */
      readonly seen: 'this' | 'other' | 'nothing'
    }

/** What may be asked for afterwards: by an approver, and by the tier itself. */
type Asked = 'c1' | 'hypercare'
