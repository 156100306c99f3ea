-- A steward asks for many reviews at once. Which reviews belong to which campaign, whether their owners were told, and what came of it.
CREATE TABLE campaigns (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  writes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  status TEXT NOT NULL CHECK (status IN ('opening', 'running', 'finished', 'closed', 'cancelled')),
  started_at TEXT NOT NULL
) STRICT;
CREATE INDEX campaigns_by_status ON campaigns (status, started_at);
CREATE TABLE campaign_reviews (
  review TEXT NOT NULL REFERENCES reviews (id),
  campaign TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('open', 'answered', 'over')),
  is_told INTEGER NOT NULL CHECK (is_told IN (0, 1)),
  PRIMARY KEY (review, campaign)
) STRICT;
CREATE INDEX campaign_reviews_by_campaign ON campaign_reviews (campaign, answer, is_told, review);

-- Of what many have to be told, and only so many a day are: the soonest due first.
CREATE TABLE to_tell (
  kind TEXT NOT NULL CHECK (kind IN ('review', 'existing')),
  subject TEXT NOT NULL,
  due TEXT NOT NULL,
  PRIMARY KEY (kind, subject)
) STRICT;
CREATE INDEX to_tell_in_turn ON to_tell (due, kind, subject);

-- By what a campaign chooses among certificates that count. The index holds all of it, so that no whole row is read to count them.
ALTER TABLE certifications ADD COLUMN asset TEXT NOT NULL DEFAULT '';
ALTER TABLE certifications ADD COLUMN tier TEXT NOT NULL DEFAULT '';
ALTER TABLE certifications ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE certifications ADD COLUMN answers TEXT NOT NULL DEFAULT '';
ALTER TABLE certifications ADD COLUMN in_force_until TEXT;
UPDATE certifications SET
  asset = state ->> '$.asset',
  tier = coalesce(state ->> '$.assessment.tier', ''),
  unit = coalesce(state ->> '$.unit', ''),
  answers = coalesce((SELECT '|' || group_concat(pair, '|') || '|' FROM (
    SELECT key || '=' || value AS pair FROM json_each(state, '$.answers') ORDER BY key)), ''),
  in_force_until = state ->> '$.inForceUntil';
CREATE INDEX certifications_in_force ON certifications (id, in_force_until, tier, unit, owner, asset, answers)
  WHERE in_force_until IS NOT NULL;
ALTER TABLE assets ADD COLUMN platform TEXT NOT NULL DEFAULT '';
UPDATE assets SET platform = state ->> '$.platform';
