import { appealView } from './appeal/views.ts'
import {
  campaignEndView,
  campaignFilterView,
  campaignFormView,
  campaignPreviewView,
  campaignsView,
  campaignView,
} from './campaign/views.ts'
import { awayView, standInView } from './away/views.ts'
import type { Ref } from '../domain/ref.ts'
import type { View } from '../domain/view.ts'
import { linkView } from './account/views.ts'
import { roleEndView, roleRequestView } from './administration/views.ts'
import { approveView } from './approval/approve-view.ts'
import { requestView } from './approval/request-view.ts'
import { decideView, postView, unmannedView } from './approval/views.ts'
import { acceptConditionView, conditionsView, conditionView, goLiveView } from './conditions/views.ts'
import { homeView } from './conversation/inbox.ts'
import { deliveriesView } from './deliveries/views.ts'
import {
  draftReminderView,
  helpView,
  policyView,
  searchView,
  settingsView,
  welcomeView,
} from './conversation/views.ts'
import { digestView } from './digest/views.ts'
import { weekView } from './digest/week.ts'
import { evidencePackView } from './evidence-pack/view.ts'
import { disownView, existingView, unownedView } from './existing/views.ts'
import { rateView, rateWordsView } from './feedback/views.ts'
import { declineHandOverView, handOverView, leaverView } from './hand-over/views.ts'
import { actions } from './index.ts'
import type { Look } from './look.ts'
import { askOwnerView, assetView, ownerAskedView, registerView, similarView } from './registration/views.ts'
import { newOwnerView } from './hand-over/new-owner.ts'
import { remindersView, reminderView, snoozeView } from './reminders/views.ts'
import { questionsView, resultView, whyView } from './risk/views.ts'
import { stepsView, stepView } from './steps/views.ts'
import { confirmView, notRightView, stepWordView } from './steps/vouching-views.ts'
import { sampleFoundView } from './submission/fail-sample.ts'
import { editView, submitUnchangedView, withdrawView } from './submission/sure.ts'
import { rolloutPreviewView } from './rollout/preview.ts'
import { rolloutView } from './rollout/views.ts'
import { settleView } from './settling/views.ts'
import { changeAnswerView, changeView } from './reviews/change-views.ts'
import { checkView } from './reviews/check-view.ts'
import { programmeReviewView, remarkView } from './reviews/programme-view.ts'
import { noChangeView } from './reviews/views.ts'
import { revocationView, stopView } from './standing/views.ts'
import { setTierView, tierChangeView } from './tier/views.ts'
import { trailView } from './trail/view.ts'
import { askWaiverView, refuseWaiverView, waiverView } from './waiver/views.ts'
import {
  certificateView,
  certificationView,
  outcomeView,
  reviewView,
  submittedView,
} from './submission/views.ts'

/** The lines of help, from the actions themselves. */
const helpLines = actions.flatMap(({ words, help, roles }) => {
  const [word] = words
  return word === undefined || help === '' ? [] : [{ word, what: help, roles }]
})

/** Reads what a reference names as it is at this moment, for the person who looks. Refuses what they may not see. */
export const present = async (look: Look, ref: Ref): Promise<View> => {
  switch (ref.show) {
    case 'welcome':
      return welcomeView(look)
    case 'home':
      return homeView(look)
    case 'rollout':
      return rolloutView(look)
    case 'rollout-preview':
      return rolloutPreviewView(look, ref.rollout)
    case 'campaigns':
      return campaignsView(look)
    case 'campaign-form':
      return campaignFormView(look)
    case 'campaign-filter':
      return campaignFilterView(look)
    case 'campaign-preview':
      return campaignPreviewView(look)
    case 'campaign':
      return campaignView(look, ref.campaign)
    case 'campaign-end':
      return campaignEndView(look, ref.campaign, ref.how)
    case 'week':
      return weekView(look, ref.day)
    case 'digest':
      return digestView(look, ref.day)
    case 'register':
      return registerView(look)
    case 'similar':
      return similarView(look)
    case 'reminder':
      return reminderView(look, ref.reminder)
    case 'snooze':
      return snoozeView(look, ref.reminder)
    case 'new-owner':
      return newOwnerView(look, ref.asset)
    case 'reminders':
      return remindersView(look)
    case 'away':
      return awayView(look)
    case 'deliveries':
      return deliveriesView(look)
    case 'settings':
      return settingsView(look)
    case 'policy':
      return policyView(look)
    case 'help':
      return helpView(look, ref.more, helpLines)
    case 'search':
      return searchView(look, ref.words)
    case 'asset':
      return assetView(look, ref.asset)
    case 'hand-over':
      return handOverView(look, ref.asset)
    case 'decline-hand-over':
      return declineHandOverView(look, ref.asset)
    case 'existing':
      return existingView(look, ref.person)
    case 'unowned':
      return unownedView(look)
    case 'disown':
      return disownView(look, ref.asset)
    case 'leaver':
      return leaverView(look, ref.person)
    case 'ask-owner':
      return askOwnerView(look, ref.asset)
    case 'owner-asked':
      return ownerAskedView(look, ref.asset, ref.person, ref.words)
    case 'questions':
      return questionsView(look, ref.certification, ref.page)
    case 'certification':
      return certificationView(look, ref.certification)
    case 'result':
      return resultView(look, ref.certification)
    case 'why':
      return whyView(look, ref.certification)
    case 'steps':
      return stepsView(look, ref.certification)
    case 'submitted':
      return submittedView(look, ref.certification)
    case 'outcome':
      return outcomeView(look, ref.certification)
    case 'certificate':
      return certificateView(look, ref.certification)
    case 'conditions':
      return conditionsView(look, ref.certification)
    case 'rate':
      return rateView(look, ref.certification)
    case 'rate-words':
      return rateWordsView(look, ref.certification)
    case 'withdraw':
      return withdrawView(look, ref.certification)
    case 'appeal':
      return appealView(look, ref.certification)
    case 'submit-unchanged':
      return submitUnchangedView(look, ref.certification)
    case 'go-live':
      return goLiveView(look, ref.certification)
    case 'sample-found':
      return sampleFoundView(look, ref.certification)
    case 'draft-reminder':
      return draftReminderView(look, ref.certification)
    case 'step':
      return stepView(look, ref.certification, ref.step)
    case 'step-word':
      return stepWordView(look, ref)
    case 'confirm':
      return confirmView(look, ref.certification, ref.step)
    case 'not-right':
      return notRightView(look, ref.certification, ref.step)
    case 'condition':
      return conditionView(look, ref.certification, ref.condition)
    case 'accept-condition':
      return acceptConditionView(look, ref.certification, ref.condition)
    case 'request':
      return requestView(look, ref.approval)
    case 'approve':
      return approveView(look, ref.approval)
    case 'post':
      return postView(look, ref.approval)
    case 'decide':
      return decideView(look, ref.approval, ref.verdict)
    case 'unmanned':
      return unmannedView(look, ref.approval, ref.role)
    case 'tier-change':
      return tierChangeView(look, ref.certification, ref.change)
    case 'settle':
      return settleView(look, ref.certification, ref.question)
    case 'edit':
      return editView(look, ref.certification)
    case 'stop':
      return stopView(look, ref.certification, ref.deed)
    case 'review':
      return reviewView(look, ref.certification)
    case 'change':
      return changeView(look, ref.certification)
    case 'change-answer':
      return changeAnswerView(look, ref.certification, ref.question)
    case 'check':
      return checkView(look, ref.certification)
    case 'programme-review':
      return programmeReviewView(look, ref.of)
    case 'remark':
      return remarkView(look, ref.of)
    case 'no-change':
      return noChangeView(look, ref.certification)
    case 'revocation':
      return revocationView(look, ref.certification, ref.revocation)
    case 'set-tier':
      return setTierView(look, ref.certification)
    case 'waiver':
      return waiverView(look, ref.certification, ref.waiver)
    case 'ask-waiver':
      return askWaiverView(look, ref.certification, ref.question)
    case 'refuse-waiver':
      return refuseWaiverView(look, ref.certification, ref.waiver)
    case 'role-request':
      return roleRequestView(look, ref.person, ref.request)
    case 'stand-in':
      return standInView(look, ref.person)
    case 'role-end':
      return roleEndView(look, ref.person, ref.role)
    case 'trail':
      return trailView(look, ref.certification, ref.before)
    case 'evidence-pack':
      return evidencePackView(look, ref)
    case 'link':
      return linkView(look, ref.link)
    case 'line':
      return { kind: 'line', title: ref.title, sentence: ref.sentence, tone: ref.tone, ways: ref.ways }
  }
}
