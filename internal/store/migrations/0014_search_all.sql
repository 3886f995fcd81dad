-- Search over the whole record: papers, minutes, decisions, actions and practices
-- beside what 0011 found, and more than one member who may see a passage whatever
-- their standing. Nothing stands in passages alone, so it is made anew.
DROP TRIGGER items_found;
DROP TRIGGER items_found_anew;
DROP TRIGGER items_lost;
DROP TRIGGER agendas_found;
DROP TRIGGER agendas_found_anew;
DROP TRIGGER meetings_found;
DROP TRIGGER meetings_found_anew;
DROP TRIGGER questions_found;
DROP TRIGGER questions_found_anew;
DROP TRIGGER questions_lost;
DROP TRIGGER members_found;
DROP TRIGGER members_found_anew;
DROP TRIGGER members_lost;
DROP TRIGGER consents_found;
DROP TRIGGER cards_found;
DROP TRIGGER cards_found_anew;
DROP VIEW findable_item;
DROP VIEW findable_meeting;
DROP VIEW findable_question;
DROP VIEW findable_member;
DROP TABLE passages_fts;
DROP TABLE passages;
DELETE FROM settings WHERE name = 'search.pack';

CREATE TABLE passages ( -- A piece of the record or of the pack as search finds it. Nothing is kept here alone: triggers make it from the tables.
	id      INTEGER PRIMARY KEY,
	kind    TEXT NOT NULL,    -- the shelf: item, paper, minutes, decision, guidance
	ref     INTEGER NOT NULL, -- the record's own id; of the pack, the entry's place
	part    INTEGER NOT NULL, -- which piece of the record
	entry   TEXT NOT NULL,    -- the pack's entry; else empty
	meeting INTEGER NOT NULL, -- to which it belongs; 0: to none
	day     TEXT NOT NULL,    -- the date it is found by; empty: none
	sees    INTEGER NOT NULL, -- the least standing that may see it: 0 anyone, 1 deputy, 2 member, 3 librarian, 4 secretary, 9 nobody
	owners  TEXT NOT NULL,    -- members who may see it whatever their standing, as ,3,7,
	until   TEXT NOT NULL,    -- from then on nobody may; empty: no end
	title   TEXT NOT NULL,
	body    TEXT NOT NULL,
	also    TEXT NOT NULL     -- other names that it is found by and that are not shown
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

-- What search may find of the record: one view a table, each named findable_… and
-- with these columns in this order: kind, ref, part, meeting, day, sees, owners,
-- until, title, body. The triggers and the test that rebuilds all read it here.

CREATE VIEW findable_item AS -- part 0 for all who may see the item, 1 what is closed, 2 who presents it: names are for members and deputies
	SELECT 'item' AS kind, i.id AS ref, p.part AS part, coalesce(i.meeting, 0) AS meeting, coalesce(substr(m.local, 1, 10), substr(i.at, 1, 10)) AS day,
		CASE WHEN p.part = 1 THEN 4 WHEN i.place > 0 AND a.published <> '' AND (m.waiting = 0 OR m.state = 'held') THEN min(p.part, 1)
			WHEN i.place > 0 THEN 1 WHEN i.state = 'deferred' THEN 2 ELSE 4 END AS sees,
		CASE WHEN i.place > 0 AND p.part <> 1 OR i.sponsor IS NULL THEN '' ELSE ',' || i.sponsor || ',' END AS owners, '' AS until, i.title AS title,
		CASE WHEN p.part = 2 THEN i.presenter WHEN p.part = 1 THEN trim(i.ask || char(10) || i.presenter, char(10)) WHEN i.closed <> '' THEN 'Closed: ' || i.closed ELSE i.ask END AS body
	FROM items i JOIN (SELECT 0 AS part UNION ALL SELECT 1 UNION ALL SELECT 2) p LEFT JOIN meetings m ON m.id = i.meeting LEFT JOIN agendas a ON a.meeting = i.meeting
	WHERE i.part = 'business' AND (p.part = 0 OR p.part = 1 AND i.closed <> '' OR p.part = 2 AND i.closed = '' AND i.presenter <> '');

CREATE VIEW findable_meeting AS -- one that is not announced yet is for members
	SELECT 'meeting' AS kind, id AS ref, 0 AS part, id AS meeting, substr(local, 1, 10) AS day, CASE WHEN waiting = 0 OR state = 'held' THEN 0 ELSE 2 END AS sees,
		'' AS owners, '' AS until, coalesce(nullif(title, ''), 'Meeting of the council') AS title, trim(place || char(10) || reason, char(10)) AS body
	FROM meetings;

CREATE VIEW paper_items AS -- the items that each paper belongs to: its own, and those in which that one went on
	WITH RECURSIVE onward (paper, item, step) AS (
		SELECT id, item, 0 FROM papers
		UNION ALL
		SELECT onward.paper, items."into", step + 1 FROM onward JOIN items ON items.id = onward.item WHERE items."into" IS NOT NULL AND step < 100)
	SELECT o.paper AS paper, o.item AS item, o.step AS step, i.meeting AS meeting, i.closed AS closed, i.sponsor AS sponsor, i."into" IS NULL AS last
	FROM onward o JOIN items i ON i.id = o.item;

CREATE VIEW findable_paper AS -- a meeting's deputies see what is out for it: until then it is of none. Part 0 its title, the others the text of what is out, or, until it is, of what came last
	SELECT 'paper' AS kind, p.id AS ref, t.part AS part, iif(p.stage = 'published', coalesce(b.meeting, 0), 0) AS meeting,
		coalesce(nullif(substr(p.published, 1, 10), ''), substr(p.at, 1, 10)) AS day,
		CASE WHEN p.closed <> '' OR p.marking IN ('', 'TLP:RED') OR t.part > 0 AND p.stage <> 'published' THEN 4
			WHEN p.stage = 'published' AND p.marking = 'TLP:CLEAR' THEN 0 WHEN p.stage = 'withdrawn' THEN 4 ELSE 2 END AS sees,
		coalesce(',' || p.author || ',', '') || coalesce(',' || b.sponsor || ',', '') AS owners, '' AS until, p.title AS title, t.text AS body
	FROM (SELECT *, (SELECT coalesce(max(closed), '') FROM paper_items WHERE paper = papers.id) AS closed FROM papers) p
		JOIN paper_items b ON b.paper = p.id AND iif(p.published <> '', b.step = 0, b.last)
		JOIN (SELECT id AS paper, 0 AS part, '' AS text FROM papers
			UNION ALL SELECT r.paper, f.place, f.text FROM papers q JOIN paper_revisions r ON r.paper = q.id AND r.number = iif(q.stage = 'published', q.out, q.revision)
				JOIN file_passages f ON f.sha = r.sha WHERE q.stage <> 'withdrawn') t ON t.paper = p.id;

CREATE VIEW findable_minutes AS -- each heading as everybody may read it, and, from part 1000 on, those that are closed
	SELECT 'minutes' AS kind, m.meeting AS ref, j.key AS part, m.meeting AS meeting, substr(g.local, 1, 10) AS day, 0 AS sees, '' AS owners, '' AS until,
		'Minutes ' || (j.value ->> '$.number') || ': ' || (j.value ->> '$.title') AS title,
		CASE WHEN coalesce(j.value ->> '$.closed', '') <> '' THEN 'Closed: ' || (j.value ->> '$.closed')
			ELSE (SELECT coalesce(group_concat(value ->> '$.text', char(10)), '') FROM json_each(j.value, '$.paragraphs')) END AS body
	FROM minutes m JOIN meetings g ON g.id = m.meeting JOIN minutes_versions v ON v.meeting = m.meeting AND v.version = m.version - (m.state = 'agreed')
		JOIN json_each(v.open, '$.items') j WHERE m.state <> 'draft'
	UNION ALL
	SELECT 'minutes', m.meeting, 1000 + j.key, m.meeting, substr(g.local, 1, 10), 4, coalesce(',' || (j.value ->> '$.sponsor') || ',', ''), '',
		'Minutes ' || (j.value ->> '$.number') || ': ' || (j.value ->> '$.title'),
		(SELECT coalesce(group_concat(value ->> '$.text', char(10)), '') FROM json_each(j.value, '$.paragraphs'))
	FROM minutes m JOIN meetings g ON g.id = m.meeting JOIN minutes_versions v ON v.meeting = m.meeting AND v.version = m.version
		JOIN json_each(v.closed, '$.items') j WHERE m.state <> 'draft' AND coalesce(j.value ->> '$.closed', '') <> '';

CREATE VIEW findable_decision AS -- part 0 for all, 1 the dissent, which names people, and what is closed
	SELECT 'decision' AS kind, d.id AS ref, p.part AS part, coalesce(d.meeting, 0) AS meeting, d.day AS day,
		CASE WHEN p.part = 0 THEN 0 WHEN d.shut <> '' THEN 4 ELSE 2 END AS sees, CASE WHEN p.part = 1 AND d.shut <> '' THEN coalesce(',' || i.sponsor || ',', '') ELSE '' END AS owners,
		'' AS until, printf('D-%d-%02d', d.year, d.place) || CASE WHEN d.shut = '' THEN coalesce(': ' || i.title, '') ELSE '' END AS title,
		CASE WHEN p.part = 0 AND d.shut <> '' THEN 'Closed: ' || d.shut WHEN p.part = 1 AND d.shut = '' THEN d.dissent
			ELSE trim(d.words || char(10) || coalesce((SELECT printf('Replaced by D-%d-%02d.', year, place) FROM decisions WHERE id = d.replaced_by), '') || CASE WHEN d.shut <> '' THEN char(10) || d.dissent ELSE '' END, char(10)) END AS body
	FROM (SELECT d.*, iif(d.closed <> '', d.closed, coalesce((SELECT closed FROM items WHERE id = d.item), '')) AS shut FROM decisions d) d
		JOIN (SELECT 0 AS part UNION ALL SELECT 1) p LEFT JOIN items i ON i.id = d.item
	WHERE p.part = 0 OR d.shut <> '' OR d.dissent <> '';

CREATE VIEW findable_action AS -- part 0 what is to be done, 1 by whom, which names people
	SELECT 'action' AS kind, a.id AS ref, p.part AS part, coalesce(a.meeting, 0) AS meeting, substr(a.at, 1, 10) AS day,
		CASE WHEN a.shut <> '' THEN 4 WHEN p.part = 0 THEN 0 ELSE 2 END AS sees,
		CASE WHEN a.shut = '' THEN '' ELSE coalesce(',' || i.sponsor || ',', '') || coalesce((SELECT group_concat(',' || member || ',', '') FROM action_owners WHERE action = a.id AND member IS NOT NULL), '') END AS owners,
		'' AS until, 'A' || a.id || ': ' || a.what AS title,
		CASE WHEN p.part = 0 THEN 'Due ' || a.due || ', ' || a.state ELSE (SELECT coalesce(group_concat(coalesce(m.name, o.name), ', '), '') FROM action_owners o LEFT JOIN members m ON m.id = o.member WHERE o.action = a.id) END AS body
	FROM (SELECT a.*, iif(a.closed <> '', a.closed, coalesce((SELECT closed FROM items WHERE id = a.item), '')) AS shut FROM actions a) a
		JOIN (SELECT 0 AS part UNION ALL SELECT 1) p LEFT JOIN items i ON i.id = a.item
	WHERE p.part = 0 OR EXISTS (SELECT 1 FROM action_owners WHERE action = a.id);

CREATE VIEW findable_practice AS -- who tells a story of failure stands in no passage
	SELECT 'practice' AS kind, id AS ref, 0 AS part, 0 AS meeting, substr(coalesce(nullif(verified, ''), shared), 1, 10) AS day,
		CASE WHEN state = 'draft' THEN 9 WHEN state = 'approved' AND licence IN ('OGL-UK-3.0', 'CC-BY-4.0') THEN 0 WHEN state = 'approved' THEN 2 ELSE 3 END AS sees,
		coalesce(',' || owner || ',', '') AS owners, '' AS until, title AS title,
		trim(problem || char(10) || did || char(10) || result || char(10) || but || char(10) || took || char(10) || topic || char(10) || sector || char(10) || organisation, char(10)) AS body
	FROM practices;

CREATE VIEW findable_question AS -- what was put to the council, for its members; what was put to one of them, for the librarian and its asker
	SELECT 'question' AS kind, id AS ref, 0 AS part, 0 AS meeting, substr(at, 1, 10) AS day, CASE WHEN put_to LIKE 'channel/%' THEN 2 ELSE 3 END AS sees,
		coalesce(',' || asker || ',', '') AS owners, '' AS until, words AS title, '' AS body
	FROM questions WHERE words <> '';

CREATE VIEW findable_member AS -- thrice: what the public sees, what members see, and all for the secretary and the member. Public cards end 395 days after they were confirmed
	SELECT 'member' AS kind, m.id AS ref, a.part AS part, 0 AS meeting, '' AS day, a.sees AS sees, CASE a.part WHEN 2 THEN ',' || m.id || ',' ELSE '' END AS owners,
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
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_item WHERE ref = NEW.id;
END;
CREATE TRIGGER items_found_anew AFTER UPDATE ON items WHEN (OLD.meeting, OLD.title, OLD.ask, OLD.presenter, OLD.closed, OLD.sponsor, OLD.state, OLD.place > 0)
	IS NOT (NEW.meeting, NEW.title, NEW.ask, NEW.presenter, NEW.closed, NEW.sponsor, NEW.state, NEW.place > 0) BEGIN
	DELETE FROM passages WHERE kind = 'item' AND ref = NEW.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_item WHERE ref = NEW.id;
END;
CREATE TRIGGER items_lost AFTER DELETE ON items BEGIN
	DELETE FROM passages WHERE kind = 'item' AND ref = OLD.id;
END;
CREATE TRIGGER meetings_found AFTER INSERT ON meetings BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_meeting WHERE ref = NEW.id;
END;
CREATE TRIGGER meetings_found_anew AFTER UPDATE ON meetings BEGIN
	DELETE FROM passages WHERE kind = 'meeting' AND ref = NEW.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_meeting WHERE ref = NEW.id;
END;
CREATE TRIGGER papers_found AFTER INSERT ON papers BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_paper WHERE ref = NEW.id;
END;
CREATE TRIGGER papers_found_anew AFTER UPDATE ON papers WHEN (OLD.title, OLD.author, OLD.marking, OLD.stage, OLD.item, OLD.out, OLD.revision, OLD.published) IS NOT (NEW.title, NEW.author, NEW.marking, NEW.stage, NEW.item, NEW.out, NEW.revision, NEW.published) BEGIN
	DELETE FROM passages WHERE kind = 'paper' AND ref = NEW.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_paper WHERE ref = NEW.id;
END;
CREATE TRIGGER papers_lost AFTER DELETE ON papers BEGIN
	DELETE FROM passages WHERE kind = 'paper' AND ref = OLD.id;
END;
CREATE TRIGGER decisions_found AFTER INSERT ON decisions BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_decision WHERE ref = NEW.id;
END;
CREATE TRIGGER decisions_found_anew AFTER UPDATE ON decisions BEGIN
	DELETE FROM passages WHERE kind = 'decision' AND ref = NEW.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_decision WHERE ref = NEW.id;
END;
CREATE TRIGGER decisions_lost AFTER DELETE ON decisions BEGIN
	DELETE FROM passages WHERE kind = 'decision' AND ref = OLD.id;
END;
CREATE TRIGGER actions_found AFTER INSERT ON actions BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_action WHERE ref = NEW.id;
END;
CREATE TRIGGER actions_found_anew AFTER UPDATE ON actions BEGIN
	DELETE FROM passages WHERE kind = 'action' AND ref = NEW.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_action WHERE ref = NEW.id;
END;
CREATE TRIGGER actions_lost AFTER DELETE ON actions BEGIN
	DELETE FROM passages WHERE kind = 'action' AND ref = OLD.id;
END;
CREATE TRIGGER practices_found AFTER INSERT ON practices BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_practice WHERE ref = NEW.id;
END;
CREATE TRIGGER practices_found_anew AFTER UPDATE ON practices BEGIN
	DELETE FROM passages WHERE kind = 'practice' AND ref = NEW.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_practice WHERE ref = NEW.id;
END;
CREATE TRIGGER practices_lost AFTER DELETE ON practices BEGIN
	DELETE FROM passages WHERE kind = 'practice' AND ref = OLD.id;
END;
CREATE TRIGGER questions_found AFTER INSERT ON questions BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_question WHERE ref = NEW.id;
END;
CREATE TRIGGER questions_found_anew AFTER UPDATE ON questions BEGIN
	DELETE FROM passages WHERE kind = 'question' AND ref = NEW.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_question WHERE ref = NEW.id;
END;
CREATE TRIGGER questions_lost AFTER DELETE ON questions BEGIN
	DELETE FROM passages WHERE kind = 'question' AND ref = OLD.id;
END;
CREATE TRIGGER members_found AFTER INSERT ON members BEGIN
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_member WHERE ref = NEW.id;
END;
CREATE TRIGGER members_found_anew AFTER UPDATE ON members BEGIN
	DELETE FROM passages WHERE kind = 'member' AND ref = NEW.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_member WHERE ref = NEW.id;
END;
CREATE TRIGGER members_lost AFTER DELETE ON members BEGIN
	DELETE FROM passages WHERE kind = 'member' AND ref = OLD.id;
END;
-- What follows from other tables.
CREATE TRIGGER agendas_found AFTER INSERT ON agendas WHEN NEW.published <> '' BEGIN
	DELETE FROM passages WHERE kind = 'item' AND ref IN (SELECT id FROM items WHERE meeting = NEW.meeting);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_item WHERE ref IN (SELECT id FROM items WHERE meeting = NEW.meeting);
END;
CREATE TRIGGER agendas_found_anew AFTER UPDATE ON agendas WHEN NEW.published <> OLD.published BEGIN
	DELETE FROM passages WHERE kind = 'item' AND ref IN (SELECT id FROM items WHERE meeting = NEW.meeting);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_item WHERE ref IN (SELECT id FROM items WHERE meeting = NEW.meeting);
END;
CREATE TRIGGER meetings_moved AFTER UPDATE ON meetings WHEN (OLD.local, OLD.waiting, OLD.state) IS NOT (NEW.local, NEW.waiting, NEW.state) BEGIN
	DELETE FROM passages WHERE kind = 'item' AND ref IN (SELECT id FROM items WHERE meeting = NEW.id);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_item WHERE ref IN (SELECT id FROM items WHERE meeting = NEW.id);
	DELETE FROM passages WHERE kind = 'minutes' AND ref = NEW.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_minutes WHERE ref = NEW.id;
END;
CREATE TRIGGER items_changed AFTER UPDATE ON items WHEN (OLD.title, OLD.closed, OLD.sponsor, OLD."into", OLD.meeting) IS NOT (NEW.title, NEW.closed, NEW.sponsor, NEW."into", NEW.meeting) BEGIN
	DELETE FROM passages WHERE kind = 'paper' AND ref IN (SELECT paper FROM paper_items WHERE item = NEW.id);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_paper WHERE ref IN (SELECT paper FROM paper_items WHERE item = NEW.id);
	DELETE FROM passages WHERE kind = 'decision' AND ref IN (SELECT id FROM decisions WHERE item = NEW.id);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_decision WHERE ref IN (SELECT id FROM decisions WHERE item = NEW.id);
	DELETE FROM passages WHERE kind = 'action' AND ref IN (SELECT id FROM actions WHERE item = NEW.id);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_action WHERE ref IN (SELECT id FROM actions WHERE item = NEW.id);
END;
CREATE TRIGGER decisions_replaced AFTER UPDATE OF replaced_by, year, place ON decisions BEGIN
	DELETE FROM passages WHERE kind = 'decision' AND ref IN (SELECT id FROM decisions WHERE replaced_by = NEW.id);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_decision WHERE ref IN (SELECT id FROM decisions WHERE replaced_by = NEW.id);
END;
CREATE TRIGGER action_owners_found AFTER INSERT ON action_owners BEGIN
	DELETE FROM passages WHERE kind = 'action' AND ref = NEW.action;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_action WHERE ref = NEW.action;
END;
CREATE TRIGGER action_owners_found_anew AFTER UPDATE ON action_owners BEGIN
	DELETE FROM passages WHERE kind = 'action' AND ref = NEW.action;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_action WHERE ref = NEW.action;
END;
CREATE TRIGGER action_owners_lost AFTER DELETE ON action_owners BEGIN
	DELETE FROM passages WHERE kind = 'action' AND ref = OLD.action;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_action WHERE ref = OLD.action;
END;
CREATE TRIGGER owners_renamed AFTER UPDATE OF name ON members WHEN OLD.name <> NEW.name BEGIN
	DELETE FROM passages WHERE kind = 'action' AND ref IN (SELECT action FROM action_owners WHERE member = NEW.id);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_action WHERE ref IN (SELECT action FROM action_owners WHERE member = NEW.id);
END;
CREATE TRIGGER file_passages_found AFTER INSERT ON file_passages BEGIN
	DELETE FROM passages WHERE kind = 'paper' AND part = NEW.place AND ref IN (SELECT paper FROM paper_revisions WHERE sha = NEW.sha);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_paper WHERE part = NEW.place AND ref IN (SELECT paper FROM paper_revisions WHERE sha = NEW.sha);
END;
CREATE TRIGGER file_passages_lost AFTER DELETE ON file_passages BEGIN
	DELETE FROM passages WHERE kind = 'paper' AND part = OLD.place AND ref IN (SELECT paper FROM paper_revisions WHERE sha = OLD.sha);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_paper WHERE part = OLD.place AND ref IN (SELECT paper FROM paper_revisions WHERE sha = OLD.sha);
END;
CREATE TRIGGER minutes_found AFTER INSERT ON minutes BEGIN
	DELETE FROM passages WHERE kind = 'minutes' AND ref = NEW.meeting;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_minutes WHERE ref = NEW.meeting;
END;
CREATE TRIGGER minutes_found_anew AFTER UPDATE ON minutes BEGIN
	DELETE FROM passages WHERE kind = 'minutes' AND ref = NEW.meeting;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_minutes WHERE ref = NEW.meeting;
END;
CREATE TRIGGER minutes_versions_found AFTER INSERT ON minutes_versions BEGIN
	DELETE FROM passages WHERE kind = 'minutes' AND ref = NEW.meeting;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_minutes WHERE ref = NEW.meeting;
END;
CREATE TRIGGER minutes_versions_found_anew AFTER UPDATE ON minutes_versions BEGIN
	DELETE FROM passages WHERE kind = 'minutes' AND ref = NEW.meeting;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_minutes WHERE ref = NEW.meeting;
END;
CREATE TRIGGER consents_found AFTER INSERT ON consents BEGIN
	DELETE FROM passages WHERE kind = 'member' AND ref = NEW.member;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_member WHERE ref = NEW.member;
END;
CREATE TRIGGER cards_found AFTER INSERT ON cards BEGIN
	DELETE FROM passages WHERE kind = 'member' AND ref = NEW.member;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_member WHERE ref = NEW.member;
END;
CREATE TRIGGER cards_found_anew AFTER UPDATE ON cards BEGIN
	DELETE FROM passages WHERE kind = 'member' AND ref = NEW.member;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_member WHERE ref = NEW.member;
END;

-- What the record holds already.
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_item;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_meeting;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_paper;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_minutes;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_decision;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_action;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_practice;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_question;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owners, until, title, body, '' FROM findable_member;
