-- What a decision rested on, as it stood once it could no longer be undone: the rows of the certification, its asset and its
-- requests. Words that people typed stand here as ids and hashes, so that they can be erased.
CREATE TABLE records (
  certification TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  states TEXT NOT NULL,
  PRIMARY KEY (certification, seq)
) STRICT;
CREATE TRIGGER records_are_not_changed BEFORE UPDATE ON records BEGIN
  SELECT RAISE (ABORT, 'what a decision rested on is never changed');
END;

-- Every text of the programme policy that was in force, so that a decision can be read years later by what it was judged by.
CREATE TABLE policies (
  hash TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- One-time links to an evidence pack; a link stands here as the hash of its random bits alone.
CREATE TABLE downloads (
  code TEXT PRIMARY KEY,
  certification TEXT NOT NULL,
  person TEXT NOT NULL,
  platform TEXT NOT NULL,
  until TEXT NOT NULL
) STRICT;
CREATE INDEX downloads_by_end ON downloads (until);
