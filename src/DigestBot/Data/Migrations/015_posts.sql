-- Posts of messages that need several, on any channel, so that a later attempt goes on where an earlier one ended. Until now Slack's alone.
CREATE TABLE posts (
  outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  -- As the platform names it; empty where it tells no id.
  post_id TEXT NOT NULL,
  -- Of what it says.
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (outbox_id, number)
) WITHOUT ROWID;
INSERT INTO posts (outbox_id, number, post_id, fingerprint) SELECT outbox_id, number, ts, says FROM slack_posts;
DROP TABLE slack_posts;
