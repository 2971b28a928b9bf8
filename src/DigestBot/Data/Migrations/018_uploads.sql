-- Whether a digest file may change what is known of papers: not where somebody sent it in a chat who is not among those who may.
ALTER TABLE digest_files ADD COLUMN may_correct INTEGER NOT NULL DEFAULT 1;
