import type { CampaignEvent } from './campaign-event.ts'
import { campaignMatter, certificationMatter } from './matter.ts'
import type { Ref } from './ref.ts'

type To = { readonly person: string } | { readonly copies: true }

/** Who hears of a campaign: each owner by the clock, whoever started it once when it ends, and every card of it that is up. */
export const campaignNotices = <Notice>(
  event: CampaignEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const copies = { copies: true } as const
  switch (event.type) {
    case 'campaign-told':
      return [
        owe(
          { person: event.owner },
          { show: 'review', certification: event.of },
          certificationMatter(event.of),
        ),
      ]
    case 'campaign-opened':
      return [owe(copies, { show: 'campaign', campaign: event.campaign }, campaignMatter(event.campaign))]
    case 'campaign-closed':
    case 'campaign-cancelled':
    case 'campaign-finished': {
      const ref: Ref = { show: 'campaign', campaign: event.campaign }
      const matter = campaignMatter(event.campaign)
      return [owe(copies, ref, matter), owe({ person: event.starter }, ref, matter)]
    }
    case 'campaign-started':
    case 'campaign-advanced':
    case 'campaign-answered':
    case 'campaign-taken-back':
    case 'notices-drained':
      return []
    default:
      event satisfies never
      return []
  }
}
