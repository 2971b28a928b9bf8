-- Answers to people go before digests.
CREATE INDEX outbox_replies ON outbox (id) WHERE state IN ('Pending', 'Sending') AND kind = 'Reply';

-- Since when the platform has not found the conversation; null where it was found last.
ALTER TABLE conversations ADD COLUMN missing_since TEXT;

-- The conversation whose papers a subscription leaves out.
ALTER TABLE subscriptions ADD COLUMN except_id INTEGER REFERENCES conversations (id) ON DELETE SET NULL;

CREATE INDEX outbox_dead ON outbox (id) WHERE state = 'Dead';
