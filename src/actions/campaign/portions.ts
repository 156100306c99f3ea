import { addDays } from '../../domain/calendar.ts'
import { advance } from '../../domain/campaign.ts'
import { isAskable, takeBack } from '../../domain/campaign-review.ts'
import type { Context } from '../../domain/context.ts'
import { drainSetting, portionsOf, readDrained } from '../../domain/drain.ts'
import type { Timer } from '../../domain/timer.ts'
import type { Session } from '../../ports/store.ts'
import { certificationOf, keep } from '../load.ts'
import { wakeDrain } from '../drain/drain.ts'
import { askReview } from '../reviews/follow.ts'
import { settle } from './settle.ts'

/** Reviews that are opened, or taken back, in one commit: a larger one would keep others waiting. */
const most = 10

/**
 * Opens the next reviews of a campaign; the timer for those behind them is set with the commit that opens these, so that whoever is
 * stopped in the middle goes on there and opens none twice.
 */
export const openPortion = async (session: Session, context: Context, { subject }: Timer): Promise<void> => {
  const campaign = await session.campaigns.find(subject)
  if (campaign?.state !== 'opening') return
  const { id, days, filter, places } = campaign
  const ids = await session.campaigns.meant({ ...filter, places, now: context.now }, campaign.through, most)
  const drained = readDrained(await session.settings.get(drainSetting))
  const waiting = await session.telling.count()
  const told = portionsOf({ waiting, many: ids.length }, drained, context.now, context.programme)
  let joined = 0
  for (const [place, certificationId] of ids.entries()) {
    const certification = await certificationOf(session, certificationId)
    const due = addDays(told[place] ?? context.now, days)
    const before = await session.reviews.openOf(certificationId)
    if (before) joined += 1
    const review = await askReview(
      session,
      {
        kind: 'certification',
        subject: certificationId,
        certification: certificationId,
        because: 'campaign',
        due,
        campaign: id,
      },
      context,
    )
    if (isAskable(certification, context.now))
      await session.telling.put({ kind: 'review', subject: review.id, due: review.due ?? due })
  }
  const through = ids.length < most ? null : (ids.at(-1) ?? null)
  await keep(session.campaigns, advance(campaign, { through, asked: ids.length, joined }), { context })
  if (through !== null) return
  await wakeDrain(session, context)
  await settle(session, context, id)
}

/** Takes the next reviews back of a campaign that was ended: of one that was closed those that nobody was told of, else all. */
export const takeBackPortion = async (
  session: Session,
  context: Context,
  { subject, occurrence }: Timer,
): Promise<void> => {
  const campaign = await session.campaigns.find(subject)
  if (campaign?.state !== 'closed' && campaign?.state !== 'cancelled') return
  const which = campaign.state === 'closed' ? 'untold' : 'all'
  const ids = await session.campaigns.openReviews(subject, which, occurrence, most)
  for (const id of ids) {
    const review = await session.reviews.find(id)
    if (!review) throw new Error(`${id} has a part in ${subject}, but is not there`)
    const left = await keep(session.reviews, takeBack(review, subject, context), { context })
    if (left.campaigns.every(({ answer, told }) => answer !== 'open' || told !== null))
      await session.telling.drop({ kind: 'review', subject: id })
  }
  const last = ids.at(-1)
  if (last !== undefined)
    await session.timers.set({
      kind: 'campaign-takes-back',
      subject,
      occurrence: last,
      due: context.now,
    })
}
