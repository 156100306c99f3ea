-- Who belongs to which part of the organisation, and who cannot be reached any more: each as the state says.
ALTER TABLE people ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN is_left INTEGER NOT NULL DEFAULT 0 CHECK (is_left IN (0, 1));
CREATE INDEX people_by_unit ON people (unit);

-- To whom an asset is offered who has not answered yet.
ALTER TABLE assets ADD COLUMN offered_to TEXT NOT NULL DEFAULT '';
CREATE INDEX assets_by_offer ON assets (offered_to, registered_at) WHERE offered_to <> '';

-- The nightly look at accounts: the night of the last one, the nights in which an account was found missing last and found gone, and
-- since when it cannot be written to though it could before.
ALTER TABLE accounts ADD COLUMN looked_on TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN missing_on TEXT;
ALTER TABLE accounts ADD COLUMN gone_on TEXT;
ALTER TABLE accounts ADD COLUMN unreached_at TEXT;
CREATE INDEX accounts_by_look ON accounts (looked_on, account);
