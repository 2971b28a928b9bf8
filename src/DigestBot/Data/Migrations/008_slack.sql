-- Slack workspaces that installed the app. The token is encrypted; one that was removed keeps its row without a token.
CREATE TABLE slack_workspaces (
  team_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  bot_user_id TEXT NOT NULL,
  token TEXT,
  installed_at TEXT NOT NULL
) WITHOUT ROWID;

-- Slack's events that are no messages, so that each is taken once; messages are in inbound.
CREATE TABLE slack_events (
  event_id TEXT PRIMARY KEY,
  taken_at TEXT NOT NULL
) WITHOUT ROWID;

-- Posts of messages that need several, so that a second attempt goes on where the first ended.
CREATE TABLE slack_posts (
  outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  ts TEXT NOT NULL,
  posted_at TEXT NOT NULL,
  PRIMARY KEY (outbox_id, number)
) WITHOUT ROWID;
