import type { About } from './event-about.ts'
import type { Role } from './programme.ts'
import type { Text } from './text.ts'

/** An asset's offer to another owner. */
type Handed = {
  readonly asset: string
  readonly offer: string
  readonly from: string
  readonly to: string
}

/** What happened with who belongs where, who leads, who left, and to whom things are handed over; wire names, they never change. */
export type LeavingEvent =
  | { readonly type: 'lead-ended'; readonly person: string }
  /** An administrator set the person's unit; null took it away. */
  | { readonly type: 'unit-set'; readonly person: string; readonly unit: string | null }
  /** Nobody can reach the person on any account: what they held and owned. */
  | {
      readonly type: 'person-left'
      readonly person: string
      readonly roles: readonly Role[]
      readonly assets: readonly string[]
    }
  | { readonly type: 'person-returned'; readonly person: string }
  | { readonly type: 'asset-unit-set'; readonly asset: string; readonly unit: string | null }
  /** What was theirs was so much that it was seen to in portions: all of it is by now. */
  | { readonly type: 'leaver-settled'; readonly person: string }
  /** `amid` so many of a leaver's, where that came with their leaving. */
  | ({
      readonly type: 'hand-over-offered'
      readonly by: string | null
      readonly until: string
      readonly amid?: number
    } & Handed)
  | ({ readonly type: 'hand-over-accepted' | 'hand-over-lapsed'; readonly by: string | null } & Handed)
  | ({ readonly type: 'hand-over-declined'; readonly by: string | null; readonly reason: Text } & Handed)
  | ({ readonly type: 'hand-over-withdrawn' } & Handed)
  /** The owner left, and nobody is known who could be asked to take it; `amid` so many of theirs, where that came with their leaving. */
  | {
      readonly type: 'asset-orphaned'
      readonly asset: string
      readonly owner: string
      readonly amid?: number
    }
  /** It is not its owner's, who does not know whose it is; `again` where nobody has taken it for a while. */
  | { readonly type: 'owner-sought'; readonly asset: string; readonly owner: string; readonly again?: true }
  /** Its owner says that it is theirs after all. */
  | { readonly type: 'owner-kept'; readonly asset: string; readonly owner: string }
  /** Whoever was asked left: somebody else has to be named. */
  | ({ readonly type: 'step-returned'; readonly step: string; readonly person: string } & About)
  /** `material` where it is looked at anew because of it; `again` are the steps that have to be done once more. */
  | ({
      readonly type: 'owner-changed'
      readonly from: string
      readonly to: string
      readonly material: boolean
      readonly again?: readonly string[]
    } & About)
  /** Whoever built it left; its owner goes on with it, and does the steps `again` once more. */
  | ({
      readonly type: 'developer-left'
      readonly person: string
      readonly again?: readonly string[]
    } & About)
  /** Whoever was to look after the days that follow its go-live left; somebody else does. */
  | ({
      readonly type: 'go-live-passed'
      readonly person: string
      readonly responsible: string
      readonly day: string
    } & About)
  | ({ readonly type: 'unit-changed'; readonly unit: string | null } & About)
  /** A role of `person` ended, or they left: `roles` are asked in its place, none where others of it are left; `short` have too few. `joined` where accounts were linked instead. */
  | ({
      readonly type: 'approval-reseated'
      readonly approval: string
      readonly person: string
      readonly roles: readonly Role[]
      readonly lead?: boolean
      readonly short: readonly Role[]
      readonly except: readonly string[]
      readonly joined?: true
    } & About)
  /** Somebody owns it now who must not decide on it. */
  | ({ readonly type: 'maker-added'; readonly approval: string; readonly person: string } & About)
