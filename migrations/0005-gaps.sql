-- Whoever can agree to a lower tier finds that in their inbox: what was asked for before is asked of them there as well.
INSERT INTO asks (certification, step, person, role)
SELECT id, 'word ' || role, '', role
FROM certifications, (SELECT 'steward' AS role UNION ALL SELECT 'security' UNION ALL SELECT 'data_protection')
WHERE json_extract(state, '$.lowering.id') IS NOT NULL
  AND status NOT IN ('rejected', 'revoked', 'retired', 'withdrawn');
