import type { About } from './event-about.ts'

/** What happened to what was there before Assay. Wire names, they never change. */
export type ExistingEvent =
  | ({
      readonly type: 'existing-drafted'
      readonly by: 'list' | 'owner'
      readonly days: number
      readonly due: string
    } & About)
  /** The owner was told what of theirs came in. */
  | { readonly type: 'existing-told'; readonly person: string; readonly assets: readonly string[] }
  /** So many came in of which nobody knows whose they are. */
  | { readonly type: 'existing-unowned'; readonly assets: readonly string[] }
  | { readonly type: 'asset-disowned'; readonly asset: string; readonly person: string }
  | ({ readonly type: 'existing-disowned'; readonly person: string } & About)
  | ({ readonly type: 'existing-reminded' | 'existing-overdue'; readonly due: string } & About)
