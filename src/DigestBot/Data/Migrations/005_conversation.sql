-- Where something was said (a thread), the message whose button was pressed, and the files that came with it.
ALTER TABLE inbound ADD COLUMN thread TEXT;
ALTER TABLE inbound ADD COLUMN message_id TEXT;
ALTER TABLE inbound ADD COLUMN files TEXT;

-- The thread a message goes to, and the channel's id of a message it takes the place of.
ALTER TABLE outbox ADD COLUMN thread TEXT;
ALTER TABLE outbox ADD COLUMN replaces TEXT;

-- Whether the bot is in the conversation: null is "not known".
ALTER TABLE conversations ADD COLUMN present INTEGER;
