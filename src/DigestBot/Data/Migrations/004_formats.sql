-- What more digest formats bring: the authors' remark, where the code is, and an entry's own day where one file holds many.
ALTER TABLE papers ADD COLUMN comment TEXT;
ALTER TABLE papers ADD COLUMN code_url TEXT;
ALTER TABLE entries ADD COLUMN own_day TEXT;
CREATE INDEX entries_own_day ON entries (own_day) WHERE own_day IS NOT NULL;

-- Feeds asked for on a schedule, and what came of it.
CREATE TABLE feeds (
  url TEXT PRIMARY KEY,
  etag TEXT,
  last_modified TEXT,
  asked_at TEXT NOT NULL,
  ask_after TEXT NOT NULL,
  taken_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  problem TEXT
);
