import type { CampaignState } from './campaign.ts'
import type { CampaignFigures } from './campaign-event.ts'
import type { Asked, Of } from './view-parts.ts'

/** What was chosen, in words: "Risk tier", "moderate or high". */
export type Choice = { readonly what: string; readonly values: readonly string[] }
/** How many certifications of somebody. */
type Share = { readonly name: string; readonly count: number }

/** What stewards see of review campaigns. */
export type CampaignView =
  | Of<
      'campaigns',
      {
        lines: readonly {
          campaign: string
          name: string
          state: CampaignState
          figures: CampaignFigures
        }[]
        more: number
      }
    >
  | Of<'campaign-form', { fields: readonly Asked[]; sentence: string }>
  /** `count` is how many certifications fit so far. */
  | Of<
      'campaign-filter',
      {
        name: string
        chosen: readonly Choice[]
        count: number
        fields: readonly Asked[]
        sentence: string
      }
    >
  /** What starting it would do. Nothing has happened yet. */
  | Of<
      'campaign-preview',
      {
        name: string
        why: string
        days: number
        chosen: readonly Choice[]
        count: number
        /** How many of them are being reviewed already. */
        joins: number
        owners: readonly Share[]
        /** Owners who are not named, and what is theirs. */
        others: { people: number; count: number }
        perDay: number
        /** How many wait to be told before them, of other campaigns or a list. */
        ahead: number
        first: string
        last: string
        ends: string
        /** To whom reminders go, where that is not everyone; '' else. */
        rollout: string
        /** When what is shown was typed. */
        seen: string
      }
    >
  | Of<
      'campaign',
      {
        campaign: string
        name: string
        why: string
        by: string
        startedAt: string
        state: CampaignState
        endedAt: string | null
        endedBy: string
        chosen: readonly Choice[]
        days: number
        figures: CampaignFigures
        /** Told, and in time still. */
        owners: readonly Share[]
        others: { people: number; count: number }
        /** When the last are told and when the last answer is due, if nothing holds it up. */
        last: string | null
        ends: string | null
        perDay: number
        /** To whom reminders go, where that is not everyone; '' else. */
        rollout: string
        mayEnd: boolean
      }
    >
  | Of<
      'campaign-end',
      {
        campaign: string
        name: string
        how: 'close' | 'cancel'
        figures: CampaignFigures
        isOver: boolean
      }
    >
