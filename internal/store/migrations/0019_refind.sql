-- What search may find is made in one place: a table's trigger says which record has changed,
-- and the trigger of the view refind makes that record's passages anew. They were made by the
-- trigger of each table, with a copy of the statement in each; of a paper, for every page of its
-- text and from all papers that there are.
DROP TRIGGER action_owners_found;
DROP TRIGGER action_owners_found_anew;
DROP TRIGGER action_owners_lost;
DROP TRIGGER actions_found;
DROP TRIGGER actions_found_anew;
DROP TRIGGER actions_lost;
DROP TRIGGER agendas_found;
DROP TRIGGER agendas_found_anew;
DROP TRIGGER answers_found;
DROP TRIGGER answers_found_anew;
DROP TRIGGER answers_lost;
DROP TRIGGER cards_found;
DROP TRIGGER cards_found_anew;
DROP TRIGGER consents_found;
DROP TRIGGER decisions_found;
DROP TRIGGER decisions_found_anew;
DROP TRIGGER decisions_lost;
DROP TRIGGER decisions_replaced;
DROP TRIGGER file_passages_found;
DROP TRIGGER file_passages_lost;
DROP TRIGGER items_changed;
DROP TRIGGER items_found;
DROP TRIGGER items_found_anew;
DROP TRIGGER items_lost;
DROP TRIGGER meetings_found;
DROP TRIGGER meetings_found_anew;
DROP TRIGGER meetings_moved;
DROP TRIGGER members_found;
DROP TRIGGER members_found_anew;
DROP TRIGGER members_lost;
DROP TRIGGER owners_renamed;
DROP TRIGGER minutes_found;
DROP TRIGGER minutes_found_anew;
DROP TRIGGER minutes_versions_found;
DROP TRIGGER minutes_versions_found_anew;
DROP TRIGGER papers_found;
DROP TRIGGER papers_found_anew;
DROP TRIGGER papers_lost;
DROP TRIGGER practices_found;
DROP TRIGGER practices_found_anew;
DROP TRIGGER practices_lost;
DROP TRIGGER questions_found;
DROP TRIGGER questions_found_anew;
DROP TRIGGER questions_lost;
DROP VIEW findable_paper;
DROP VIEW findable_decision;
DROP VIEW findable_action;
DROP VIEW paper_items;
DROP TABLE passages_fts;
DROP TABLE passages;
DELETE FROM settings WHERE name = 'search.pack'; -- so that the program tells it anew

CREATE TABLE passages ( -- A piece of the record or of the pack as search finds it. Nothing is kept here alone: triggers make it from the tables.
	id      INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that who has read up to one has read all before it
	kind    TEXT NOT NULL,    -- the shelf: item, paper, minutes, decision, guidance
	ref     INTEGER NOT NULL, -- the record's own id; of the pack, the entry's place
	part    INTEGER NOT NULL, -- which piece of the record
	entry   TEXT NOT NULL DEFAULT '', -- the pack's entry; else empty
	meeting INTEGER NOT NULL, -- to which it belongs; 0: to none
	day     TEXT NOT NULL,    -- the date it is found by; empty: none
	sees    INTEGER NOT NULL, -- the least standing that may see it: 0 anyone, 1 deputy, 2 member, 3 librarian, 4 secretary, 9 nobody
	owners  TEXT NOT NULL,    -- members who may see it whatever their standing, as ,3,7,
	until   TEXT NOT NULL,    -- from then on nobody may; empty: no end
	title   TEXT NOT NULL,
	body    TEXT NOT NULL,
	also    TEXT NOT NULL DEFAULT '' -- other names that it is found by and that are not shown
) STRICT;
CREATE UNIQUE INDEX passages_ref ON passages (kind, ref, part);

-- The words of passages: a title counts as much as six mentions in the text, another name as three.
CREATE VIRTUAL TABLE passages_fts USING fts5(title, body, also, content='passages', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO passages_fts (passages_fts, rank) VALUES ('rank', 'bm25(6.0, 1.0, 3.0)');
-- What is deleted leaves no trace of its words.
INSERT INTO passages_fts (passages_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER passages_come AFTER INSERT ON passages BEGIN
	INSERT INTO passages_fts (rowid, title, body, also) VALUES (NEW.id, NEW.title, NEW.body, NEW.also);
END;
CREATE TRIGGER passages_go AFTER DELETE ON passages BEGIN
	INSERT INTO passages_fts (passages_fts, rowid, title, body, also) VALUES ('delete', OLD.id, OLD.title, OLD.body, OLD.also);
END;

-- Of an announced meeting's papers, decisions and actions anyone finds what is open, as of its items; of another's, members.

CREATE VIEW announced AS -- the meetings that anyone may know of
	SELECT id FROM meetings WHERE waiting = 0 OR state = 'held';

CREATE VIEW item_papers AS -- the papers of each item, and of those that were carried or merged into it
	SELECT i.id AS item, p.id AS paper FROM items i JOIN papers p ON p.item IN (
		WITH RECURSIVE behind (id) AS (SELECT i.id UNION SELECT items.id FROM behind JOIN items ON items."into" = behind.id) SELECT id FROM behind);

CREATE VIEW seen_papers AS -- papers with who may see that there is one. closed is why one of the items is that the paper's own went on in, last the end of those
	SELECT p.id AS id, p.title AS title, p.stage AS stage, iif(p.stage = 'published', p.out, p.revision) AS shown, iif(p.stage = 'published', coalesce(b.meeting, 0), 0) AS meeting,
		coalesce(nullif(substr(p.published, 1, 10), ''), substr(p.at, 1, 10)) AS day,
		CASE WHEN p.closed <> '' OR p.marking IN ('', 'TLP:RED') OR p.stage = 'withdrawn' THEN 4
			WHEN p.stage = 'published' AND p.marking = 'TLP:CLEAR' AND b.meeting IN (SELECT id FROM announced) THEN 0 ELSE 2 END AS sees,
		coalesce(',' || p.author || ',', '') || coalesce(',' || b.sponsor || ',', '') AS owners
	FROM (SELECT *, (WITH RECURSIVE onward (item, step) AS (SELECT papers.item, 0 UNION ALL SELECT items."into", step + 1 FROM onward JOIN items ON items.id = onward.item WHERE items."into" IS NOT NULL AND step < 100)
			SELECT max(items.closed) FROM onward JOIN items ON items.id = onward.item) AS closed,
		(WITH RECURSIVE onward (item, step) AS (SELECT papers.item, 0 UNION ALL SELECT items."into", step + 1 FROM onward JOIN items ON items.id = onward.item WHERE items."into" IS NOT NULL AND step < 100)
			SELECT item FROM onward ORDER BY step DESC LIMIT 1) AS last FROM papers) p
		JOIN items b ON b.id = iif(p.published <> '', p.item, p.last);

CREATE VIEW findable_paper AS -- a meeting's deputies see what is out for it: until then it is of none. Part 0 its title, the others the text of what is out, or, until it is, of what came last
	SELECT 'paper' AS kind, id AS ref, 0 AS part, meeting, day, sees, owners, '' AS until, title, '' AS body FROM seen_papers
	UNION ALL
	SELECT 'paper', p.id, f.place, p.meeting, p.day, iif(p.stage = 'published', p.sees, 4), p.owners, '', p.title, f.text
	FROM seen_papers p JOIN paper_revisions r ON r.paper = p.id AND r.number = p.shown JOIN file_passages f ON f.sha = r.sha WHERE p.stage <> 'withdrawn';

CREATE VIEW findable_decision AS -- part 0 for all, 1 the dissent, which names people, and what is closed
	SELECT 'decision' AS kind, d.id AS ref, p.part AS part, coalesce(d.meeting, 0) AS meeting, d.day AS day,
		CASE WHEN p.part = 0 AND (d.meeting IS NULL OR d.meeting IN (SELECT id FROM announced)) THEN 0 WHEN p.part = 1 AND d.shut <> '' THEN 4 ELSE 2 END AS sees, CASE WHEN p.part = 1 AND d.shut <> '' THEN coalesce(',' || i.sponsor || ',', '') ELSE '' END AS owners,
		'' AS until, printf('D-%d-%02d', d.year, d.place) || CASE WHEN d.shut = '' THEN coalesce(': ' || i.title, '') ELSE '' END AS title,
		CASE WHEN p.part = 0 AND d.shut <> '' THEN 'Closed: ' || d.shut WHEN p.part = 1 AND d.shut = '' THEN d.dissent
			ELSE trim(d.words || char(10) || coalesce((SELECT printf('Replaced by D-%d-%02d.', year, place) FROM decisions WHERE id = d.replaced_by), '') || CASE WHEN d.shut <> '' THEN char(10) || d.dissent ELSE '' END, char(10)) END AS body
	FROM (SELECT d.*, iif(d.closed <> '', d.closed, coalesce((SELECT closed FROM items WHERE id = d.item), '')) AS shut FROM decisions d) d
		JOIN (SELECT 0 AS part UNION ALL SELECT 1) p LEFT JOIN items i ON i.id = d.item
	WHERE p.part = 0 OR d.shut <> '' OR d.dissent <> '';

CREATE VIEW findable_action AS -- part 0 what is to be done, 1 by whom, which names people
	SELECT 'action' AS kind, a.id AS ref, p.part AS part, coalesce(a.meeting, 0) AS meeting, substr(a.at, 1, 10) AS day,
		CASE WHEN a.shut <> '' THEN 4 WHEN p.part = 0 AND (a.meeting IS NULL OR a.meeting IN (SELECT id FROM announced)) THEN 0 ELSE 2 END AS sees,
		CASE WHEN a.shut = '' THEN '' ELSE coalesce(',' || i.sponsor || ',', '') || coalesce((SELECT group_concat(',' || member || ',', '') FROM action_owners WHERE action = a.id AND member IS NOT NULL), '') END AS owners,
		'' AS until, 'A' || a.id || ': ' || a.what AS title,
		CASE WHEN p.part = 0 THEN 'Due ' || a.due || ', ' || a.state ELSE (SELECT coalesce(group_concat(coalesce(m.name, o.name), ', '), '') FROM action_owners o LEFT JOIN members m ON m.id = o.member WHERE o.action = a.id) END AS body
	FROM (SELECT a.*, iif(a.closed <> '', a.closed, coalesce((SELECT closed FROM items WHERE id = a.item), '')) AS shut FROM actions a) a
		JOIN (SELECT 0 AS part UNION ALL SELECT 1) p LEFT JOIN items i ON i.id = a.item
	WHERE p.part = 0 OR EXISTS (SELECT 1 FROM action_owners WHERE action = a.id);

CREATE VIEW findable AS -- all that search may find of the record
	SELECT * FROM findable_item
	UNION ALL SELECT * FROM findable_meeting
	UNION ALL SELECT * FROM findable_paper
	UNION ALL SELECT * FROM findable_minutes
	UNION ALL SELECT * FROM findable_decision
	UNION ALL SELECT * FROM findable_action
	UNION ALL SELECT * FROM findable_practice
	UNION ALL SELECT * FROM findable_question
	UNION ALL SELECT * FROM findable_answer
	UNION ALL SELECT * FROM findable_member;

CREATE VIEW refind AS -- to insert a record's kind and ref here is to have its passages made anew
	SELECT kind, ref FROM passages;
CREATE TRIGGER refind_made INSTEAD OF INSERT ON refind BEGIN
	DELETE FROM passages WHERE kind = NEW.kind AND ref = NEW.ref;
	INSERT INTO passages (kind, ref, part, meeting, day, sees, owners, until, title, body) SELECT * FROM findable WHERE kind = NEW.kind AND ref = NEW.ref;
END;

-- What follows from each table.
CREATE TRIGGER items_found AFTER INSERT ON items BEGIN
	INSERT INTO refind VALUES ('item', NEW.id);
END;
CREATE TRIGGER items_found_anew AFTER UPDATE ON items WHEN (OLD.meeting, OLD.title, OLD.ask, OLD.presenter, OLD.closed, OLD.sponsor, OLD.state, OLD.place > 0)
	IS NOT (NEW.meeting, NEW.title, NEW.ask, NEW.presenter, NEW.closed, NEW.sponsor, NEW.state, NEW.place > 0) BEGIN
	INSERT INTO refind VALUES ('item', NEW.id);
END;
CREATE TRIGGER items_changed AFTER UPDATE ON items WHEN (OLD.title, OLD.closed, OLD.sponsor, OLD."into", OLD.meeting) IS NOT (NEW.title, NEW.closed, NEW.sponsor, NEW."into", NEW.meeting) BEGIN
	INSERT INTO refind SELECT 'paper', paper FROM item_papers WHERE item = NEW.id;
	INSERT INTO refind SELECT 'decision', id FROM decisions WHERE item = NEW.id;
	INSERT INTO refind SELECT 'action', id FROM actions WHERE item = NEW.id;
END;
CREATE TRIGGER items_lost AFTER DELETE ON items BEGIN
	INSERT INTO refind VALUES ('item', OLD.id);
END;
CREATE TRIGGER agendas_found AFTER INSERT ON agendas WHEN NEW.published <> '' BEGIN
	INSERT INTO refind SELECT 'item', id FROM items WHERE meeting = NEW.meeting;
END;
CREATE TRIGGER agendas_found_anew AFTER UPDATE ON agendas WHEN NEW.published <> OLD.published BEGIN
	INSERT INTO refind SELECT 'item', id FROM items WHERE meeting = NEW.meeting;
END;
CREATE TRIGGER meetings_found AFTER INSERT ON meetings BEGIN
	INSERT INTO refind VALUES ('meeting', NEW.id);
END;
CREATE TRIGGER meetings_found_anew AFTER UPDATE ON meetings BEGIN
	INSERT INTO refind VALUES ('meeting', NEW.id);
END;
CREATE TRIGGER meetings_moved AFTER UPDATE ON meetings WHEN (OLD.local, OLD.waiting, OLD.state) IS NOT (NEW.local, NEW.waiting, NEW.state) BEGIN
	INSERT INTO refind SELECT 'item', id FROM items WHERE meeting = NEW.id;
	INSERT INTO refind VALUES ('minutes', NEW.id);
END;
CREATE TRIGGER meetings_announced AFTER UPDATE ON meetings WHEN (OLD.waiting = 0 OR OLD.state = 'held') <> (NEW.waiting = 0 OR NEW.state = 'held') BEGIN
	INSERT INTO refind SELECT 'paper', paper FROM item_papers WHERE item IN (SELECT id FROM items WHERE meeting = NEW.id);
	INSERT INTO refind SELECT 'decision', id FROM decisions WHERE meeting = NEW.id;
	INSERT INTO refind SELECT 'action', id FROM actions WHERE meeting = NEW.id;
END;
CREATE TRIGGER papers_found AFTER INSERT ON papers BEGIN
	INSERT INTO refind VALUES ('paper', NEW.id);
END;
CREATE TRIGGER papers_found_anew AFTER UPDATE ON papers WHEN (OLD.title, OLD.author, OLD.marking, OLD.stage, OLD.item, OLD.out, OLD.revision, OLD.published)
	IS NOT (NEW.title, NEW.author, NEW.marking, NEW.stage, NEW.item, NEW.out, NEW.revision, NEW.published) BEGIN
	INSERT INTO refind VALUES ('paper', NEW.id);
END;
CREATE TRIGGER papers_lost AFTER DELETE ON papers BEGIN
	INSERT INTO refind VALUES ('paper', OLD.id);
END;
-- A reading is kept after the passages of its file, so that a paper is made anew once and not for each of them.
CREATE TRIGGER file_readings_found AFTER INSERT ON file_readings BEGIN
	INSERT INTO refind SELECT DISTINCT 'paper', paper FROM paper_revisions WHERE sha = NEW.sha;
END;
CREATE TRIGGER file_readings_found_anew AFTER UPDATE ON file_readings BEGIN
	INSERT INTO refind SELECT DISTINCT 'paper', paper FROM paper_revisions WHERE sha = NEW.sha;
END;
CREATE TRIGGER minutes_found AFTER INSERT ON minutes BEGIN
	INSERT INTO refind VALUES ('minutes', NEW.meeting);
END;
CREATE TRIGGER minutes_versions_found AFTER INSERT ON minutes_versions BEGIN
	INSERT INTO refind VALUES ('minutes', NEW.meeting);
END;
CREATE TRIGGER minutes_found_anew AFTER UPDATE ON minutes BEGIN
	INSERT INTO refind VALUES ('minutes', NEW.meeting);
END;
CREATE TRIGGER minutes_versions_found_anew AFTER UPDATE ON minutes_versions BEGIN
	INSERT INTO refind VALUES ('minutes', NEW.meeting);
END;
CREATE TRIGGER decisions_found AFTER INSERT ON decisions BEGIN
	INSERT INTO refind VALUES ('decision', NEW.id);
END;
CREATE TRIGGER decisions_found_anew AFTER UPDATE ON decisions BEGIN
	INSERT INTO refind VALUES ('decision', NEW.id);
END;
CREATE TRIGGER decisions_lost AFTER DELETE ON decisions BEGIN
	INSERT INTO refind VALUES ('decision', OLD.id);
END;
CREATE TRIGGER decisions_replaced AFTER UPDATE OF replaced_by, year, place ON decisions BEGIN
	INSERT INTO refind SELECT 'decision', id FROM decisions WHERE replaced_by = NEW.id;
END;
CREATE TRIGGER actions_found AFTER INSERT ON actions BEGIN
	INSERT INTO refind VALUES ('action', NEW.id);
END;
CREATE TRIGGER actions_found_anew AFTER UPDATE ON actions BEGIN
	INSERT INTO refind VALUES ('action', NEW.id);
END;
CREATE TRIGGER actions_lost AFTER DELETE ON actions BEGIN
	INSERT INTO refind VALUES ('action', OLD.id);
END;
CREATE TRIGGER action_owners_found AFTER INSERT ON action_owners BEGIN
	INSERT INTO refind VALUES ('action', NEW.action);
END;
CREATE TRIGGER action_owners_found_anew AFTER UPDATE ON action_owners BEGIN
	INSERT INTO refind VALUES ('action', NEW.action);
END;
CREATE TRIGGER action_owners_lost AFTER DELETE ON action_owners BEGIN
	INSERT INTO refind VALUES ('action', OLD.action);
END;
CREATE TRIGGER owners_renamed AFTER UPDATE OF name ON members WHEN OLD.name <> NEW.name BEGIN
	INSERT INTO refind SELECT 'action', action FROM action_owners WHERE member = NEW.id;
END;
CREATE TRIGGER practices_found AFTER INSERT ON practices BEGIN
	INSERT INTO refind VALUES ('practice', NEW.id);
END;
CREATE TRIGGER practices_found_anew AFTER UPDATE ON practices BEGIN
	INSERT INTO refind VALUES ('practice', NEW.id);
END;
CREATE TRIGGER practices_lost AFTER DELETE ON practices BEGIN
	INSERT INTO refind VALUES ('practice', OLD.id);
END;
CREATE TRIGGER questions_found AFTER INSERT ON questions BEGIN
	INSERT INTO refind VALUES ('question', NEW.id);
END;
CREATE TRIGGER questions_found_anew AFTER UPDATE ON questions BEGIN
	INSERT INTO refind VALUES ('question', NEW.id);
END;
CREATE TRIGGER questions_lost AFTER DELETE ON questions BEGIN
	INSERT INTO refind VALUES ('question', OLD.id);
END;
CREATE TRIGGER answers_found AFTER INSERT ON answers BEGIN
	INSERT INTO refind VALUES ('answer', NEW.id);
END;
CREATE TRIGGER answers_found_anew AFTER UPDATE ON answers BEGIN
	INSERT INTO refind VALUES ('answer', NEW.id);
END;
CREATE TRIGGER answers_lost AFTER DELETE ON answers BEGIN
	INSERT INTO refind VALUES ('answer', OLD.id);
END;
CREATE TRIGGER members_found AFTER INSERT ON members BEGIN
	INSERT INTO refind VALUES ('member', NEW.id);
END;
CREATE TRIGGER members_found_anew AFTER UPDATE ON members BEGIN
	INSERT INTO refind VALUES ('member', NEW.id);
END;
CREATE TRIGGER members_lost AFTER DELETE ON members BEGIN
	INSERT INTO refind VALUES ('member', OLD.id);
END;
CREATE TRIGGER consents_found AFTER INSERT ON consents BEGIN
	INSERT INTO refind VALUES ('member', NEW.member);
END;
CREATE TRIGGER cards_found AFTER INSERT ON cards BEGIN
	INSERT INTO refind VALUES ('member', NEW.member);
END;
CREATE TRIGGER cards_found_anew AFTER UPDATE ON cards BEGIN
	INSERT INTO refind VALUES ('member', NEW.member);
END;

-- What the record holds already.
INSERT INTO passages (kind, ref, part, meeting, day, sees, owners, until, title, body) SELECT * FROM findable;
