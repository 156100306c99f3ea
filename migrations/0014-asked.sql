-- Whom somebody named to decide in their place: found without reading those who hold a role.
ALTER TABLE people ADD COLUMN delegate TEXT NOT NULL DEFAULT '';
UPDATE people SET delegate = coalesce(state ->> '$.away.delegate', '');
CREATE INDEX people_by_delegate ON people (delegate) WHERE delegate <> '';

-- Samples to look at and evidence to accept are found as everything else that waits for a steward is, however old what they are about.
INSERT INTO asks (certification, step, person, role)
SELECT id, 'word steward', '', 'steward' FROM certifications
WHERE status NOT IN ('rejected', 'revoked', 'retired', 'withdrawn')
  AND ((state ->> '$.sample.chosen' = 1 AND state ->> '$.sample.looked' IS NULL)
    OR EXISTS (SELECT 1 FROM json_each(certifications.state, '$.conditions') AS one WHERE one.value ->> '$.state' = 'evidenced'))
ON CONFLICT DO NOTHING;
