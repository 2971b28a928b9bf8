-- What a taste is learnt from: ratings and saves, with where they were said; cards opened; papers given as examples; what was said of words.
ALTER TABLE ratings ADD COLUMN conversation_id INTEGER REFERENCES conversations (id) ON DELETE SET NULL;
CREATE INDEX ratings_conversation ON ratings (conversation_id);
ALTER TABLE saves ADD COLUMN conversation_id INTEGER REFERENCES conversations (id) ON DELETE SET NULL;
CREATE INDEX saves_conversation ON saves (conversation_id);

CREATE TABLE openings (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  conversation_id INTEGER REFERENCES conversations (id) ON DELETE SET NULL,
  opened_at TEXT NOT NULL,
  PRIMARY KEY (person_id, paper_id)
) WITHOUT ROWID;
CREATE INDEX openings_paper ON openings (paper_id);
CREATE INDEX openings_conversation ON openings (conversation_id);

-- Given by a file or a list of ids; without a paper of the store its title and abstract count all the same.
CREATE TABLE taste_examples (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  -- The shared conversation whose taste it is for; null: the person's own.
  conversation_id INTEGER REFERENCES conversations (id) ON DELETE CASCADE,
  paper_id INTEGER REFERENCES papers (id) ON DELETE SET NULL,
  title TEXT NOT NULL,
  abstract TEXT NOT NULL,
  given_at TEXT NOT NULL
);
CREATE INDEX taste_examples_person ON taste_examples (person_id);
CREATE INDEX taste_examples_conversation ON taste_examples (conversation_id);
CREATE INDEX taste_examples_paper ON taste_examples (paper_id);

-- A person's own taste has the person, a shared conversation's the conversation.
CREATE TABLE taste_edits (
  id INTEGER PRIMARY KEY,
  person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
  conversation_id INTEGER REFERENCES conversations (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  made_at TEXT NOT NULL,
  UNIQUE (person_id, conversation_id, words)
);
CREATE INDEX taste_edits_person ON taste_edits (person_id);
CREATE INDEX taste_edits_conversation ON taste_edits (conversation_id);

-- Only tastes that were switched off or begun anew have a row.
CREATE TABLE tastes (
  id INTEGER PRIMARY KEY,
  person_id INTEGER UNIQUE REFERENCES people (id) ON DELETE CASCADE,
  conversation_id INTEGER UNIQUE REFERENCES conversations (id) ON DELETE CASCADE,
  is_off INTEGER NOT NULL,
  -- What was done before is not looked at.
  since TEXT
);

-- Whose taste changed last, so that what was learnt is kept until then. 0 stands for nobody and nowhere.
CREATE TABLE taste_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  conversation_id INTEGER NOT NULL,
  UNIQUE (person_id, conversation_id) ON CONFLICT REPLACE
);
CREATE TRIGGER ratings_insert_changes_taste AFTER INSERT ON ratings BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(NEW.person_id, 0), COALESCE(NEW.conversation_id, 0));
END;
CREATE TRIGGER ratings_delete_changes_taste AFTER DELETE ON ratings BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(OLD.person_id, 0), COALESCE(OLD.conversation_id, 0));
END;
CREATE TRIGGER saves_insert_changes_taste AFTER INSERT ON saves BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(NEW.person_id, 0), COALESCE(NEW.conversation_id, 0));
END;
CREATE TRIGGER saves_delete_changes_taste AFTER DELETE ON saves BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(OLD.person_id, 0), COALESCE(OLD.conversation_id, 0));
END;
CREATE TRIGGER openings_insert_changes_taste AFTER INSERT ON openings BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(NEW.person_id, 0), COALESCE(NEW.conversation_id, 0));
END;
CREATE TRIGGER openings_delete_changes_taste AFTER DELETE ON openings BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(OLD.person_id, 0), COALESCE(OLD.conversation_id, 0));
END;
CREATE TRIGGER taste_examples_insert_changes_taste AFTER INSERT ON taste_examples BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(NEW.person_id, 0), COALESCE(NEW.conversation_id, 0));
END;
CREATE TRIGGER taste_examples_delete_changes_taste AFTER DELETE ON taste_examples BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(OLD.person_id, 0), COALESCE(OLD.conversation_id, 0));
END;
CREATE TRIGGER taste_edits_insert_changes_taste AFTER INSERT ON taste_edits BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(NEW.person_id, 0), COALESCE(NEW.conversation_id, 0));
END;
CREATE TRIGGER taste_edits_delete_changes_taste AFTER DELETE ON taste_edits BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(OLD.person_id, 0), COALESCE(OLD.conversation_id, 0));
END;
CREATE TRIGGER tastes_insert_changes_taste AFTER INSERT ON tastes BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(NEW.person_id, 0), COALESCE(NEW.conversation_id, 0));
END;
CREATE TRIGGER tastes_delete_changes_taste AFTER DELETE ON tastes BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(OLD.person_id, 0), COALESCE(OLD.conversation_id, 0));
END;
CREATE TRIGGER tastes_update_changes_taste AFTER UPDATE ON tastes BEGIN
  INSERT INTO taste_changes (person_id, conversation_id) VALUES (COALESCE(NEW.person_id, 0), COALESCE(NEW.conversation_id, 0));
END;
