-- One-time codes that link a person's accounts on two platforms; a code stands here as its hash alone.
CREATE TABLE links (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL UNIQUE,
  claimed_by TEXT,
  until TEXT NOT NULL
) STRICT;

-- Wrong codes, so that nobody can try many.
CREATE TABLE link_misses (
  account TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX link_misses_by_account ON link_misses (account, at);

-- What was sent is forgotten after a while.
CREATE INDEX outbox_sent ON outbox (due) WHERE state = 'sent';
