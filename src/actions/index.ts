import type { Action } from './action.ts'
import { join } from './account/join.ts'
import { link } from './account/link.ts'
import { confirmRoleRequest, declineRoleRequest } from './administration/confirm-role.ts'
import { role } from './administration/role.ts'
import { unit } from './administration/unit.ts'
import { useChannel } from './administration/steward-channel.ts'
import { approve } from './approval/approve.ts'
import { approveOnConditions } from './approval/approve-on-conditions.ts'
import { approveSeen } from './approval/approve-seen.ts'
import { passOn } from './approval/not-me.ts'
import { reject } from './approval/reject.ts'
import { requestChanges } from './approval/request-changes.ts'
import { giveBack, take } from './approval/take.ts'
import { undo } from './approval/undo.ts'
import { appeal } from './appeal/appeal.ts'
import { away } from './away/away.ts'
import { comeHome } from './away/back.ts'
import { acceptCondition } from './conditions/accept-condition.ts'
import { evidenceCondition } from './conditions/evidence-condition.ts'
import { goLive } from './conditions/go-live.ts'
import { resume } from './conversation/continue.ts'
import { help } from './conversation/help.ts'
import { home } from './conversation/home.ts'
import { policy } from './conversation/policy.ts'
import { saveSettings } from './conversation/save-settings.ts'
import { search } from './conversation/search.ts'
import { settings } from './conversation/settings.ts'
import { status } from './conversation/status.ts'
import { why } from './conversation/why.ts'
import { drop } from './deliveries/drop.ts'
import { resend } from './deliveries/resend.ts'
import { showDeliveries } from './deliveries/show-deliveries.ts'
import { offerPack } from './evidence-pack/offer-pack.ts'
import { rate } from './feedback/rate.ts'
import { rateWords } from './feedback/rate-words.ts'
import { skipRating } from './feedback/skip-rating.ts'
import { disown } from './existing/disown.ts'
import { acceptHandOver, declineHandOver } from './hand-over/answer.ts'
import { offerHandOver } from './hand-over/offer.ts'
import { open, openBeside } from './open.ts'
import { askOwner } from './registration/ask-owner.ts'
import { register } from './registration/register.ts'
import { registerAnyway } from './registration/register-anyway.ts'
import { reuse } from './registration/reuse.ts'
import { saveRegistration } from './registration/save-registration.ts'
import { start } from './registration/start.ts'
import { answerQuestions } from './risk/answer-questions.ts'
import { back } from './risk/back.ts'
import { saveQuestions } from './risk/save-questions.ts'
import { acknowledge } from './steps/acknowledge.ts'
import { addEvidence } from './steps/add-evidence.ts'
import { answerQuiz } from './steps/answer-quiz.ts'
import { answerStep } from './steps/answer-step.ts'
import { askAgain } from './steps/ask-again.ts'
import { askPerson } from './steps/ask-person.ts'
import { confirm } from './steps/confirm.ts'
import { finishEvidence } from './steps/finish-evidence.ts'
import { nextQuestion } from './steps/next-question.ts'
import { notMe } from './steps/not-me.ts'
import { notRight } from './steps/not-right.ts'
import { removeEvidence } from './steps/remove-evidence.ts'
import { saveStep } from './steps/save-step.ts'
import { startSteps } from './steps/start-steps.ts'
import { failSample } from './submission/fail-sample.ts'
import { lookAtSample } from './submission/look-at-sample.ts'
import { edit } from './submission/edit.ts'
import { nudge } from './submission/nudge.ts'
import { submit } from './submission/submit.ts'
import { submitAnyway } from './submission/submit-anyway.ts'
import { withdraw } from './submission/withdraw.ts'
import {
  beginCampaign,
  campaign,
  endCampaign,
  narrowCampaign,
  proposeCampaign,
  startCampaign,
} from './campaign/campaign.ts'
import { previewRollout, rollout, setRollout } from './rollout/rollout.ts'
import { settle } from './settling/settle.ts'
import { change, changeAnswer, changeDone } from './reviews/change.ts'
import { finishProgramme, remarkOn, takeBackRemark } from './reviews/programme.ts'
import { confirmCheck } from './reviews/confirm-check.ts'
import { confirmNoChange } from './reviews/confirm-no-change.ts'
import { review } from './reviews/review.ts'
import { agreeNoChange, questionNoChange } from './reviews/second-no-change.ts'
import { confirmTold } from './standing/confirm-told.ts'
import { lift } from './standing/lift.ts'
import { recertify } from './standing/recertify.ts'
import { retire } from './standing/retire.ts'
import { agreeToRevoke, declineToRevoke, revoke } from './standing/revoke.ts'
import { suspend } from './standing/suspend.ts'
import { agreeToTier, declineTier } from './tier/second.ts'
import { setTier } from './tier/set-tier.ts'
import { showTrail } from './trail/show-trail.ts'
import { askWaiver } from './waiver/ask-waiver.ts'
import { grantWaiver } from './waiver/grant-waiver.ts'
import { keepIt, seekOwner } from './hand-over/seek.ts'
import { takeBackOffer } from './hand-over/take-back.ts'
import { askNewOwner } from './hand-over/new-owner.ts'
import { onIt } from './reminders/on-it.ts'
import { snooze } from './reminders/snooze.ts'
import { refuseWaiver } from './waiver/refuse-waiver.ts'
import { undoWaiver } from './waiver/undo-waiver.ts'

/** An action whose own types have been left behind at the door: what comes in has been read by its schemas. */
// oxlint-disable-next-line typescript/no-explicit-any -- each action's run takes what its own `carries` and `asks` have parsed
export type AnyAction = Action<any, any>

/** Everything that people can do. Help, words and buttons come from here; the order is that of help. */
export const actions: readonly AnyAction[] = [
  start,
  home,
  resume,
  status,
  search,
  approve,
  reject,
  requestChanges,
  undo,
  take,
  giveBack,
  setTier,
  settle,
  suspend,
  lift,
  revoke,
  grantWaiver,
  refuseWaiver,
  undoWaiver,
  campaign,
  proposeCampaign,
  useChannel,
  rollout,
  role,
  unit,
  showDeliveries,
  submit,
  edit,
  withdraw,
  nudge,
  askWaiver,
  appeal,
  review,
  change,
  recertify,
  retire,
  goLive,
  offerHandOver,
  disown,
  why,
  showTrail,
  offerPack,
  policy,
  settings,
  snooze,
  away,
  comeHome,
  link,
  help,
  open,
  openBeside,
  register,
  saveRegistration,
  registerAnyway,
  reuse,
  askOwner,
  answerQuestions,
  back,
  saveQuestions,
  startSteps,
  submitAnyway,
  acknowledge,
  answerStep,
  saveStep,
  addEvidence,
  removeEvidence,
  finishEvidence,
  askPerson,
  askAgain,
  confirm,
  notRight,
  notMe,
  answerQuiz,
  nextQuestion,
  approveSeen,
  approveOnConditions,
  passOn,
  evidenceCondition,
  acceptCondition,
  lookAtSample,
  failSample,
  rate,
  rateWords,
  skipRating,
  saveSettings,
  beginCampaign,
  narrowCampaign,
  startCampaign,
  endCampaign,
  previewRollout,
  setRollout,
  agreeToTier,
  declineTier,
  agreeToRevoke,
  declineToRevoke,
  confirmTold,
  changeAnswer,
  confirmCheck,
  remarkOn,
  takeBackRemark,
  finishProgramme,
  changeDone,
  confirmNoChange,
  agreeNoChange,
  questionNoChange,
  confirmRoleRequest,
  declineRoleRequest,
  onIt,
  askNewOwner,
  takeBackOffer,
  seekOwner,
  keepIt,
  resend,
  drop,
  join,
  acceptHandOver,
  declineHandOver,
]
