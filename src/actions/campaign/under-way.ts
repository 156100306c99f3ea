import { isUnderWay } from '../../domain/campaign.ts'
import type { ViewOf } from '../../domain/view.ts'
import type { Look } from '../look.ts'
import { figuresOf } from './settle.ts'

/** Campaigns that are counted together. */
const most = 20

/** How far the campaigns are that are under way, all together. */
export const underWay = async ({
  session,
  now,
}: Pick<Look, 'session' | 'now'>): Promise<ViewOf<'week'>['campaigns']> => {
  const sum = { count: 0, asked: 0, answered: 0, overdue: 0 }
  if ((await session.campaigns.count('under-way')) === 0) return sum
  for (const campaign of (await session.campaigns.list(most)).filter(isUnderWay)) {
    const { asked, answered, overdue } = await figuresOf(session, campaign, now)
    sum.count += 1
    sum.asked += asked
    sum.answered += answered
    sum.overdue += overdue
  }
  return sum
}

/** The same in a sentence; '' where none is. */
export const campaignsLine = async (look: Pick<Look, 'session' | 'now'>): Promise<string> => {
  const { count, asked, answered, overdue } = await underWay(look)
  if (count === 0) return ''
  return `Review campaigns: ${count} under way, ${answered} of ${asked} answered${overdue === 0 ? '' : `, ${overdue} overdue`}.`
}
