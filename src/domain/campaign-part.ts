import { z } from 'zod'

/** What a review has become for a campaign: `over` where nobody has to answer it any more. */
export const campaignAnswers = ['open', 'answered', 'over'] as const

/**
 * A review's part in one campaign. `told`: when its owner heard of it. `before`: the review as it was where it was open already, so that
 * taking the campaign back gives it back; null where the campaign opened it.
 */
export const CampaignPart = z.object({
  id: z.string(),
  answer: z.enum(campaignAnswers),
  told: z.string().nullable(),
  before: z
    .object({
      kind: z.enum(['certification', 'check', 'catalogue-item', 'policy', 'governance']),
      because: z.array(z.string()),
      due: z.string().nullable(),
    })
    .nullable(),
})
export type CampaignPart = Readonly<z.infer<typeof CampaignPart>>

/** The parts once their review was answered, or nobody has to answer it. */
export const turned = (parts: readonly CampaignPart[], to: 'answered' | 'over'): CampaignPart[] =>
  parts.map((part) => (part.answer === 'open' ? { ...part, answer: to } : part))
