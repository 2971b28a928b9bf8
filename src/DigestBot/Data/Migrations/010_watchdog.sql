-- Who is told when a digest file is late; an empty source is all of them.
CREATE TABLE watches (
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (conversation_id, source)
) WITHOUT ROWID;

-- What they were told, so that each missed day is said once, and that it came after all, too.
CREATE TABLE late_notices (
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  day TEXT NOT NULL,
  told_at TEXT NOT NULL,
  came_at TEXT,
  PRIMARY KEY (conversation_id, source, day)
) WITHOUT ROWID;
CREATE INDEX late_notices_open ON late_notices (conversation_id) WHERE came_at IS NULL;
