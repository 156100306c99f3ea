import type { z } from 'zod'
import type { Tier, WaiverRule } from '../domain/programme.ts'
import type { Policy } from './shape.ts'

/** The waiver rules of one tier: `owner` among the approvers is no role. */
export const waiverRuleOf = (rule: z.infer<typeof Policy>['waivers'][Tier]): WaiverRule => ({
  mostDays: rule.most_days,
  extensions: rule.extensions,
  graceDays: rule.grace_days,
  approvers: rule.approvers.filter((one) => one !== 'owner'),
  owner: rule.approvers.includes('owner'),
  approvalWorkingDays: rule.approval_working_days,
})
