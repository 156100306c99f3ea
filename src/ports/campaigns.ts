import type { Campaign } from '../domain/campaign.ts'
import type { CampaignFigures } from '../domain/campaign-event.ts'
import type { Reach } from '../domain/role-term.ts'

/** Which certifications are meant: they count at `now`, and fit all of it. Empty lists of platforms and answers leave that open, of places nothing fits. */
export type Meant = Pick<Campaign, 'places'> &
  Pick<Campaign['filter'], 'platforms' | 'answers'> & { readonly now: string }

/** How many certifications somebody owns. */
export type Owned = { readonly owner: string; readonly count: number }

/** How many in all, how many have an open review, and by owner, those with the most first. */
export type Counted = {
  readonly count: number
  readonly joins: number
  readonly owners: readonly Owned[]
}

/** Lists and counts of campaigns. */
export type Campaigns = {
  /** The newest first, those under way before the others. */
  readonly list: (most: number) => Promise<readonly Campaign[]>
  readonly count: (which: 'all' | 'under-way') => Promise<number>
  /** The tiers and units of certifications that count. */
  readonly places: (now: string) => Promise<readonly Reach[]>
  readonly counted: (meant: Meant) => Promise<Counted>
  /** Ids of certifications that are meant, by id, from behind `after` on. */
  readonly meant: (meant: Meant, after: string, most: number) => Promise<readonly string[]>
  readonly figures: (campaign: string, now: string) => Promise<Omit<CampaignFigures, 'joined' | 'untold'>>
  /** Whether anybody has still to answer. */
  readonly hasOpen: (campaign: string) => Promise<boolean>
  /** The latest day of an answer that is awaited of somebody who was told. */
  readonly lastDue: (campaign: string) => Promise<string | undefined>
  /** Whose answers are awaited, those with the most first. */
  readonly owing: (campaign: string) => Promise<readonly Owned[]>
  /** Ids of reviews whose answers it awaits; with `untold` those that nobody was told of. */
  readonly openReviews: (
    campaign: string,
    which: 'all' | 'untold',
    after: string,
    most: number,
  ) => Promise<readonly string[]>
}

/** One of many that have to be told: the review of a campaign, or a person of whose things a list brought some in. */
export type ToTell = { readonly kind: 'review' | 'existing'; readonly subject: string; readonly due: string }

/** What waits for its turn to be told, the soonest due first. */
export type Telling = {
  /** Once per subject; what waits already keeps its turn. */
  readonly put: (one: ToTell) => Promise<void>
  readonly drop: (one: Pick<ToTell, 'kind' | 'subject'>) => Promise<void>
  readonly page: (after: ToTell | null, most: number) => Promise<readonly ToTell[]>
  readonly count: () => Promise<number>
  /** How many wait for one campaign, and whether any does, which costs less. */
  readonly of: (campaign: string) => Promise<number>
  readonly hasFor: (campaign: string) => Promise<boolean>
}
