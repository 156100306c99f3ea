import type { CampaignEvent } from './campaign-event.ts'

/** What falls due about campaigns; wire names. The last is for all that many are told. */
export const campaignTimers = [
  'campaign-opens',
  'campaign-takes-back',
  'campaign-ends',
  'notices-drain',
] as const
export type CampaignTimer = (typeof campaignTimers)[number]

type Change = {
  readonly clear: { readonly subject: string; readonly kinds: readonly CampaignTimer[] } | null
  readonly set: readonly {
    readonly kind: CampaignTimer
    readonly subject: string
    readonly occurrence: string
    readonly due: string
  }[]
}
const none: Change = { clear: null, set: [] }

/** Which timers an event of a campaign sets and clears: reviews are opened and taken back in portions, each of which sets the next. */
export const campaignTimersFor = (event: CampaignEvent, now: string): Change => {
  switch (event.type) {
    case 'campaign-started':
      return {
        clear: null,
        set: [{ kind: 'campaign-opens', subject: event.campaign, occurrence: '', due: now }],
      }
    case 'campaign-advanced':
      return {
        clear: null,
        set: [{ kind: 'campaign-opens', subject: event.campaign, occurrence: event.through, due: now }],
      }
    case 'campaign-closed':
    case 'campaign-cancelled':
      return {
        clear: { subject: event.campaign, kinds: ['campaign-opens', 'campaign-ends'] },
        set: [{ kind: 'campaign-takes-back', subject: event.campaign, occurrence: '', due: now }],
      }
    case 'campaign-finished':
      return { clear: { subject: event.campaign, kinds: ['campaign-ends'] }, set: [] }
    case 'campaign-opened':
    case 'campaign-told':
    case 'campaign-answered':
    case 'campaign-taken-back':
    case 'notices-drained':
      return none
    default:
      event satisfies never
      return none
  }
}
