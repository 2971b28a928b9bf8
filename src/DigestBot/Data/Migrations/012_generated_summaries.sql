-- What a model wrote about a paper when somebody asked for it: shown on cards only, never part of the paper.
CREATE TABLE generated_summaries (
  paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  language TEXT NOT NULL,
  -- What the model was shown, as a hash: another version of the paper is asked for anew.
  source TEXT NOT NULL,
  model TEXT NOT NULL,
  what TEXT NOT NULL,
  how TEXT NOT NULL,
  result TEXT NOT NULL,
  written_at TEXT NOT NULL,
  PRIMARY KEY (paper_id, language)
) WITHOUT ROWID;
