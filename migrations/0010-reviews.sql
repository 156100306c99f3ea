-- The periodic look at something: one is open per subject, whatever asked for it.
CREATE TABLE reviews (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  writes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  due TEXT
) STRICT;
CREATE UNIQUE INDEX reviews_open ON reviews (subject) WHERE status = 'open';
CREATE INDEX reviews_by_kind ON reviews (kind, status, due);
