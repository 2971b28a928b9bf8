-- A digest writes dozens of ledger rows, and each was looked up in three tables and written into a second index. A conversation's rows go with it;
-- papers hand theirs on when they merge, and a digest's rows are found by its conversation.
CREATE TABLE slim_ledger (
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  paper_id INTEGER NOT NULL,
  digest_id INTEGER NOT NULL,
  place INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, paper_id)
) WITHOUT ROWID;
INSERT INTO slim_ledger SELECT conversation_id, paper_id, digest_id, place, shown FROM ledger ORDER BY conversation_id, paper_id;
DROP TABLE ledger;
ALTER TABLE slim_ledger RENAME TO ledger;
