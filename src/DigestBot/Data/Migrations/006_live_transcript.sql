-- Grows with every line that is written or changed, and is never used twice: what a page has seen up to.
ALTER TABLE transcript ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
UPDATE transcript SET revision = id;
CREATE INDEX transcript_revision ON transcript (revision);
INSERT INTO settings (key, value) SELECT 'transcript_revision', last FROM (SELECT MAX(id) AS last FROM transcript) WHERE last IS NOT NULL;
