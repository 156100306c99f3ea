/** That somebody is away for some days, and who decides in their place. Wire names. */
export type AwayEvent =
  /** `begins` and `ends` are the instants of the first and the last day. */
  | {
      readonly type: 'away-set'
      readonly person: string
      readonly delegate: string
      readonly from: string
      readonly to: string
      readonly begins: string
      readonly ends: string
    }
  /** Open requests that the stand-in is asked about, or no longer is. */
  | {
      readonly type: 'away-began' | 'away-ended'
      readonly person: string
      readonly delegate: string
      readonly approvals: readonly string[]
    }
