-- DOIs and what bibliographies say of a paper, and how sure the reading of a file was: an unsure one only fills gaps.
ALTER TABLE papers ADD COLUMN doi TEXT;
ALTER TABLE papers ADD COLUMN publication TEXT;
ALTER TABLE digest_files ADD COLUMN confidence INTEGER NOT NULL DEFAULT 100;
UPDATE digest_files SET confidence = 50 WHERE format IN ('markdown', 'html');
