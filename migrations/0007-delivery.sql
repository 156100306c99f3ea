-- What a try leaves behind: how many there were, whether one is under way, and since when nobody knows whether it arrived.
ALTER TABLE outbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN begun_at TEXT;
ALTER TABLE outbox ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN doubted_at TEXT;
-- Why a message reached nobody, and when that was clear; both empty where nothing was left to say, or somebody dropped it.
ALTER TABLE outbox ADD COLUMN why TEXT CHECK (why IN ('nobody', 'tried', 'unknown'));
ALTER TABLE outbox ADD COLUMN ended_at TEXT;
UPDATE outbox SET why = 'unknown', ended_at = due WHERE state = 'unknown';
CREATE INDEX outbox_undelivered ON outbox (ended_at, id) WHERE why IS NOT NULL;
CREATE INDEX outbox_dead ON outbox (due) WHERE state = 'dead';
