CREATE TABLE passages ( -- A piece of the record or of the pack as search finds it. Nothing is kept here alone: triggers make it from the tables.
	id      INTEGER PRIMARY KEY,
	kind    TEXT NOT NULL,    -- the shelf: item, paper, minutes, decision, guidance
	ref     INTEGER NOT NULL, -- the record's own id; of the pack, the entry's place
	part    INTEGER NOT NULL, -- which piece of the record
	entry   TEXT NOT NULL,    -- the pack's entry; else empty
	meeting INTEGER NOT NULL, -- to which it belongs; 0: to none
	day     TEXT NOT NULL,    -- the date it is found by; empty: none
	sees    INTEGER NOT NULL, -- the least standing that may see it: 0 anyone, 1 deputy, 2 member, 3 librarian, 4 secretary
	owner   INTEGER NOT NULL, -- a member who may see it whatever the standing; 0: nobody
	until   TEXT NOT NULL,    -- from then on nobody may; empty: no end
	title   TEXT NOT NULL,
	body    TEXT NOT NULL,
	also    TEXT NOT NULL     -- other names that it is found by and that are not shown
) STRICT;
CREATE UNIQUE INDEX passages_ref ON passages (kind, ref, part);

-- The words of passages, a title counting as much as six mentions in the text, another name as three.
CREATE VIRTUAL TABLE passages_fts USING fts5(title, body, also, content='passages', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO passages_fts (passages_fts, rank) VALUES ('rank', 'bm25(6.0, 1.0, 3.0)');
-- The same words as they are spelled, to correct what is misspelt.
CREATE VIRTUAL TABLE passages_words USING fts5(title, body, also, content='passages', content_rowid='id', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 2');
-- What is deleted leaves no trace of its words in either.
INSERT INTO passages_fts (passages_fts, rank) VALUES ('secure-delete', 1);
INSERT INTO passages_words (passages_words, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE passages_spelled USING fts5vocab(passages_words, 'row');

CREATE TRIGGER passages_come AFTER INSERT ON passages BEGIN
	INSERT INTO passages_fts (rowid, title, body, also) VALUES (NEW.id, NEW.title, NEW.body, NEW.also);
	INSERT INTO passages_words (rowid, title, body, also) VALUES (NEW.id, NEW.title, NEW.body, NEW.also);
END;
CREATE TRIGGER passages_go AFTER DELETE ON passages BEGIN
	INSERT INTO passages_fts (passages_fts, rowid, title, body, also) VALUES ('delete', OLD.id, OLD.title, OLD.body, OLD.also);
	INSERT INTO passages_words (passages_words, rowid, title, body, also) VALUES ('delete', OLD.id, OLD.title, OLD.body, OLD.also);
END;

-- What search may find of the record: one view a table, each named findable_… and
-- with these columns in this order: kind, ref, part, meeting, day, sees, owner,
-- until, title, body. The triggers and the test that rebuilds all read it here.

CREATE VIEW findable_item AS -- a closed item by its stub, and by its words for the secretary and its sponsor
	SELECT 'item' AS kind, i.id AS ref, p.part AS part, coalesce(i.meeting, 0) AS meeting, coalesce(substr(m.local, 1, 10), substr(i.at, 1, 10)) AS day,
		CASE WHEN p.part = 1 THEN 4 WHEN i.place > 0 AND a.published <> '' THEN 0 WHEN i.place > 0 THEN 1 WHEN i.state = 'deferred' THEN 2 ELSE 4 END AS sees,
		CASE WHEN i.place > 0 AND p.part = 0 THEN 0 ELSE coalesce(i.sponsor, 0) END AS owner, '' AS until, i.title AS title,
		CASE WHEN i.closed <> '' AND p.part = 0 THEN 'Closed: ' || i.closed ELSE trim(i.ask || char(10) || i.presenter, char(10)) END AS body
	FROM items i JOIN (SELECT 0 AS part UNION ALL SELECT 1) p LEFT JOIN meetings m ON m.id = i.meeting LEFT JOIN agendas a ON a.meeting = i.meeting
	WHERE i.part = 'business' AND (p.part = 0 OR i.closed <> '');

CREATE VIEW findable_meeting AS
	SELECT 'meeting' AS kind, id AS ref, 0 AS part, id AS meeting, substr(local, 1, 10) AS day, 0 AS sees, 0 AS owner, '' AS until,
		coalesce(nullif(title, ''), 'Meeting of the council') AS title, trim(place || char(10) || reason, char(10)) AS body
	FROM meetings;

CREATE VIEW findable_question AS -- what was put to the council, for its members; what was put to one of them, for the librarian and its asker
	SELECT 'question' AS kind, id AS ref, 0 AS part, 0 AS meeting, substr(at, 1, 10) AS day, CASE WHEN put_to LIKE 'channel/%' THEN 2 ELSE 3 END AS sees,
		coalesce(asker, 0) AS owner, '' AS until, words AS title, '' AS body
	FROM questions WHERE words <> '';

CREATE VIEW shown_fields AS -- what each member decided last about a field of the card
	SELECT member, field, visibility FROM consents c WHERE id = (SELECT max(id) FROM consents WHERE member = c.member AND field = c.field);

CREATE VIEW findable_member AS -- thrice: what the public sees, what members see, and all for the secretary and the member. Public pages end 395 days after the card was confirmed
	SELECT 'member' AS kind, m.id AS ref, a.part AS part, 0 AS meeting, '' AS day, a.sees AS sees, CASE a.part WHEN 2 THEN m.id ELSE 0 END AS owner,
		CASE a.part WHEN 0 THEN coalesce((SELECT strftime('%Y-%m-%dT%H:%M:%SZ', confirmed, '+395 days') FROM cards WHERE member = m.id), '0001') ELSE '' END AS until,
		m.name AS title,
		(SELECT coalesce(group_concat(f.text, char(10)), '') FROM (
			SELECT 'title' AS field, m.title AS text UNION ALL SELECT 'organisation', m.organisation UNION ALL SELECT 'sector', m.sector
			UNION ALL SELECT 'region', m.region UNION ALL SELECT 'expertise', (SELECT coalesce(group_concat(value, ', '), '') FROM json_each(m.expertise))) f
		 WHERE f.text <> '' AND (a.part = 2 OR EXISTS (SELECT 1 FROM shown_fields s WHERE s.member = m.id AND s.field = f.field
			AND (s.visibility = 'public' OR a.part = 1 AND s.visibility = 'members')))) AS body
	FROM members m JOIN (SELECT 0 AS part, 0 AS sees UNION ALL SELECT 1, 2 UNION ALL SELECT 2, 4) a
	WHERE m.left = '' AND (a.part = 2 OR EXISTS (SELECT 1 FROM shown_fields s WHERE s.member = m.id AND s.field = 'name'
		AND (s.visibility = 'public' OR a.part = 1 AND s.visibility = 'members')));

CREATE TRIGGER items_found AFTER INSERT ON items BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_item WHERE ref = NEW.id;
END;
CREATE TRIGGER items_found_anew AFTER UPDATE ON items BEGIN
	DELETE FROM passages WHERE kind = 'item' AND ref = OLD.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_item WHERE ref = NEW.id;
END;
CREATE TRIGGER items_lost AFTER DELETE ON items BEGIN
	DELETE FROM passages WHERE kind = 'item' AND ref = OLD.id;
END;
CREATE TRIGGER agendas_found AFTER INSERT ON agendas WHEN NEW.published <> '' BEGIN
	DELETE FROM passages WHERE kind = 'item' AND ref IN (SELECT id FROM items WHERE meeting = NEW.meeting);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_item WHERE ref IN (SELECT id FROM items WHERE meeting = NEW.meeting);
END;
CREATE TRIGGER agendas_found_anew AFTER UPDATE ON agendas WHEN NEW.published <> OLD.published BEGIN
	DELETE FROM passages WHERE kind = 'item' AND ref IN (SELECT id FROM items WHERE meeting = NEW.meeting);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_item WHERE ref IN (SELECT id FROM items WHERE meeting = NEW.meeting);
END;
CREATE TRIGGER meetings_found AFTER INSERT ON meetings BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_meeting WHERE ref = NEW.id;
END;
CREATE TRIGGER meetings_found_anew AFTER UPDATE ON meetings BEGIN
	DELETE FROM passages WHERE kind = 'meeting' AND ref = OLD.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_meeting WHERE ref = NEW.id;
	UPDATE passages SET day = substr(NEW.local, 1, 10) WHERE kind = 'item' AND ref IN (SELECT id FROM items WHERE meeting = NEW.id);
END;
CREATE TRIGGER questions_found AFTER INSERT ON questions BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_question WHERE ref = NEW.id;
END;
CREATE TRIGGER questions_found_anew AFTER UPDATE ON questions BEGIN
	DELETE FROM passages WHERE kind = 'question' AND ref = OLD.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_question WHERE ref = NEW.id;
END;
CREATE TRIGGER questions_lost AFTER DELETE ON questions BEGIN
	DELETE FROM passages WHERE kind = 'question' AND ref = OLD.id;
END;
CREATE TRIGGER members_found AFTER INSERT ON members BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_member WHERE ref = NEW.id;
END;
CREATE TRIGGER members_found_anew AFTER UPDATE ON members BEGIN
	DELETE FROM passages WHERE kind = 'member' AND ref = OLD.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_member WHERE ref = NEW.id;
END;
CREATE TRIGGER members_lost AFTER DELETE ON members BEGIN
	DELETE FROM passages WHERE kind = 'member' AND ref = OLD.id;
END;
CREATE TRIGGER consents_found AFTER INSERT ON consents BEGIN
	DELETE FROM passages WHERE kind = 'member' AND ref = NEW.member;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_member WHERE ref = NEW.member;
END;
CREATE TRIGGER cards_found AFTER INSERT ON cards BEGIN
	DELETE FROM passages WHERE kind = 'member' AND ref = NEW.member;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_member WHERE ref = NEW.member;
END;
CREATE TRIGGER cards_found_anew AFTER UPDATE ON cards BEGIN
	DELETE FROM passages WHERE kind = 'member' AND ref = NEW.member;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_member WHERE ref = NEW.member;
END;

-- What the record holds already.
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_item;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_meeting;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_question;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_member;
