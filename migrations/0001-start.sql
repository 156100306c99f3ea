-- State rows: one per thing. `state` is canonical JSON without the words people typed; the columns after it are what
-- queries need, each derived from `state` and compared with it by the audit.
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  writes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  name TEXT NOT NULL
) STRICT;

CREATE TABLE holders (
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('steward', 'security', 'data_protection', 'compliance', 'it_operations', 'board', 'mentor', 'admin', 'auditor')),
  PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX holders_by_role ON holders (role, person);

CREATE TABLE accounts (
  account TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  address TEXT CHECK (json_valid(address)),
  last_active_at TEXT NOT NULL
) STRICT;
CREATE INDEX accounts_by_person ON accounts (person, last_active_at);

CREATE TABLE assets (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  writes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  owner TEXT NOT NULL,
  registered_at TEXT NOT NULL
) STRICT;
CREATE INDEX assets_by_owner ON assets (owner, registered_at);

CREATE TABLE certifications (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  writes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  status TEXT NOT NULL CHECK (status IN ('draft', 'classified', 'preparing', 'submitted', 'in_review', 'changes_requested', 'certified',
    'conditionally_certified', 'rejected', 'review_due', 'recertifying', 'suspended', 'expired', 'revoked', 'retired', 'withdrawn')),
  developer TEXT NOT NULL,
  owner TEXT NOT NULL,
  verify TEXT UNIQUE,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX certifications_by_developer ON certifications (developer, created_at);
CREATE INDEX certifications_by_owner ON certifications (owner, created_at);
CREATE INDEX certifications_by_status ON certifications (status, created_at);

-- Whom an open step waits for: one person, or anybody who holds a role.
CREATE TABLE asks (
  certification TEXT NOT NULL REFERENCES certifications (id) ON DELETE CASCADE,
  step TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (certification, step),
  CHECK ((person = '') <> (role = ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX asks_by_person ON asks (person) WHERE person <> '';
CREATE INDEX asks_by_role ON asks (role) WHERE role <> '';

CREATE TABLE approvals (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  writes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  status TEXT NOT NULL CHECK (status IN ('open', 'approved', 'rejected', 'changes_requested', 'withdrawn', 'expired', 'superseded')),
  due TEXT
) STRICT;

-- The roles whose seats are open: those of an open request's current stage.
CREATE TABLE seats (
  approval TEXT NOT NULL REFERENCES approvals (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  PRIMARY KEY (approval, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX seats_by_role ON seats (role, approval);

CREATE TABLE feedback (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  writes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  certification TEXT NOT NULL,
  person TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX feedback_by_certification ON feedback (certification, person, at);

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  writes INTEGER NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

-- What people typed. State rows and the journal keep the id and the salted hash, so that a body can be erased.
CREATE TABLE texts (
  id TEXT PRIMARY KEY,
  salt TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  on_behalf_of TEXT,
  platform TEXT NOT NULL CHECK (platform IN ('web', 'slack', 'teams', 'command', 'clock')),
  subject TEXT NOT NULL,
  rev INTEGER NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  policy_version INTEGER NOT NULL,
  digest TEXT NOT NULL,
  prev TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX events_by_subject ON events (subject, seq);
CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only: an entry is never changed');
END;
CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only: an entry is never removed');
END;

CREATE TABLE inbox (
  key TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (json_valid(answer)),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX inbox_by_time ON inbox (at);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  matter TEXT NOT NULL,
  recipient TEXT NOT NULL CHECK (json_valid(recipient)),
  content TEXT NOT NULL CHECK (json_valid(content)),
  replaces TEXT CHECK (json_valid(replaces)),
  due TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'sent', 'unknown', 'dead')),
  lease TEXT,
  leased_until TEXT,
  CHECK ((state = 'leased') = (lease IS NOT NULL)),
  CHECK ((state = 'leased') = (leased_until IS NOT NULL))
) STRICT;
-- Only rows that are still owed: what was sent must not slow down what is to be sent.
CREATE INDEX outbox_ready ON outbox (due, id) WHERE state = 'ready';
CREATE INDEX outbox_leased ON outbox (leased_until, id) WHERE state = 'leased';
CREATE INDEX outbox_by_recipient ON outbox (recipient, id) WHERE state IN ('ready', 'leased');

CREATE TABLE posted (
  matter TEXT NOT NULL,
  account TEXT NOT NULL,
  address TEXT NOT NULL CHECK (json_valid(address)),
  message TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (matter, account)
) STRICT;
CREATE INDEX posted_by_message ON posted (message);

-- Fired rows stay, so that nothing fires twice.
CREATE TABLE timers (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  occurrence TEXT NOT NULL,
  due TEXT NOT NULL,
  fired_at TEXT,
  PRIMARY KEY (kind, subject, occurrence)
) STRICT;
CREATE INDEX timers_due ON timers (due) WHERE fired_at IS NULL;
CREATE INDEX timers_by_subject ON timers (subject) WHERE fired_at IS NULL;

CREATE TABLE drafts (
  person TEXT NOT NULL,
  form TEXT NOT NULL,
  subject TEXT NOT NULL,
  "values" TEXT NOT NULL CHECK (json_valid("values")),
  at TEXT NOT NULL,
  PRIMARY KEY (person, form, subject)
) STRICT;
CREATE INDEX drafts_by_person ON drafts (person, at);

CREATE TABLE counters (
  kind TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

-- Search over assets. A row's number is its recency: a changed text gets a new one.
CREATE TABLE search_rows (
  "row" INTEGER PRIMARY KEY AUTOINCREMENT,
  asset TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE search_texts USING fts5 (name, purpose, other, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
INSERT INTO search_texts (search_texts, rank) VALUES ('secure-delete', 1);
CREATE TABLE search_words (
  word TEXT PRIMARY KEY,
  uses INTEGER NOT NULL CHECK (uses > 0)
) STRICT, WITHOUT ROWID;
-- Each word without one of its letters: two words that share such a variant are at most a typing error apart.
CREATE TABLE search_variants (
  variant TEXT NOT NULL,
  word TEXT NOT NULL REFERENCES search_words (word) ON DELETE CASCADE,
  PRIMARY KEY (variant, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_variants_by_word ON search_variants (word);
