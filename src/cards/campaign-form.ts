import { beginCampaign } from '../actions/campaign/campaign.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

const intro =
  'Every owner is asked whether anything has changed. Next you choose what it is about, and you see whom it reaches before anything happens.'

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
