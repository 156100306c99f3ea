import type { Ref } from './ref.ts'
import { rolloutMatter } from './rollout.ts'

export const certificationMatter = (certification: string): string => `certification:${certification}`
export const approvalMatter = (approval: string): string => `approval:${approval}`
export const stepMatter = (certification: string, step: string): string => `step:${certification}:${step}`
/** A form while somebody fills it in: what others do meanwhile repaints the card that it is about, and never what was typed. */
const formMatter = (form: Ref['show'], ...of: readonly string[]): string => `form:${[form, ...of].join(':')}`
/** Whether it is that of a form. */
export const isFormMatter = (matter: string | undefined): boolean => matter?.startsWith('form:') ?? false
/** The forms in which an approver says more than yes. They close once nothing is left to decide. */
export const decidingMatter = (approval: string): string => formMatter('decide', approval)
export const refusingMatter = (certification: string, waiver: string): string =>
  formMatter('refuse-waiver', certification, waiver)
export const decliningMatter = (asset: string): string => formMatter('decline-hand-over', asset)
export const conditionMatter = (certification: string, condition: string): string =>
  `condition:${certification}:${condition}`
export const ratingMatter = (certification: string): string => `rating:${certification}`

/** An answer that nobody knew, until a steward has said a word. */
export const settlingMatter = (certification: string, question: string): string =>
  `settling:${certification}:${question}`
/** What somebody wants revoked, until a second person has said a word. */
export const revocationMatter = (certification: string): string => `revocation:${certification}`
/** Whether owner, runbook and access are right. */
export const checkMatter = (certification: string): string => `check:${certification}`
/** A review of the policy or of the controls. */
export const programmeReviewMatter = (of: string): string => `programme-review:${of}`
/** The owner's word that nothing has changed, until a steward has said theirs. */
export const noChangeMatter = (certification: string): string => `no-change:${certification}`
/** What the people who use it, and did not make it, hear of it. */
export const usersMatter = (certification: string): string => `users:${certification}`

/** A lower tier that somebody asked for, until a second person has said a word. */
export const loweringMatter = (certification: string): string => `lowering:${certification}`

/** The days on which somebody decides in a person's place. */
export const standInMatter = (person: string): string => `stand-in:${person}`

export const waiverMatter = (certification: string, waiver: string): string =>
  `waiver:${certification}:${waiver}`

/** What an administrator asked for, until a second one has said a word. */
export const roleRequestMatter = (request: string): string => `role-request:${request}`
export const roleEndMatter = (person: string, role: string): string => `role-end:${person}:${role}`

/** An asset that is offered to another owner, until they have answered. */
export const handOverMatter = (asset: string): string => `hand-over:${asset}`
/** What is left of somebody who left. */
export const leaverMatter = (person: string): string => `leaver:${person}`
/** Messages that reached nobody, all of them on one card. */
export const deliveriesMatter = 'deliveries'

/** A campaign of reviews. */
export const campaignMatter = (campaign: string): string => `campaign:${campaign}`

/** What of somebody's was there before Assay. */
export const existingMatter = (person: string): string => `existing:${person}`
/** What nobody is known to own. */
export const unownedMatter = 'unowned'

/** The matter that a card belongs to; undefined for one that is only looked at. */
export const matterOf = (ref: Ref): string | undefined => {
  switch (ref.show) {
    case 'certification':
    case 'result':
    case 'steps':
    case 'submitted':
    case 'outcome':
    case 'certificate':
    case 'conditions':
    case 'draft-reminder':
    case 'withdraw':
    case 'submit-unchanged':
    case 'edit':
    case 'review':
    case 'change':
      return certificationMatter(ref.certification)
    case 'request':
    case 'post':
    case 'approve':
      return approvalMatter(ref.approval)
    case 'step':
    case 'not-right':
      return formMatter(ref.show, ref.certification, ref.step)
    case 'questions':
    case 'appeal':
    case 'go-live':
    case 'sample-found':
    case 'rate-words':
    case 'set-tier':
      return formMatter(ref.show, ref.certification)
    case 'condition':
      return formMatter(ref.show, ref.certification, ref.condition)
    case 'ask-waiver':
    case 'change-answer':
      return formMatter(ref.show, ref.certification, ref.question)
    case 'stop':
      return formMatter(ref.show, ref.certification, ref.deed)
    case 'disown':
    case 'new-owner':
      return formMatter(ref.show, ref.asset)
    case 'snooze':
      return formMatter(ref.show, String(ref.reminder))
    case 'remark':
      return formMatter(ref.show, ref.of)
    case 'decide':
      return decidingMatter(ref.approval)
    case 'refuse-waiver':
      return refusingMatter(ref.certification, ref.waiver)
    case 'decline-hand-over':
      return decliningMatter(ref.asset)
    case 'confirm':
    case 'step-word':
      return stepMatter(ref.certification, ref.step)
    case 'accept-condition':
      return conditionMatter(ref.certification, ref.condition)
    case 'rate':
      return ratingMatter(ref.certification)
    case 'tier-change':
      return loweringMatter(ref.certification)
    case 'settle':
      return settlingMatter(ref.certification, ref.question)
    case 'check':
      return checkMatter(ref.certification)
    case 'no-change':
      return noChangeMatter(ref.certification)
    case 'revocation':
      return revocationMatter(ref.certification)
    case 'waiver':
      return waiverMatter(ref.certification, ref.waiver)
    case 'rollout':
    case 'rollout-preview':
      return rolloutMatter
    case 'stand-in':
      return standInMatter(ref.person)
    case 'role-request':
      return roleRequestMatter(ref.request)
    case 'role-end':
      return roleEndMatter(ref.person, ref.role)
    case 'hand-over':
      return handOverMatter(ref.asset)
    case 'leaver':
      return leaverMatter(ref.person)
    case 'existing':
      return existingMatter(ref.person)
    case 'unowned':
      return unownedMatter
    case 'campaign':
    case 'campaign-end':
      return campaignMatter(ref.campaign)
    case 'campaign-form':
    case 'campaign-filter':
      return formMatter(ref.show)
    case 'campaigns':
    case 'campaign-preview':
      return undefined
    case 'programme-review':
      return programmeReviewMatter(ref.of)
    case 'deliveries':
      return deliveriesMatter
    case 'welcome':
    case 'home':
    case 'register':
    case 'similar':
    case 'settings':
    case 'away':
    case 'reminders':
    // Its matter is that of what it reminds of, which whoever sends it knows.
    case 'reminder':
    case 'policy':
    case 'help':
    case 'digest':
    case 'week':
    case 'search':
    case 'asset':
    case 'ask-owner':
    case 'owner-asked':
    case 'why':
    case 'trail':
    case 'evidence-pack':
    case 'unmanned':
    case 'link':
    case 'line':
      return undefined
  }
}
