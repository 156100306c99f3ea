import type { Certification } from './certification.ts'
import {
  certificationMatter,
  conditionMatter,
  loweringMatter,
  noChangeMatter,
  revocationMatter,
  settlingMatter,
} from './matter.ts'
import type { Ref } from './ref.ts'
import { openSettlements } from './settling.ts'

/** A card that asks somebody for a word, and its matter. */
export type AskedCard = { readonly ref: Ref; readonly matter: string }

/** The cards that ask whoever holds a role for a word on a certification as a whole, as `rolesAsked` counts them. */
export const askedCards = (certification: Certification): readonly AskedCard[] => {
  const { id, conditions, confirmation, lowering, revocation, sample } = certification
  return [
    ...openSettlements(certification).map(({ question }): AskedCard => ({
      ref: { show: 'settle', certification: id, question },
      matter: settlingMatter(id, question),
    })),
    ...conditions
      .filter(({ state }) => state === 'evidenced')
      .map(({ id: condition }): AskedCard => ({
        ref: { show: 'accept-condition', certification: id, condition },
        matter: conditionMatter(id, condition),
      })),
    ...(confirmation === null || confirmation.second !== null
      ? []
      : [{ ref: { show: 'no-change', certification: id }, matter: noChangeMatter(id) } as const]),
    ...(lowering === null
      ? []
      : [
          {
            ref: { show: 'tier-change', certification: id, change: lowering.id },
            matter: loweringMatter(id),
          } as const,
        ]),
    ...(revocation === null || revocation.second !== null
      ? []
      : [
          {
            ref: { show: 'revocation', certification: id, revocation: revocation.id },
            matter: revocationMatter(id),
          } as const,
        ]),
    ...(sample?.chosen === true && sample.looked === null
      ? [{ ref: { show: 'certificate', certification: id }, matter: certificationMatter(id) } as const]
      : []),
  ]
}
