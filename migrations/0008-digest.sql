-- What a week's figures about requests are counted from.
CREATE INDEX events_of_requests ON events (type, at) WHERE type IN ('approval-requested', 'approval-closed');
