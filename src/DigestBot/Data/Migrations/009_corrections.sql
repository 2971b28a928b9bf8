-- Papers whose shown fields changed, until the messages that show them were looked through; and which papers became others, for good.
CREATE TABLE paper_changes (
  -- Never used twice: what changes meanwhile is looked through next time.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL
);
CREATE TABLE paper_merges (
  from_id INTEGER PRIMARY KEY,
  into_id INTEGER NOT NULL
);
CREATE INDEX paper_merges_into ON paper_merges (into_id);

-- The channel's ids of a message's posts after its first, the paper a card is about, and the message whose posts a correction edits.
ALTER TABLE outbox ADD COLUMN further TEXT;
ALTER TABLE outbox ADD COLUMN paper_id INTEGER;
ALTER TABLE outbox ADD COLUMN corrects INTEGER REFERENCES outbox (id) ON DELETE CASCADE;
CREATE INDEX outbox_created ON outbox (created_at);
CREATE INDEX outbox_replaces ON outbox (conversation_id, replaces) WHERE replaces IS NOT NULL;
CREATE INDEX outbox_corrects ON outbox (corrects) WHERE corrects IS NOT NULL;
-- Corrections go after everything else.
CREATE INDEX outbox_corrections ON outbox (id) WHERE state IN ('Pending', 'Sending') AND kind = 'Correction';

-- Of Slack's posts: the part of the message each holds, with its blocks or, where Slack refused them, as one piece of its plain text.
ALTER TABLE slack_posts ADD COLUMN page INTEGER;
ALTER TABLE slack_posts ADD COLUMN plain INTEGER NOT NULL DEFAULT 0;
