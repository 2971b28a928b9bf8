-- How many papers have a word: asked of the index itself, and a copy of it that is made now and then (Vocabulary), as counting takes long.
CREATE VIRTUAL TABLE papers_terms USING fts5vocab (papers_fts, row);
CREATE TABLE words (
  word TEXT PRIMARY KEY,
  papers INTEGER NOT NULL
) WITHOUT ROWID;

-- Words of one language and what they are in the other, found in papers that have both (GlossaryMiner).
CREATE TABLE glossary (
  word TEXT NOT NULL,
  translation TEXT NOT NULL,
  dice REAL NOT NULL,
  PRIMARY KEY (word, translation)
) WITHOUT ROWID;

-- Reading lists and opinions: each person's own.
CREATE TABLE saves (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (person_id, paper_id)
) WITHOUT ROWID;
CREATE INDEX saves_paper ON saves (paper_id);

CREATE TABLE ratings (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  -- 1: liked, -1: not.
  rating INTEGER NOT NULL,
  rated_at TEXT NOT NULL,
  PRIMARY KEY (person_id, paper_id)
) WITHOUT ROWID;
CREATE INDEX ratings_paper ON ratings (paper_id);
