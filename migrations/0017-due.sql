-- What falls due together is taken in its order without sorting all of it for each batch.
DROP INDEX timers_due;
CREATE INDEX timers_due ON timers (due, kind, subject) WHERE fired_at IS NULL;
