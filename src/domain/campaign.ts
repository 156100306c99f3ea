import { z } from 'zod'
import type { CampaignEvent, CampaignFigures } from './campaign-event.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import { tiers } from './programme.ts'
import type { Reach } from './role-term.ts'
import { isSameUnit } from './role-term.ts'
import { Refusal } from './refusal.ts'
import { Text } from './text.ts'

/** Which certifications a campaign is about. An empty list leaves that open; of several in one list any one is enough. */
export const CampaignFilter = z.object({
  tiers: z.array(z.enum(tiers)),
  platforms: z.array(z.string()),
  /** Answers to the questions that the policy names for it. */
  answers: z.array(z.object({ question: z.string(), options: z.array(z.string()) })),
  units: z.array(z.string()),
})
export type CampaignFilter = Readonly<z.infer<typeof CampaignFilter>>

export const campaignStates = ['opening', 'running', 'finished', 'closed', 'cancelled'] as const
export type CampaignState = (typeof campaignStates)[number]

/** Many reviews that a steward asks for at once. `CMP-3` style references. */
export const Campaign = z.object({
  id: z.string(),
  rev: z.number(),
  state: z.enum(campaignStates),
  name: Text,
  why: Text,
  by: z.string(),
  startedAt: z.string(),
  /** How long each owner has to answer, from when they were told. */
  days: z.number(),
  filter: CampaignFilter,
  /** Tiers and units in which its steward could ask, as `placeOf` writes them. */
  places: z.array(z.string()),
  /** The last certification that was looked at while reviews are opened; '' before the first. */
  through: z.string(),
  /** Reviews so far, and how many of them were open before. */
  asked: z.number(),
  joined: z.number(),
  ended: z
    .object({
      at: z.string(),
      by: z.string().nullable(),
      figures: z.object({
        asked: z.number(),
        joined: z.number(),
        answered: z.number(),
        gone: z.number(),
        overdue: z.number(),
        untold: z.number(),
      }),
    })
    .nullable(),
})
export type Campaign = Readonly<z.infer<typeof Campaign>>

type Moved = { readonly next: Campaign; readonly events: readonly Event[] }

/** Where a certification stands, in one word for lists: its tier and its unit in small letters. */
export const placeOf = ({ tier, unit }: Reach): string => `${tier ?? ''} ${unit?.toLowerCase() ?? ''}`

/** Of all tiers and units that there are those that the filter wants and the steward may ask about. */
export const placesFor = (
  steward: Person,
  { tiers: wanted, units }: Pick<CampaignFilter, 'tiers' | 'units'>,
  there: readonly Reach[],
): readonly string[] => [
  ...new Set(
    there
      .filter(
        (reach) =>
          (wanted.length === 0 || wanted.some((tier) => tier === reach.tier)) &&
          (units.length === 0 || units.some((unit) => isSameUnit(unit, reach.unit ?? ''))) &&
          can(steward, { deed: 'campaign.ask', reach }),
      )
      .map(placeOf),
  ),
]

/** Begins a campaign: the reviews are opened in portions afterwards. `count` is how many it is to ask. */
export const start = (
  wish: Pick<Campaign, 'days' | 'filter' | 'places'> & {
    readonly name: string
    readonly why: string
    readonly count: number
  },
  id: string,
  steward: Person,
  context: Context,
): Moved => {
  const name = context.text(wish.name)
  const why = context.text(wish.why)
  const { days, filter, places } = wish
  return {
    next: {
      id,
      rev: 1,
      state: 'opening',
      name,
      why,
      by: steward.id,
      startedAt: context.now,
      days,
      filter,
      places,
      through: '',
      asked: 0,
      joined: 0,
      ended: null,
    },
    events: [
      {
        type: 'campaign-started',
        subject: id,
        campaign: id,
        by: steward.id,
        name,
        why,
        days,
        chosen: filter,
        asked: wish.count,
      },
    ],
  }
}

/** A portion of reviews was opened, up to the certification `through`; with null that was the last. */
export const advance = (
  campaign: Campaign,
  more: { readonly through: string | null; readonly asked: number; readonly joined: number },
): Moved => {
  const asked = campaign.asked + more.asked
  const joined = campaign.joined + more.joined
  const counts = { subject: campaign.id, campaign: campaign.id, asked, joined }
  const next = { ...campaign, rev: campaign.rev + 1, asked, joined }
  return more.through === null
    ? { next: { ...next, state: 'running' }, events: [{ type: 'campaign-opened', ...counts }] }
    : {
        next: { ...next, through: more.through },
        events: [{ type: 'campaign-advanced', ...counts, through: more.through }],
      }
}

export const isUnderWay = ({ state }: Pick<Campaign, 'state'>): boolean =>
  state === 'opening' || state === 'running'

/** Ends it before its time. Closing leaves what was asked open, cancelling takes it back. Refuses whoever may not, and one that is over. */
export const end = (
  campaign: Campaign,
  how: 'close' | 'cancel',
  figures: CampaignFigures,
  by: Person,
  context: Context,
): Moved => {
  if (!can(by, { deed: 'campaign.end', campaign }))
    throw new Refusal(
      'not-allowed',
      `Ending ${campaign.id} is for whoever started it, or for a steward lead. Talk to them.`,
    )
  if (!isUnderWay(campaign))
    throw new Refusal('already-decided', `${campaign.id} is over already. Nothing left to do.`)
  return {
    next: {
      ...campaign,
      rev: campaign.rev + 1,
      state: how === 'close' ? 'closed' : 'cancelled',
      ended: { at: context.now, by: by.id, figures },
    },
    events: [
      {
        type: how === 'close' ? 'campaign-closed' : 'campaign-cancelled',
        subject: campaign.id,
        campaign: campaign.id,
        by: by.id,
        starter: campaign.by,
        figures,
      },
    ],
  }
}

/** It is done: the last has answered, or the days of the last are over. */
export const finish = (
  campaign: Campaign,
  because: Extract<CampaignEvent, { type: 'campaign-finished' }>['because'],
  figures: CampaignFigures,
  context: Pick<Context, 'now'>,
): Moved => ({
  next: {
    ...campaign,
    rev: campaign.rev + 1,
    state: 'finished',
    ended: { at: context.now, by: null, figures },
  },
  events: [
    {
      type: 'campaign-finished',
      subject: campaign.id,
      campaign: campaign.id,
      starter: campaign.by,
      because,
      figures,
    },
  ],
})
