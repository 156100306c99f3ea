-- By which name and owner an asset came in with a list: the same line of the same list brings in nothing twice.
ALTER TABLE assets ADD COLUMN listed_as TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX assets_by_list ON assets (listed_as) WHERE listed_as <> '';
