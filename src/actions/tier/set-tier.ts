import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import { readFields } from '../../domain/form.ts'
import type { Field, Tier } from '../../domain/programme.ts'
import { stepsFor, tiers } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import { classify as assess } from '../../domain/risk.ts'
import type { Known } from '../../domain/tier.ts'
import { askLower, raiseTier } from '../../domain/tier.ts'
import type { Scope } from '../action.ts'
import { action } from '../action.ts'
import { closeRequest } from '../approval/close-request.ts'
import { dropDraft, forms } from '../forms.ts'
import { assetOf, keep, personOf, readReference } from '../load.ts'
import { forSteward } from '../stewards.ts'

const how =
  'Type tier raise or tier lower, the reference, the tier and why, for example: tier raise CRT-12 to high because it feeds the payroll.'

export const tierFields: readonly Field[] = [
  {
    id: 'tier',
    label: 'The tier that it deserves',
    help: 'More counts at once; less needs a second person, and an answer that makes it high cannot be lowered.',
    kind: 'choice',
    required: true,
    most: 20,
    options: tiers.map((id) => ({ id, label: `${id.charAt(0).toUpperCase()}${id.slice(1)} risk` })),
  },
  {
    id: 'reason',
    label: 'Why',
    help: 'The developer reads your words.',
    kind: 'words',
    required: true,
    isReason: true,
    most: 1000,
    options: [],
  },
]

/** Raises a tier, or asks a second person for a lower one: `tier raise CRT-12 to high because ...`. */
export const setTier = action('tier.set', {
  carries: z.strictObject({ certification: z.string() }),
  asks: z.object({ tier: z.string().default(''), reason: z.string().default('') }),
  words: ['tier'],
  help: 'set a risk tier: tier raise CRT-12 to high because ...',
  roles: ['steward'],
  form: ({ certification }) => ({
    ...forms.tier(certification),
    again: { show: 'set-tier', certification },
  }),
  typed: async (rest, scope) => {
    const words = /^(?:raise|lower|set)\s+(.+)$/is.exec(rest.trim())
    const read = readReference(words?.[1] ?? rest)
    if (!read) throw new Refusal('unknown-thing', how)
    const certification = await forSteward(scope, read.reference, 'tier.set')
    const wish = /^(?:to\s+)?(low|moderate|high)(?:\s+risk)?[\s:,.]+(?:because\s+)?(\S.*)$/is.exec(read.rest)
    if (!wish) return { show: 'set-tier', certification: certification.id }
    return {
      carries: { certification: certification.id },
      asks: { tier: wish[1]?.toLowerCase() ?? '', reason: wish[2] ?? '' },
    }
  },
  run: async (scope, { certification: id }, values) => {
    const certification = await forSteward(scope, id, 'tier.set')
    const { tier: typed = '', reason = '' } = readFields(tierFields, values)
    const tier = tiers.find((one) => one === typed) ?? 'high'
    const known = await knownOf(scope, certification, tier)
    const now = certification.assessment?.tier ?? certification.ruling?.tier
    const lowers = now !== undefined && tiers.indexOf(tier) < tiers.indexOf(now)
    await dropDraft(scope, forms.tier(id))
    if (lowers) {
      const wish = { tier, reason }
      const moved = askLower(certification, wish, scope.person, known.computed, scope.context)
      const next = await keep(scope.session.certifications, moved, scope)
      return { ref: { show: 'tier-change', certification: id, change: next.lowering?.id ?? '' }, as: 'new' }
    }
    const moved = raiseTier(certification, { tier, reason }, scope.person, known, scope.context)
    await closeRequest(scope, certification)
    const next = await keep(scope.session.certifications, moved, scope)
    return { ref: { show: 'tier-change', certification: id, change: next.ruling?.id ?? '' }, as: 'new' }
  },
})

/** What the answers alone give, and the steps that the new tier asks for. */
export const knownOf = async (scope: Scope, certification: Certification, tier: Tier): Promise<Known> => {
  const asset = await assetOf(scope.session, certification.asset)
  const about = {
    kind: asset.kind,
    platform: asset.platform,
    ownerIsDeveloper: asset.owner === asset.developer,
  }
  const { answers } = certification
  const { programme } = scope.context
  return {
    computed: certification.assessment === null ? null : assess(programme, answers, about),
    rules: stepsFor(programme, { ...about, answers, tier }),
    developer: await personOf(scope.session, certification.developer),
  }
}
