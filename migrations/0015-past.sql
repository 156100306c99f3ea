-- What is over is forgotten after a while, the oldest of each found without reading the rest.
CREATE INDEX reminders_over ON reminders (decided_at) WHERE sent_at IS NOT NULL OR outcome IN ('merged', 'suppressed');
CREATE INDEX reminder_words_over ON reminder_words (until);
CREATE INDEX timers_fired ON timers (kind, fired_at) WHERE fired_at IS NOT NULL;
CREATE INDEX links_over ON links (until);
CREATE INDEX link_misses_by_time ON link_misses (at);

-- What was decided in the last weeks is counted without reading what was decided before.
CREATE INDEX reminders_by_time ON reminders (decided_at, outcome, because);
