import { addDays } from '../../domain/calendar.ts'
import type { Campaign } from '../../domain/campaign.ts'
import { finish } from '../../domain/campaign.ts'
import type { CampaignFigures } from '../../domain/campaign-event.ts'
import type { CampaignPart } from '../../domain/campaign-part.ts'
import type { Context } from '../../domain/context.ts'
import type { Timer } from '../../domain/timer.ts'
import type { Session } from '../../ports/store.ts'
import { keep } from '../load.ts'

/** What a campaign has come to so far; of one that is over, what it came to. */
export const figuresOf = async (
  { campaigns, telling }: Session,
  campaign: Campaign,
  now: string,
): Promise<CampaignFigures> =>
  campaign.ended?.figures ?? {
    ...(await campaigns.figures(campaign.id, now)),
    joined: campaign.joined,
    untold: await telling.of(campaign.id),
  }

/** When the days of everybody who was told are over; of those whom nobody has to tell, as if they were told at its start. */
export const endOf = async ({ campaigns }: Session, campaign: Campaign): Promise<string> => {
  const first = addDays(campaign.startedAt, campaign.days)
  const last = await campaigns.lastDue(campaign.id)
  return last === undefined || last < first ? first : last
}

/** Ends a campaign to which everybody has answered; where everybody was told, it ends when the last one's days are over. */
export const settle = async (session: Session, context: Context, id: string): Promise<void> => {
  const campaign = await session.campaigns.find(id)
  if (campaign?.state !== 'running') return
  if (!(await session.campaigns.hasOpen(id))) return conclude(session, context, campaign, 'answered')
  if (await session.telling.hasFor(id)) return
  const ends = await endOf(session, campaign)
  if (ends <= context.now) return conclude(session, context, campaign, 'days-over')
  await session.timers.set({ kind: 'campaign-ends', subject: id, occurrence: ends, due: ends })
}

/** The same for the campaigns that a review belongs to, after an answer: cheap where others have still to answer. */
export const settleParts = async (
  session: Session,
  context: Context,
  parts: readonly CampaignPart[],
): Promise<void> => {
  for (const { id } of parts) if (!(await session.campaigns.hasOpen(id))) await settle(session, context, id)
}

/** The days of the last one are over. */
export const elapseCampaign = (session: Session, context: Context, { subject }: Timer): Promise<void> =>
  settle(session, context, subject)

const conclude = async (
  session: Session,
  context: Context,
  campaign: Campaign,
  because: 'answered' | 'days-over',
): Promise<void> => {
  const figures = await figuresOf(session, campaign, context.now)
  await keep(session.campaigns, finish(campaign, because, figures, context), { context })
}
