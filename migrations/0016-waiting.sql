-- What waits to be said to somebody about one matter is found without reading all that waits for them.
CREATE INDEX reminders_about ON reminders (recipient, matter) WHERE sent_at IS NULL;
