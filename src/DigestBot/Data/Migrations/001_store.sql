-- Papers: what entries are about. Lists and summaries are JSON.
CREATE TABLE papers (
  -- Never used twice: old cards name papers by it.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  arxiv_id TEXT UNIQUE,
  version INTEGER,
  title TEXT NOT NULL,
  title_made INTEGER NOT NULL,
  authors TEXT NOT NULL,
  categories TEXT NOT NULL,
  day TEXT NOT NULL,
  day_estimated INTEGER NOT NULL,
  abstract TEXT NOT NULL,
  summaries TEXT NOT NULL,
  url TEXT,
  -- Arrival of the first digest file with it that is no backfill; null while all are.
  first_sequence INTEGER
);
CREATE INDEX papers_day ON papers (day);

CREATE TABLE paper_categories (
  category TEXT NOT NULL COLLATE NOCASE,
  paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  PRIMARY KEY (category, paper_id)
) WITHOUT ROWID;
CREATE INDEX paper_categories_paper ON paper_categories (paper_id);

-- What else than an arXiv id a paper can be recognised by (PaperIdentity).
CREATE TABLE paper_keys (
  key INTEGER NOT NULL,
  paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  PRIMARY KEY (key, paper_id)
) WITHOUT ROWID;
CREATE INDEX paper_keys_paper ON paper_keys (paper_id);

-- Digest files in order of arrival (sequence).
CREATE TABLE digest_files (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  reader INTEGER NOT NULL,
  day TEXT NOT NULL,
  day_source TEXT NOT NULL,
  sequence INTEGER NOT NULL UNIQUE,
  backfill INTEGER NOT NULL,
  imported_at TEXT NOT NULL,
  report TEXT NOT NULL
);
CREATE INDEX digest_files_day ON digest_files (day);

-- Entries as their file has them; a paper is the best of its entries (PaperFold).
CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  digest_file_id INTEGER NOT NULL REFERENCES digest_files (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  paper_id INTEGER NOT NULL REFERENCES papers (id),
  replaced INTEGER NOT NULL,
  fields TEXT NOT NULL,
  UNIQUE (digest_file_id, position)
);
CREATE INDEX entries_paper ON entries (paper_id);

-- Texts are cut into tokens by our own analyser first, so that search and filters agree; without content, as papers have it.
CREATE VIRTUAL TABLE papers_fts USING fts5 (
  title, authors, abstract, summaries, content = '', tokenize = 'unicode61 remove_diacritics 0'
);

-- Files seen in the inbox folder, so that an unchanged one is not read again.
CREATE TABLE inbox_files (
  path TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  modified_at TEXT NOT NULL,
  problem TEXT
);

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE conversations (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT,
  data TEXT,
  language TEXT,
  zone TEXT,
  UNIQUE (channel, external_id)
);

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  language TEXT,
  zone TEXT,
  profile_language TEXT,
  profile_zone TEXT,
  UNIQUE (channel, external_id)
);

-- Incoming events, recorded before they are acknowledged; the text goes when the event is done.
CREATE TABLE inbound (
  channel TEXT NOT NULL,
  event_id TEXT NOT NULL,
  received_at TEXT NOT NULL,
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  text TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  done_at TEXT,
  PRIMARY KEY (channel, event_id)
) WITHOUT ROWID;
CREATE INDEX inbound_open ON inbound (received_at) WHERE done_at IS NULL;

CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  owner_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
  filter TEXT NOT NULL,
  frequency TEXT NOT NULL,
  days TEXT NOT NULL,
  time TEXT NOT NULL,
  zone TEXT NOT NULL,
  top INTEGER NOT NULL,
  language TEXT NOT NULL,
  compact INTEGER NOT NULL,
  say_when_empty INTEGER NOT NULL,
  include_replaced INTEGER NOT NULL,
  state TEXT NOT NULL,
  paused_until TEXT,
  pause_reason TEXT,
  created_at TEXT NOT NULL,
  -- Sequence up to which arrivals are covered; null before the first due time.
  cut_off INTEGER,
  next_due TEXT,
  UNIQUE (conversation_id, number)
);
-- In the order digests are made, so that a batch of many due at one time is not found by sorting them all.
CREATE INDEX subscriptions_due ON subscriptions (next_due, conversation_id, number) WHERE next_due IS NOT NULL;

-- What a change replaced, so that it can be undone.
CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  made_at TEXT NOT NULL,
  what TEXT NOT NULL,
  before TEXT NOT NULL,
  undone_at TEXT
);
CREATE INDEX changes_latest ON changes (conversation_id, person_id, id);

-- A person's last list in a conversation: what "card 3" and "more" refer to.
CREATE TABLE last_lists (
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  list TEXT NOT NULL,
  PRIMARY KEY (conversation_id, person_id)
) WITHOUT ROWID;

CREATE TABLE digests (
  id INTEGER PRIMARY KEY,
  subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
  due_at TEXT NOT NULL,
  made_at TEXT NOT NULL,
  coverage TEXT NOT NULL,
  UNIQUE (subscription_id, due_at)
);

-- Messages to be sent: the only way anything leaves.
CREATE TABLE outbox (
  -- Never used twice: channels are told it, so that they can post a message once.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  digest_id INTEGER REFERENCES digests (id) ON DELETE CASCADE,
  only_for INTEGER REFERENCES people (id) ON DELETE CASCADE,
  body TEXT,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL,
  not_before TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  lost_answers INTEGER NOT NULL DEFAULT 0,
  leased_until TEXT,
  sent_at TEXT,
  message_id TEXT,
  problem TEXT
);
CREATE INDEX outbox_open ON outbox (conversation_id, id) WHERE state IN ('Pending', 'Sending');
CREATE INDEX outbox_oldest ON outbox (id) WHERE state IN ('Pending', 'Sending');

-- The ledger: what each conversation has been sent. One row per conversation and paper.
CREATE TABLE ledger (
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  digest_id INTEGER NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, paper_id)
) WITHOUT ROWID;
CREATE INDEX ledger_digest ON ledger (digest_id);

-- What was said on the local channel.
CREATE TABLE transcript (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  -- Who said it; null: the bot.
  person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
  only_for INTEGER REFERENCES people (id) ON DELETE CASCADE,
  outbox_id INTEGER UNIQUE,
  said_at TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX transcript_conversation ON transcript (conversation_id, id);
