import type { ProgrammeReviewKind } from './reviewed.ts'
import type { Rollout } from './rollout.ts'

/**
 * What can be shown, by reference: ids only. It is what a notice carries and what a button opens; whoever shows it reads the
 * state of that moment and makes a `View`.
 */
export type Ref =
  | {
      readonly show:
        | 'welcome'
        | 'home'
        | 'register'
        | 'similar'
        | 'settings'
        | 'policy'
        | 'away'
        | 'reminders'
        | 'deliveries'
    }
  /** A reminder for one person, and the forms that put it off or give it away. */
  | { readonly show: 'reminder' | 'snooze'; readonly reminder: number }
  | { readonly show: 'help'; readonly more: boolean }
  /** To whom reminders and digests go, and who would get what if it were so. */
  | { readonly show: 'rollout' }
  | { readonly show: 'rollout-preview'; readonly rollout: Rollout }
  /** What needs the reader, as they got it on that day (YYYY-MM-DD). */
  | { readonly show: 'digest' | 'week'; readonly day: string }
  /** Review campaigns: those there are, and the steps of starting one. */
  | { readonly show: 'campaigns' | 'campaign-form' | 'campaign-filter' | 'campaign-preview' }
  | { readonly show: 'campaign'; readonly campaign: string }
  | { readonly show: 'campaign-end'; readonly campaign: string; readonly how: 'close' | 'cancel' }
  | { readonly show: 'search'; readonly words: string }
  | { readonly show: 'asset' | 'ask-owner'; readonly asset: string }
  /** The form that asks who should own it. */
  | { readonly show: 'new-owner'; readonly asset: string }
  /** An offer to own an asset, and the form in which it is declined. */
  | { readonly show: 'hand-over' | 'decline-hand-over'; readonly asset: string }
  | { readonly show: 'leaver'; readonly person: string }
  /** The review of the policy or of the controls, and the form that says of one part what is to become of it. */
  | { readonly show: 'programme-review' | 'remark'; readonly of: ProgrammeReviewKind }
  /** What of somebody's was there before Assay, what nobody is known to own, and the form for what is not one's own. */
  | { readonly show: 'existing'; readonly person: string }
  | { readonly show: 'unowned' }
  | { readonly show: 'disown'; readonly asset: string }
  | { readonly show: 'owner-asked'; readonly asset: string; readonly person: string; readonly words: string }
  | { readonly show: 'questions'; readonly certification: string; readonly page: number }
  /** Whatever fits the certification's state. */
  | { readonly show: 'certification'; readonly certification: string }
  | {
      readonly show:
        | 'result'
        | 'why'
        | 'steps'
        | 'submitted'
        | 'outcome'
        | 'certificate'
        | 'conditions'
        | 'rate'
        | 'rate-words'
        | 'draft-reminder'
        | 'withdraw'
        | 'submit-unchanged'
        | 'appeal'
        | 'go-live'
        | 'sample-found'
        | 'edit'
        | 'review'
        | 'no-change'
        | 'check'
        | 'change'
      readonly certification: string
    }
  /** The developer's side of a step, and the side of whoever vouches for it. */
  | { readonly show: 'step' | 'confirm' | 'not-right'; readonly certification: string; readonly step: string }
  /** What somebody said about a step that came back to the developer. */
  | {
      readonly show: 'step-word'
      readonly certification: string
      readonly step: string
      readonly person: string
    }
  | {
      readonly show: 'condition' | 'accept-condition'
      readonly certification: string
      readonly condition: string
    }
  | { readonly show: 'request' | 'post' | 'approve'; readonly approval: string }
  | {
      readonly show: 'decide'
      readonly approval: string
      readonly verdict: 'approve_on_conditions' | 'request_changes' | 'reject'
    }
  | { readonly show: 'unmanned'; readonly approval: string; readonly role: string }
  | { readonly show: 'link'; readonly link: string }
  /** A tier that was set, or that a second person is asked about; and the form for it. */
  | { readonly show: 'tier-change'; readonly certification: string; readonly change: string }
  | { readonly show: 'set-tier'; readonly certification: string }
  /** One answer that is said to be another now. */
  | { readonly show: 'change-answer'; readonly certification: string; readonly question: string }
  /** An answer that a steward is asked to settle. */
  | { readonly show: 'settle'; readonly certification: string; readonly question: string }
  /** The form with which a certificate is stopped, let go on or taken out of use. */
  | {
      readonly show: 'stop'
      readonly certification: string
      readonly deed: 'suspend' | 'lift' | 'revoke' | 'retire'
    }
  /** What somebody wants revoked, and a second person is asked about. */
  | { readonly show: 'revocation'; readonly certification: string; readonly revocation: string }
  /** A waiver as it stands, and the form for saying no to it. */
  | { readonly show: 'waiver' | 'refuse-waiver'; readonly certification: string; readonly waiver: string }
  /** The form that asks for one; `question` is '' for whichever answer blocks. */
  | { readonly show: 'ask-waiver'; readonly certification: string; readonly question: string }
  | { readonly show: 'role-request'; readonly person: string; readonly request: string }
  /** That the reader decides in somebody's place on some days. */
  | { readonly show: 'stand-in'; readonly person: string }
  | { readonly show: 'role-end'; readonly person: string; readonly role: string }
  /** What happened to a certification; `before` is the journal's number that the lines shown end before, 0 for the newest. */
  | { readonly show: 'trail'; readonly certification: string; readonly before: number }
  /** A link to an evidence pack, shown once to whoever asked for it: `token` is the 128 random bits that it is known by. */
  | {
      readonly show: 'evidence-pack'
      readonly certification: string
      readonly token: string
      readonly until: string
    }
  /** A few words of our own, with up to three ways on. */
  | {
      readonly show: 'line'
      readonly title: string
      readonly sentence: string
      readonly tone: Tone
      readonly ways: readonly Way[]
    }

export type Tone = 'good' | 'warning' | 'attention' | 'default'

/** A button to another card: its title and what it opens. `part` is a step, a condition or a page. */
export type Way = {
  readonly title: string
  readonly what: string
  readonly id: string
  readonly part: string
}
