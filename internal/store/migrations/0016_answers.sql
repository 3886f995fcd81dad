CREATE TABLE answers ( -- What the council itself answers to a question that the pack could not: approved by the librarian, quoted word by word.
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	ask     TEXT NOT NULL, -- the question, in the words in which people ask it
	words   TEXT NOT NULL,
	cites   TEXT NOT NULL, -- the decision that it rests on, as D-2027-04; empty: none
	practice INTEGER REFERENCES practices ON DELETE SET NULL, -- the practice that it rests on
	by      INTEGER REFERENCES members ON DELETE SET NULL, -- who approved it
	at      TEXT NOT NULL,
	retired TEXT NOT NULL  -- when it was taken back; empty: it stands
) STRICT;
CREATE INDEX answers_by ON answers (by);
CREATE INDEX answers_practice ON answers (practice);

-- What became of a question: the agenda item that was made of it, and the answer.
ALTER TABLE questions ADD COLUMN item INTEGER REFERENCES items;
ALTER TABLE questions ADD COLUMN answer INTEGER REFERENCES answers;
ALTER TABLE questions ADD COLUMN aside TEXT NOT NULL DEFAULT ''; -- when it was set aside without one
CREATE INDEX questions_item ON questions (item);
CREATE INDEX questions_answer ON questions (answer);

CREATE VIEW findable_answer AS
	SELECT 'answer' AS kind, id AS ref, 0 AS part, 0 AS meeting, substr(at, 1, 10) AS day, CASE WHEN retired = '' THEN 0 ELSE 3 END AS sees,
		'' AS owners, '' AS until, ask AS title, trim(words || char(10) || cites, char(10)) AS body
	FROM answers;
CREATE TRIGGER answers_found AFTER INSERT ON answers BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_answer WHERE ref = NEW.id;
END;
CREATE TRIGGER answers_found_anew AFTER UPDATE ON answers BEGIN
	DELETE FROM passages WHERE kind = 'answer' AND ref = OLD.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_answer WHERE ref = NEW.id;
END;
CREATE TRIGGER answers_lost AFTER DELETE ON answers BEGIN
	DELETE FROM passages WHERE kind = 'answer' AND ref = OLD.id;
END;
