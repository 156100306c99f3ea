-- What may need somebody in the morning is asked of everybody: each part is found without reading a whole row.
CREATE INDEX reminders_of_kind ON reminders (recipient, kind, matter);
CREATE INDEX events_of_absence ON events (subject, at) WHERE type = 'away-ended';
CREATE INDEX certifications_asking_developer ON certifications (developer) WHERE (status IN ('draft', 'classified', 'preparing',
  'changes_requested', 'conditionally_certified', 'review_due', 'recertifying', 'suspended', 'expired', 'revoked')
  OR (status IN ('submitted', 'in_review', 'certified') AND instr(state, '"waivers":[]') = 0));
CREATE INDEX certifications_asking_owner ON certifications (owner) WHERE (status IN ('draft', 'classified', 'preparing',
  'changes_requested', 'conditionally_certified', 'review_due', 'recertifying', 'suspended', 'expired', 'revoked')
  OR (status IN ('submitted', 'in_review', 'certified') AND instr(state, '"waivers":[]') = 0));
-- Nor is what was merged or held back read through to find what still waits about a matter.
DROP INDEX reminders_about;
CREATE INDEX reminders_about ON reminders (recipient, matter) WHERE sent_at IS NULL AND outcome IN ('ping', 'digest', 'deferred');
