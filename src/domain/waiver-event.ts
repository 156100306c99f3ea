import type { About, Users } from './event-about.ts'
import type { Role, Tier } from './programme.ts'
import type { Text } from './text.ts'

/** Which ask of which waiver, and for the answer to which question. */
type OnWaiver = About & { readonly waiver: string; readonly ask: string; readonly question: string }

/** What happens about a waiver, and to what its end had stopped. */
export type WaiverEvent =
  /** `agrees` is the owner whose word is asked for besides; null where it is not, or where it was said by asking. */
  | ({
      readonly type: 'waiver-asked'
      readonly option: string
      readonly tier: Tier
      readonly by: string
      readonly until: string
      /** It holds already, or did: this asks for longer. */
      readonly longer: boolean
      readonly roles: readonly Role[]
      readonly except: readonly string[]
      readonly agrees: string | null
      readonly due: string
      readonly reason: Text
      readonly controls: Text
    } & OnWaiver)
  | ({ readonly type: 'waiver-unmanned'; readonly role: Role } & OnWaiver)
  /** A role of `person` ended, or they left: `roles` are asked in its place, none where others of it are left; `short` have too few. `joined` where accounts were linked instead. */
  | ({
      readonly type: 'waiver-reseated'
      readonly person: string
      readonly roles: readonly Role[]
      readonly lead?: boolean
      readonly short: readonly Role[]
      readonly except: readonly string[]
      readonly joined?: true
      /** Who waits for the decision. */
      readonly asked: string
    } & OnWaiver)
  /** Somebody owns it now who must not decide on the waiver; `agrees` where their word as the owner is asked for. */
  | ({ readonly type: 'waiver-maker-added'; readonly person: string; readonly agrees: boolean } & OnWaiver)
  /** A yes, and more are needed; `asOwner` where it is the owner's word. */
  | ({ readonly type: 'waiver-agreed'; readonly by: string; readonly asOwner: boolean } & OnWaiver)
  /** The last yes that was needed; it counts once it stands. */
  | ({
      readonly type: 'waiver-granted'
      readonly by: string
      readonly asked: string
      readonly tier: Tier
      readonly until: string
      readonly longer: boolean
    } & OnWaiver)
  | ({
      readonly type: 'waiver-refused'
      readonly by: string
      readonly asked: string
      readonly longer: boolean
      readonly reason: Text
    } & OnWaiver)
  /** Whoever decided it took that back: it waits for a decision anew, until `due`. */
  | ({
      readonly type: 'waiver-undone'
      readonly by: string
      readonly was: 'granted' | 'refused'
      readonly tier: Tier
      readonly due: string
    } & OnWaiver)
  /** The time to undo the decision has passed: now it counts, and is told. */
  | ({
      readonly type: 'waiver-settled'
      readonly by: string
      readonly asked: string
      readonly verdict: 'granted' | 'refused'
      readonly tier: Tier
      readonly until: string
      readonly longer: boolean
    } & OnWaiver)
  /** Nobody decided in time. */
  | ({ readonly type: 'waiver-lapsed'; readonly asked: string } & OnWaiver)
  /** `asked` is who waits for a decision that does not come any more. */
  | ({
      readonly type: 'waiver-closed'
      readonly because: 'answer-changed' | 'tier-changed' | 'over'
      readonly asked: string | null
    } & Omit<OnWaiver, 'ask'>)
  | ({ readonly type: 'waiver-reminded'; readonly until: string } & Omit<OnWaiver, 'ask'>)
  /** `graceEnds` is the last day on which what is live still counts; null where nothing does. */
  | ({
      readonly type: 'waiver-ended'
      readonly until: string
      readonly graceEnds: string | null
    } & Omit<OnWaiver, 'ask'>)
  /** What was certified with it is suspended, or does not count while it is renewed. */
  | ({
      readonly type: 'waiver-expired'
      readonly until: string
      readonly suspended: boolean
    } & Users &
      Omit<OnWaiver, 'ask'>)
  | ({
      readonly type: 'suspension-lifted'
      readonly windowOpens: string
      readonly inForceUntil: string
      readonly conditions: readonly { readonly id: string; readonly due: string }[]
    } & About)
