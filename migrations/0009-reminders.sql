-- What the clock wanted to say to somebody, and what was decided about it: one row for each reminder and recipient, whatever
-- happens twice. `decisions` is the list of them, the newest last; `sent_at` stands once a platform has taken it.
CREATE TABLE reminders (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  matter TEXT NOT NULL,
  recipient TEXT NOT NULL,
  occurrence TEXT NOT NULL,
  content TEXT NOT NULL,
  due TEXT,
  blocks INTEGER NOT NULL CHECK (blocks IN (0, 1)),
  at TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('ping', 'digest', 'deferred', 'merged', 'suppressed')),
  because TEXT NOT NULL,
  until TEXT,
  decisions TEXT NOT NULL,
  sent_at TEXT,
  UNIQUE (kind, matter, recipient, occurrence)
) STRICT;
-- Everything about one person, the newest first.
CREATE INDEX reminders_of ON reminders (recipient, decided_at);
-- What a person's week is counted from, and what is on its way.
CREATE INDEX reminders_sent ON reminders (recipient, sent_at) WHERE outcome = 'ping';
-- What waits for its time, for the next digest, or to be taken by a platform.
CREATE INDEX reminders_waiting ON reminders (recipient, outcome) WHERE sent_at IS NULL;

-- What a person said about a matter that they are reminded of: not before then, or that they are on it.
CREATE TABLE reminder_words (
  person TEXT NOT NULL,
  matter TEXT NOT NULL,
  word TEXT NOT NULL CHECK (word IN ('snoozed', 'on-it')),
  at TEXT NOT NULL,
  until TEXT NOT NULL,
  PRIMARY KEY (person, matter, word)
) STRICT;
CREATE INDEX reminder_words_of ON reminder_words (matter);
