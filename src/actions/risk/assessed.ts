import type { Assessment, Certification } from '../../domain/certification.ts'
import type { Context } from '../../domain/context.ts'
import { stepsFor } from '../../domain/programme.ts'
import type { Anew } from '../../domain/renewal.ts'
import { classify as assess } from '../../domain/risk.ts'
import type { Scope } from '../action.ts'
import { assetOf, personOf } from '../load.ts'

/** What answers give by the policy of today, and the steps that each tier would ask for with them. */
export const assessed = async (
  scope: Pick<Scope, 'session'> & { readonly context: Pick<Context, 'programme'> },
  certification: Certification,
  answers: Readonly<Record<string, string>>,
): Promise<{ readonly assessment: Assessment; readonly anew: Anew }> => {
  const { programme } = scope.context
  const asset = await assetOf(scope.session, certification.asset)
  const about = {
    kind: asset.kind,
    platform: asset.platform,
    ownerIsDeveloper: asset.owner === asset.developer,
  }
  return {
    assessment: assess(programme, answers, about),
    anew: {
      rulesFor: (tier) => stepsFor(programme, { ...about, answers, tier }),
      developer: await personOf(scope.session, certification.developer),
    },
  }
}
