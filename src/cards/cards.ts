import type { ViewKind } from '../domain/view.ts'
import type { CardOf } from './card.ts'
import { acceptConditionCard } from './accept-condition.ts'
import { acknowledgeCard } from './acknowledge.ts'
import { approveCard } from './approve.ts'
import { askOwnerCard } from './ask-owner.ts'
import { assetCard } from './asset.ts'
import { appealCard } from './appeal.ts'
import { awayCard } from './away.ts'
import { campaignCard, campaignEndCard } from './campaign.ts'
import { campaignFilterCard } from './campaign-filter.ts'
import { campaignFormCard } from './campaign-form.ts'
import { campaignPreviewCard } from './campaign-preview.ts'
import { campaignsCard } from './campaigns.ts'
import { certificateCard } from './certificate.ts'
import { conditionCard } from './condition.ts'
import { conditionsCard } from './conditions.ts'
import { confirmCard } from './confirm.ts'
import { decideCard } from './decide.ts'
import { decidedCard } from './decided.ts'
import { declineHandOverCard } from './decline-hand-over.ts'
import { deliveriesCard } from './deliveries.ts'
import { digestCard } from './digest.ts'
import { draftReminderCard } from './draft-reminder.ts'
import { evidenceCard } from './evidence.ts'
import { evidencePackCard } from './evidence-pack.ts'
import { goLiveCard } from './go-live.ts'
import { disownCard } from './disown.ts'
import { existingCard } from './existing.ts'
import { unownedCard } from './unowned.ts'
import { handOverCard } from './hand-over.ts'
import { helpCard } from './help.ts'
import { homeCard } from './home.ts'
import { leaverCard } from './leaver.ts'
import { lineCard } from './line.ts'
import { linkCard } from './link.ts'
import { movedCard } from './moved.ts'
import { namePersonCard } from './name-person.ts'
import { newOwnerCard } from './new-owner.ts'
import { notRightCard } from './not-right.ts'
import { outcomeCard } from './outcome.ts'
import { ownerAskedCard } from './owner-asked.ts'
import { policyCard } from './policy.ts'
import { postCard } from './post.ts'
import { questionsCard } from './questions.ts'
import { quizCard } from './quiz.ts'
import { quizDoneCard } from './quiz-done.ts'
import { rateCard } from './rate.ts'
import { rateWordsCard } from './rate-words.ts'
import { refusalCard } from './refusal.ts'
import { registerCard } from './register.ts'
import { reminderCard } from './reminder.ts'
import { remindersCard } from './reminders.ts'
import { programmeReviewCard, remarkCard } from './programme-review.ts'
import { checkCard } from './check.ts'
import { changeAnswerCard, changeCard } from './change.ts'
import { noChangeCard } from './no-change.ts'
import { reviewCard } from './review.ts'
import { requestCard } from './request.ts'
import { revocationCard } from './revocation.ts'
import { resultCard } from './result.ts'
import { rolloutCard } from './rollout.ts'
import { rolloutPreviewCard } from './rollout-preview.ts'
import { roleEndCard } from './role-end.ts'
import { roleRequestCard } from './role-request.ts'
import { searchCard } from './search.ts'
import { sampleFoundCard } from './sample-found.ts'
import { settleCard } from './settle.ts'
import { standInCard } from './stand-in.ts'
import { stopCard } from './stop.ts'
import { setTierCard } from './set-tier.ts'
import { settingsCard } from './settings.ts'
import { similarCard } from './similar.ts'
import { snoozeCard } from './snooze.ts'
import { stepFormCard } from './step-form.ts'
import { stepsCard } from './steps.ts'
import { submittedCard } from './submitted.ts'
import { sureCard } from './sure.ts'
import { askWaiverCard } from './ask-waiver.ts'
import { refuseWaiverCard } from './refuse-waiver.ts'
import { waiverCard } from './waiver.ts'
import { tierChangeCard } from './tier-change.ts'
import { trailCard } from './trail.ts'
import { unmannedCard } from './unmanned.ts'
import { waitingStepCard } from './waiting-step.ts'
import { weekCard } from './week.ts'
import { welcomeCard } from './welcome.ts'
import { whyCard } from './why.ts'

/** Every card by the view that it shows; a view without one does not compile. */
export const cards: { readonly [K in ViewKind]: CardOf<K> } = {
  welcome: welcomeCard,
  home: homeCard,
  digest: digestCard,
  week: weekCard,
  register: registerCard,
  similar: similarCard,
  asset: assetCard,
  'hand-over': handOverCard,
  'decline-hand-over': declineHandOverCard,
  existing: existingCard,
  unowned: unownedCard,
  disown: disownCard,
  leaver: leaverCard,
  'ask-owner': askOwnerCard,
  'owner-asked': ownerAskedCard,
  questions: questionsCard,
  result: resultCard,
  settle: settleCard,
  'stand-in': standInCard,
  stop: stopCard,
  revocation: revocationCard,
  why: whyCard,
  steps: stepsCard,
  acknowledge: acknowledgeCard,
  quiz: quizCard,
  'quiz-done': quizDoneCard,
  'step-form': stepFormCard,
  evidence: evidenceCard,
  'evidence-pack': evidencePackCard,
  'name-person': namePersonCard,
  'waiting-step': waitingStepCard,
  search: searchCard,
  help: helpCard,
  policy: policyCard,
  settings: settingsCard,
  campaigns: campaignsCard,
  'campaign-form': campaignFormCard,
  'campaign-filter': campaignFilterCard,
  'campaign-preview': campaignPreviewCard,
  campaign: campaignCard,
  'campaign-end': campaignEndCard,
  rollout: rolloutCard,
  'rollout-preview': rolloutPreviewCard,
  away: awayCard,
  appeal: appealCard,
  'role-request': roleRequestCard,
  'role-end': roleEndCard,
  deliveries: deliveriesCard,
  trail: trailCard,
  line: lineCard,
  link: linkCard,
  refusal: refusalCard,
  moved: movedCard,
  'draft-reminder': draftReminderCard,
  reminder: reminderCard,
  reminders: remindersCard,
  snooze: snoozeCard,
  'new-owner': newOwnerCard,
  submitted: submittedCard,
  sure: sureCard,
  'sample-found': sampleFoundCard,
  'tier-change': tierChangeCard,
  'set-tier': setTierCard,
  waiver: waiverCard,
  'ask-waiver': askWaiverCard,
  'refuse-waiver': refuseWaiverCard,
  review: reviewCard,
  check: checkCard,
  'programme-review': programmeReviewCard,
  remark: remarkCard,
  change: changeCard,
  'change-answer': changeAnswerCard,
  'no-change': noChangeCard,
  outcome: outcomeCard,
  certificate: certificateCard,
  conditions: conditionsCard,
  condition: conditionCard,
  'go-live': goLiveCard,
  'accept-condition': acceptConditionCard,
  request: requestCard,
  decided: decidedCard,
  decide: decideCard,
  approve: approveCard,
  post: postCard,
  confirm: confirmCard,
  'not-right': notRightCard,
  unmanned: unmannedCard,
  rate: rateCard,
  'rate-words': rateWordsCard,
}
