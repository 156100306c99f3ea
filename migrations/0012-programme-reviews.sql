-- What the review of the controls counts: how often each step was passed.
CREATE INDEX events_of_steps ON events (at) WHERE type = 'step-passed';
