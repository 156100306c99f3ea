import type { CampaignView } from './campaign-view.ts'
import type { DecisionView } from './decision-view.ts'
import type { ExistingView } from './existing-view.ts'
import type { JourneyView } from './journey-view.ts'
import type { ProgrammeReviewView } from './programme-review-view.ts'
import type { ReviewView } from './review-view.ts'
import type { RolloutView } from './rollout-view.ts'
import type { StandingView } from './standing-view.ts'
import type { ReminderView } from './reminder-view.ts'
import type { TalkView } from './talk-view.ts'
import type { WeekView } from './week-view.ts'
import type { WaiverView } from './waiver-view.ts'

/** Everything that a card shows, as facts: instants are ISO 8601 UTC and texts are plain. The card words and lays them out. */
export type View =
  | CampaignView
  | JourneyView
  | DecisionView
  | ExistingView
  | ReminderView
  | ReviewView
  | ProgrammeReviewView
  | RolloutView
  | StandingView
  | TalkView
  | WaiverView
  | WeekView

export type ViewKind = View['kind']
export type ViewOf<K extends ViewKind> = Extract<View, { readonly kind: K }>
