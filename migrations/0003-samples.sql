-- What came of looking at sampled certificates is counted for the stewards' inbox; the list is the one that the query has.
CREATE INDEX events_of_samples ON events (type) WHERE type IN ('sample-looked-at', 'sample-failed');
