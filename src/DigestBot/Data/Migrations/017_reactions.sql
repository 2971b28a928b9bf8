-- A reaction names a post; what it was is looked up.
CREATE INDEX outbox_message ON outbox (message_id) WHERE message_id IS NOT NULL;
-- Of the top only what is clearly for its readers.
ALTER TABLE subscriptions ADD COLUMN only_clear INTEGER NOT NULL DEFAULT 0;
