import { beginCampaign } from '../actions/campaign/campaign.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

const intro =
  'Every owner is asked whether anything has changed. You choose next which of what is certified that is about, and see whom it would reach before anything happens.'

export const campaignFormCard = card('campaign-form', {
  line: () =>
    `A new review campaign: what is it called, why do you ask, and how many days are there? ${intro}`,
  fields: (view) => ({
    intro,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: beginCampaign.with({}),
  }),
})
