-- Sequence of arrivals a digest covers up to: what was announced as replaced later may be sent again.
ALTER TABLE digests ADD COLUMN covered INTEGER NOT NULL DEFAULT 0;

-- A person's direct chat: known for good, while events are forgotten after a week.
ALTER TABLE people ADD COLUMN direct_id INTEGER REFERENCES conversations (id) ON DELETE SET NULL;
