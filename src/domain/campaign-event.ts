import type { Tier } from './programme.ts'
import type { Text } from './text.ts'

/** What a campaign came to, in numbers. `gone`: not in force any more. `untold`: nobody was told of it yet. */
export type CampaignFigures = {
  readonly asked: number
  readonly joined: number
  readonly answered: number
  readonly gone: number
  readonly overdue: number
  readonly untold: number
}

/** What a campaign is about, as the journal keeps it. */
type Chosen = {
  readonly tiers: readonly Tier[]
  readonly platforms: readonly string[]
  readonly answers: readonly { readonly question: string; readonly options: readonly string[] }[]
  readonly units: readonly string[]
}

/** What happens to a review because of campaigns, `campaigns` by their ids; `of` is its certification. */
type AboutPart = { readonly review: string; readonly of: string; readonly campaigns: readonly string[] }

/** What happens to review campaigns, and because of them. Wire names, they never change. */
export type CampaignEvent =
  | {
      readonly type: 'campaign-started'
      readonly campaign: string
      readonly by: string
      readonly name: Text
      readonly why: Text
      readonly days: number
      readonly chosen: Chosen
      /** How many it was to ask when it was confirmed. */
      readonly asked: number
    }
  /** Reviews were opened up to that certification, `through`. */
  | {
      readonly type: 'campaign-advanced'
      readonly campaign: string
      readonly through: string
      readonly asked: number
      readonly joined: number
    }
  | {
      readonly type: 'campaign-opened'
      readonly campaign: string
      readonly asked: number
      readonly joined: number
    }
  | {
      readonly type: 'campaign-closed' | 'campaign-cancelled'
      readonly campaign: string
      readonly by: string
      readonly starter: string
      readonly figures: CampaignFigures
    }
  /** Everybody has answered, or the days are over. */
  | {
      readonly type: 'campaign-finished'
      readonly campaign: string
      readonly starter: string
      readonly because: 'answered' | 'days-over'
      readonly figures: CampaignFigures
    }
  /** The owner of what is reviewed is asked, and has until `due`. */
  | ({ readonly type: 'campaign-told'; readonly owner: string; readonly due: string } & AboutPart)
  /** The owner has given their word, or was asked to look again. */
  | ({ readonly type: 'campaign-answered'; readonly answer: 'answered' | 'open' } & AboutPart)
  | ({ readonly type: 'campaign-taken-back' } & AboutPart)
  /** So many notices of many were sent on a day (YYYY-MM-DD). */
  | { readonly type: 'notices-drained'; readonly day: string; readonly count: number }

/** One that is not here does not compile. */
const kinds: Readonly<Record<CampaignEvent['type'], true>> = {
  'campaign-started': true,
  'campaign-advanced': true,
  'campaign-opened': true,
  'campaign-closed': true,
  'campaign-cancelled': true,
  'campaign-finished': true,
  'campaign-told': true,
  'campaign-answered': true,
  'campaign-taken-back': true,
  'notices-drained': true,
}

/** Whether an event is about a campaign. */
export const isCampaigning = <E extends { readonly type: string }>(
  event: E,
): event is Extract<E, { readonly type: CampaignEvent['type'] }> => event.type in kinds
