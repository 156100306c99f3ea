import type { CampaignEvent, CampaignFigures } from '../../domain/campaign-event.ts'
import type { Happened, Naming } from '../trail/naming.ts'

/** What a campaign came to, in words: "34 of 120 answered, 6 overdue". */
export const figuresWords = ({ asked, answered, gone, overdue }: CampaignFigures): string =>
  `${answered} of ${asked} answered${overdue === 0 ? '' : `, ${overdue} overdue`}${gone === 0 ? '' : `, ${gone} ${gone === 1 ? 'needs' : 'need'} no answer any more`}`

/** What happened at a campaign, in the words of the trail. */
export const campaignHappened = (event: CampaignEvent, name: Naming): Happened => {
  const said = (what: string, why = ''): Happened => ({ what, why })
  switch (event.type) {
    case 'campaign-started': {
      const { tiers, platforms, answers, units } = event.chosen
      const chosen = [...tiers, ...platforms, ...answers.flatMap(({ options }) => options), ...units]
      return said(
        `${name.person(event.by)} started the campaign "${event.name.body}" for ${event.asked} reviews (${chosen.join(', ') || 'everything that counts'}), ${event.days} days to answer`,
        event.why.body,
      )
    }
    case 'campaign-advanced':
      return said(`its reviews were opened up to ${event.through}: ${event.asked} so far`)
    case 'campaign-opened':
      return said(`all its reviews are open: ${event.asked}, of which ${event.joined} were open before`)
    case 'campaign-closed':
      return said(`closed the campaign: ${figuresWords(event.figures)}`)
    case 'campaign-cancelled':
      return said(`cancelled the campaign: ${figuresWords(event.figures)}`)
    case 'campaign-finished':
      return said(
        `the campaign ended, ${event.because === 'answered' ? 'everybody has answered' : 'its days are over'}: ${figuresWords(event.figures)}`,
      )
    case 'campaign-told':
      return said(`${name.person(event.owner)} was asked about ${event.of}, until ${event.due.slice(0, 10)}`)
    case 'campaign-answered':
      return said(
        event.answer === 'answered'
          ? `the owner of ${event.of} has answered the campaign`
          : `the owner of ${event.of} is to look again`,
      )
    case 'campaign-taken-back':
      return said(`the campaign was taken back from the review of ${event.of}`)
    case 'notices-drained':
      return said(`${event.count} were told on ${event.day} of what many are told`)
    default:
      event satisfies never
      return said('')
  }
}
