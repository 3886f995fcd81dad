CREATE TRIGGER action_owners_found AFTER INSERT ON action_owners BEGIN
	INSERT INTO refind VALUES ('action', NEW.action);
END;

CREATE TRIGGER action_owners_found_anew AFTER UPDATE ON action_owners BEGIN
	INSERT INTO refind VALUES ('action', NEW.action);
END;

CREATE TRIGGER action_owners_lost AFTER DELETE ON action_owners BEGIN
	INSERT INTO refind VALUES ('action', OLD.action);
END;

CREATE TABLE action_owners ( -- Who is to carry out an action.
	action INTEGER NOT NULL REFERENCES actions,
	place  INTEGER NOT NULL,
	member INTEGER REFERENCES members ON DELETE SET NULL,
	name   TEXT NOT NULL, -- of somebody outside the council; else empty
	PRIMARY KEY (action, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX action_owners_member ON action_owners (member);

CREATE TABLE action_steps ( -- The history of an action: what was said of it, by whom and when.
	id      INTEGER PRIMARY KEY,
	action  INTEGER NOT NULL REFERENCES actions,
	at      TEXT NOT NULL,
	by      INTEGER REFERENCES members ON DELETE SET NULL,
	did     TEXT NOT NULL, -- agreed, done, later, dropped, opened, changed, handed over
	was_due TEXT NOT NULL, -- where the day changed
	due     TEXT NOT NULL,
	note    TEXT NOT NULL
) STRICT;

CREATE INDEX action_steps_action ON action_steps (action);

CREATE INDEX action_steps_by ON action_steps (by);

CREATE TRIGGER actions_found AFTER INSERT ON actions BEGIN
	INSERT INTO refind VALUES ('action', NEW.id);
END;

CREATE TRIGGER actions_found_anew AFTER UPDATE ON actions BEGIN
	INSERT INTO refind VALUES ('action', NEW.id);
END;

CREATE TRIGGER actions_lost AFTER DELETE ON actions BEGIN
	INSERT INTO refind VALUES ('action', OLD.id);
END;

CREATE TABLE actions ( -- What somebody is to do for the council, by a day.
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	what    TEXT NOT NULL,
	due     TEXT NOT NULL, -- the last day for it: 2027-03-31
	state   TEXT NOT NULL, -- open, done, dropped
	meeting INTEGER REFERENCES meetings,
	item    INTEGER REFERENCES items,
	closed  TEXT NOT NULL, -- as of a decision
	at      TEXT NOT NULL
) STRICT;

CREATE INDEX actions_item ON actions (item);

CREATE INDEX actions_meeting ON actions (meeting);

CREATE INDEX actions_state ON actions (state, due);

CREATE TABLE agenda_versions ( -- What everybody could read on an agenda at each of its versions; of closed items the stubs alone.
	meeting INTEGER NOT NULL REFERENCES agendas,
	version INTEGER NOT NULL,
	at      TEXT NOT NULL,
	lines   TEXT NOT NULL CHECK (json_valid(lines)),
	PRIMARY KEY (meeting, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER agendas_found AFTER INSERT ON agendas WHEN NEW.published <> '' BEGIN
	INSERT INTO refind SELECT 'item', id FROM items WHERE meeting = NEW.meeting;
END;

CREATE TRIGGER agendas_found_anew AFTER UPDATE ON agendas WHEN NEW.published <> OLD.published BEGIN
	INSERT INTO refind SELECT 'item', id FROM items WHERE meeting = NEW.meeting;
END;

CREATE TABLE agendas ( -- The agenda of a meeting: how far it has come. What is on it stands in items.
	meeting   INTEGER PRIMARY KEY REFERENCES meetings,
	version   INTEGER NOT NULL, -- rises with every change that a reader can see
	published TEXT NOT NULL,    -- empty: a draft
	late      TEXT NOT NULL     -- the chair's reason, when it was published late
) STRICT;

CREATE VIEW announced AS -- the meetings that anyone may know of
	SELECT id FROM meetings WHERE waiting = 0 OR state = 'held';

CREATE TRIGGER answers_found AFTER INSERT ON answers BEGIN
	INSERT INTO refind VALUES ('answer', NEW.id);
END;

CREATE TRIGGER answers_found_anew AFTER UPDATE ON answers BEGIN
	INSERT INTO refind VALUES ('answer', NEW.id);
END;

CREATE TRIGGER answers_lost AFTER DELETE ON answers BEGIN
	INSERT INTO refind VALUES ('answer', OLD.id);
END;

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

CREATE TABLE attendance ( -- Who was at a meeting that was held, by name: the minutes' own record, kept for good.
	meeting      INTEGER NOT NULL REFERENCES meetings,
	place        INTEGER NOT NULL, -- order within the meeting
	name         TEXT NOT NULL,
	organisation TEXT NOT NULL,
	answer       TEXT NOT NULL,    -- attending, apologies, deputy; empty when nothing was said
	deputy       TEXT NOT NULL, member INTEGER REFERENCES members ON DELETE SET NULL,    -- who deputised
	PRIMARY KEY (meeting, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX attendance_member ON attendance (member);

CREATE TABLE audit ( -- Who changed what, and when: people and records by reference, never by content.
	id    INTEGER PRIMARY KEY,
	at    TEXT NOT NULL,
	by    INTEGER NOT NULL, -- a member's id, kept after the member is erased; 0 is the program or its operator
	did   TEXT NOT NULL,    -- "member.added"
	about TEXT NOT NULL     -- "member/12"
) STRICT;

CREATE INDEX audit_about ON audit (about, at);

CREATE INDEX audit_at ON audit (at);

CREATE INDEX audit_by ON audit (by, at);

CREATE TABLE buddies ( -- A newcomer and the member who helps the newcomer in; kept so that no pair comes again.
	newcomer INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	buddy    INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	at       TEXT NOT NULL,
	PRIMARY KEY (newcomer, buddy)
) STRICT, WITHOUT ROWID;

CREATE INDEX buddies_buddy ON buddies (buddy);

CREATE TABLE capture_owners ( -- Who is to carry out a captured action.
	capture INTEGER NOT NULL REFERENCES captures,
	place   INTEGER NOT NULL,
	member  INTEGER REFERENCES members ON DELETE SET NULL,
	name    TEXT NOT NULL,
	PRIMARY KEY (capture, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX capture_owners_member ON capture_owners (member);

CREATE TABLE captures ( -- Something that was said and is meant for the record; the secretary approves it or drops it.
	id            INTEGER PRIMARY KEY AUTOINCREMENT,
	kind          TEXT NOT NULL, -- decision, action, note
	words         TEXT NOT NULL,
	due           TEXT NOT NULL,
	dissent       TEXT NOT NULL,
	meeting       INTEGER REFERENCES meetings,
	item          INTEGER REFERENCES items,
	day           TEXT NOT NULL, -- when it was said
	unread_due    TEXT NOT NULL, -- what was written for the day and could not be read
	unread_owners TEXT NOT NULL CHECK (json_valid(unread_owners)), -- likewise for people: a list
	by            INTEGER REFERENCES members ON DELETE SET NULL,
	at            TEXT NOT NULL,
	channel       TEXT NOT NULL, -- the message it was taken from; empty: written in a form
	ts            TEXT NOT NULL,
	line          INTEGER NOT NULL, -- which tagged line of the message, from 1; 0: by shortcut or form
	link          TEXT NOT NULL,
	state         TEXT NOT NULL, -- captured, approved, dropped
	action        INTEGER REFERENCES actions,   -- what it became
	decision      INTEGER REFERENCES decisions
) STRICT;

CREATE INDEX captures_by ON captures (by);

CREATE UNIQUE INDEX captures_line ON captures (channel, ts, line) WHERE line > 0;

CREATE UNIQUE INDEX captures_message ON captures (channel, ts, line, kind) WHERE ts <> '' AND line = 0 AND state <> 'dropped';

CREATE INDEX captures_state ON captures (state, meeting);

CREATE TRIGGER cards_found AFTER INSERT ON cards BEGIN
	INSERT INTO refind VALUES ('member', NEW.member);
END;

CREATE TRIGGER cards_found_anew AFTER UPDATE ON cards BEGIN
	INSERT INTO refind VALUES ('member', NEW.member);
END;

CREATE TABLE cards ( -- When a member last said that the card is right.
	member    INTEGER PRIMARY KEY REFERENCES members ON DELETE CASCADE,
	confirmed TEXT NOT NULL
) STRICT;

CREATE TRIGGER consents_found AFTER INSERT ON consents BEGIN
	INSERT INTO refind VALUES ('member', NEW.member);
END;

CREATE TABLE consents ( -- What a member decided about a field of the card, when, and to which words.
	id         INTEGER PRIMARY KEY,
	member     INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	field      TEXT NOT NULL,
	visibility TEXT NOT NULL,
	wording    TEXT NOT NULL,
	at         TEXT NOT NULL
) STRICT;

CREATE INDEX consents_member ON consents (member, id);

CREATE TABLE corrections ( -- What a member proposes to put right in circulated minutes; the next meeting agrees it or does not.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting   INTEGER NOT NULL REFERENCES minutes,
	paragraph TEXT NOT NULL, -- its number, or "attendance"
	wording   TEXT NOT NULL, -- empty: the paragraph should go
	why       TEXT NOT NULL,
	member    INTEGER REFERENCES members ON DELETE SET NULL,
	at        TEXT NOT NULL,
	state     TEXT NOT NULL  -- proposed, made, not made
, seat TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX corrections_meeting ON corrections (meeting);

CREATE INDEX corrections_member ON corrections (member);

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

CREATE TABLE decisions ( -- What the council decided, under a number that is for good. None is ever removed.
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	year        INTEGER NOT NULL,
	place       INTEGER NOT NULL, -- within its year, from 1: D-2027-04 is 2027 and 4
	words       TEXT NOT NULL,
	dissent     TEXT NOT NULL,    -- who saw it otherwise; empty when nothing was recorded
	meeting     INTEGER REFERENCES meetings,
	item        INTEGER REFERENCES items,
	day         TEXT NOT NULL,    -- when it was taken
	closed      TEXT NOT NULL,    -- why it is not for the public, whatever its item is; empty: as its item
	replaced_by INTEGER REFERENCES decisions, -- the later decision that took its place
	at          TEXT NOT NULL,
	UNIQUE (year, place)
) STRICT;

CREATE INDEX decisions_item ON decisions (item);

CREATE INDEX decisions_meeting ON decisions (meeting);

CREATE INDEX decisions_replaced_by ON decisions (replaced_by);

CREATE TABLE deliveries ( -- A message that leaves the building unasked: one row a message, under a key that is its own for good.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	key       TEXT NOT NULL UNIQUE,    -- job/meeting/revision/due/addressee
	job       TEXT NOT NULL,
	meeting   INTEGER REFERENCES meetings, -- null when it is about none
	member    INTEGER REFERENCES members ON DELETE CASCADE, -- addressee, or one of the next two
	channel   TEXT NOT NULL,
	email     TEXT NOT NULL,
	message   TEXT NOT NULL CHECK (json_valid(message)),
	due       TEXT NOT NULL,           -- when it fell due
	after     TEXT NOT NULL,           -- not to be sent before: the addressee's hours
	unasked   INTEGER NOT NULL,        -- 1: counts towards one direct message a week
	asks      TEXT NOT NULL,           -- what it asks the member for, such as a reply; given, it is not sent
	edits     INTEGER REFERENCES deliveries ON DELETE CASCADE, -- the delivery whose post it changes
	state     TEXT NOT NULL,           -- due, claimed, sent, skipped, failed
	look      INTEGER NOT NULL,        -- 1: it may have been sent already: look for its key first
	claim     TEXT NOT NULL,           -- who is sending it
	lease     TEXT NOT NULL,           -- until when nobody else may
	tries     INTEGER NOT NULL,
	sent      TEXT NOT NULL,
	posted_in TEXT NOT NULL,           -- Slack's conversation and
	ts        TEXT NOT NULL,           -- Slack's name of the message in it
	note      TEXT NOT NULL            -- why it was skipped or failed
, lapses TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX deliveries_due ON deliveries (due);

CREATE INDEX deliveries_edits ON deliveries (edits);

CREATE INDEX deliveries_meeting ON deliveries (meeting, job);

CREATE INDEX deliveries_member ON deliveries (member, after);

CREATE INDEX deliveries_state ON deliveries (state, after);

CREATE INDEX deliveries_ts ON deliveries (ts) WHERE ts <> '';

CREATE TABLE file_passages ( -- The text of a file, passage by passage.
	sha   TEXT NOT NULL REFERENCES files ON DELETE CASCADE,
	page  INTEGER NOT NULL, -- from 1; 0 where the format has no pages
	place INTEGER NOT NULL, -- order within the file, from 1
	text  TEXT NOT NULL,
	PRIMARY KEY (sha, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER file_readings_found AFTER INSERT ON file_readings BEGIN
	INSERT INTO refind SELECT DISTINCT 'paper', paper FROM paper_revisions WHERE sha = NEW.sha;
END;

CREATE TRIGGER file_readings_found_anew AFTER UPDATE ON file_readings BEGIN
	INSERT INTO refind SELECT DISTINCT 'paper', paper FROM paper_revisions WHERE sha = NEW.sha;
END;

CREATE TABLE file_readings ( -- What was found on reading a file's content.
	sha      TEXT PRIMARY KEY REFERENCES files ON DELETE CASCADE,
	state    TEXT NOT NULL,    -- unread, read, unreadable
	kind     TEXT NOT NULL,    -- pdf, docx and the like, as the reader found it
	pages    INTEGER NOT NULL, -- 0: not known
	title    TEXT NOT NULL,    -- the document's own
	findings TEXT NOT NULL CHECK (json_valid(findings)), -- a list: what to put right so that everybody can read it
	at       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX file_readings_state ON file_readings (state);

CREATE TABLE files ( -- What a paper or another record has of a file; the content stands once in the folder "files", under its SHA-256.
	sha  TEXT PRIMARY KEY,
	type TEXT NOT NULL,    -- media type, judged by the content
	size INTEGER NOT NULL, -- bytes
	at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE VIEW findable_action AS -- part 0 what is to be done, 1 by whom, which names people
	SELECT 'action' AS kind, a.id AS ref, p.part AS part, coalesce(a.meeting, 0) AS meeting, substr(a.at, 1, 10) AS day,
		CASE WHEN a.shut <> '' THEN 4 WHEN p.part = 0 AND (a.meeting IS NULL OR a.meeting IN (SELECT id FROM announced)) THEN 0 ELSE 2 END AS sees,
		CASE WHEN a.shut = '' THEN '' ELSE coalesce(',' || i.sponsor || ',', '') || coalesce((SELECT group_concat(',' || member || ',', '') FROM action_owners WHERE action = a.id AND member IS NOT NULL), '') END AS owners,
		'' AS until, 'A' || a.id || ': ' || a.what AS title,
		CASE WHEN p.part = 0 THEN 'Due ' || a.due || ', ' || a.state ELSE (SELECT coalesce(group_concat(coalesce(m.name, o.name), ', '), '') FROM action_owners o LEFT JOIN members m ON m.id = o.member WHERE o.action = a.id) END AS body
	FROM (SELECT a.*, iif(a.closed <> '', a.closed, coalesce((SELECT closed FROM items WHERE id = a.item), '')) AS shut FROM actions a) a
		JOIN (SELECT 0 AS part UNION ALL SELECT 1) p LEFT JOIN items i ON i.id = a.item
	WHERE p.part = 0 OR EXISTS (SELECT 1 FROM action_owners WHERE action = a.id);

CREATE VIEW findable_answer AS
	SELECT 'answer' AS kind, id AS ref, 0 AS part, 0 AS meeting, substr(at, 1, 10) AS day, CASE WHEN retired = '' THEN 0 ELSE 3 END AS sees,
		'' AS owners, '' AS until, ask AS title, trim(words || char(10) || cites, char(10)) AS body
	FROM answers;

CREATE VIEW findable_decision AS -- part 0 for all, 1 the dissent, which names people, and what is closed
	SELECT 'decision' AS kind, d.id AS ref, p.part AS part, coalesce(d.meeting, 0) AS meeting, d.day AS day,
		CASE WHEN p.part = 0 AND (d.meeting IS NULL OR d.meeting IN (SELECT id FROM announced)) THEN 0 WHEN p.part = 1 AND d.shut <> '' THEN 4 ELSE 2 END AS sees, CASE WHEN p.part = 1 AND d.shut <> '' THEN coalesce(',' || i.sponsor || ',', '') ELSE '' END AS owners,
		'' AS until, printf('D-%d-%02d', d.year, d.place) || CASE WHEN d.shut = '' THEN coalesce(': ' || i.title, '') ELSE '' END AS title,
		CASE WHEN p.part = 0 AND d.shut <> '' THEN 'Closed: ' || d.shut WHEN p.part = 1 AND d.shut = '' THEN d.dissent
			ELSE trim(d.words || char(10) || coalesce((SELECT printf('Replaced by D-%d-%02d.', year, place) FROM decisions WHERE id = d.replaced_by), '') || CASE WHEN d.shut <> '' THEN char(10) || d.dissent ELSE '' END, char(10)) END AS body
	FROM (SELECT d.*, iif(d.closed <> '', d.closed, coalesce((SELECT closed FROM items WHERE id = d.item), '')) AS shut FROM decisions d) d
		JOIN (SELECT 0 AS part UNION ALL SELECT 1) p LEFT JOIN items i ON i.id = d.item
	WHERE p.part = 0 OR d.shut <> '' OR d.dissent <> '';

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

CREATE VIEW findable_paper AS -- a meeting's deputies see what is out for it: until then it is of none. Part 0 its title, the others the text of what is out, or, until it is, of what came last
	SELECT 'paper' AS kind, id AS ref, 0 AS part, meeting, day, sees, owners, '' AS until, title, '' AS body FROM seen_papers
	UNION ALL
	SELECT 'paper', p.id, f.place, p.meeting, p.day, iif(p.stage = 'published', p.sees, 4), p.owners, '', p.title, f.text
	FROM seen_papers p JOIN paper_revisions r ON r.paper = p.id AND r.number = p.shown JOIN file_passages f ON f.sha = r.sha WHERE p.stage <> 'withdrawn';

CREATE VIEW findable_practice AS -- who tells a story of failure stands in no passage
	SELECT 'practice' AS kind, id AS ref, 0 AS part, 0 AS meeting, substr(coalesce(nullif(verified, ''), shared), 1, 10) AS day,
		CASE WHEN state IN ('draft', 'returned') THEN 9 WHEN state = 'approved' AND licence IN ('OGL-UK-3.0', 'CC-BY-4.0') THEN 0 WHEN state = 'approved' THEN 2 ELSE 3 END AS sees,
		coalesce(',' || owner || ',', '') AS owners, '' AS until, title AS title,
		trim(problem || char(10) || did || char(10) || result || char(10) || but || char(10) || took || char(10) || topic || char(10) || sector || char(10) || organisation, char(10)) AS body
	FROM practices;

CREATE VIEW findable_question AS -- what was put to the council, for its members; what was put to one of them, for the librarian and its asker
	SELECT 'question' AS kind, id AS ref, 0 AS part, 0 AS meeting, substr(at, 1, 10) AS day, CASE WHEN put_to LIKE 'channel/%' THEN 2 ELSE 3 END AS sees,
		coalesce(',' || asker || ',', '') AS owners, '' AS until, words AS title, '' AS body
	FROM questions WHERE words <> '';

CREATE TABLE habits ( -- How often a member goes each of the ways that the Home tab may offer: never what was asked on it.
	member INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	way    TEXT NOT NULL,
	times  INTEGER NOT NULL,
	PRIMARY KEY (member, way)
) STRICT, WITHOUT ROWID;

CREATE VIEW item_papers AS -- the papers of each item, and of those that were carried or merged into it
	SELECT i.id AS item, p.id AS paper FROM items i JOIN papers p ON p.item IN (
		WITH RECURSIVE behind (id) AS (SELECT i.id UNION SELECT items.id FROM behind JOIN items ON items."into" = behind.id) SELECT id FROM behind);

CREATE TRIGGER items_changed AFTER UPDATE ON items WHEN (OLD.title, OLD.closed, OLD.sponsor, OLD."into", OLD.meeting) IS NOT (NEW.title, NEW.closed, NEW.sponsor, NEW."into", NEW.meeting) BEGIN
	INSERT INTO refind SELECT 'paper', paper FROM item_papers WHERE item = NEW.id;
	INSERT INTO refind SELECT 'decision', id FROM decisions WHERE item = NEW.id;
	INSERT INTO refind SELECT 'action', id FROM actions WHERE item = NEW.id;
END;

CREATE TRIGGER items_found AFTER INSERT ON items BEGIN
	INSERT INTO refind VALUES ('item', NEW.id);
END;

CREATE TRIGGER items_found_anew AFTER UPDATE ON items WHEN (OLD.meeting, OLD.title, OLD.ask, OLD.presenter, OLD.closed, OLD.sponsor, OLD.state, OLD.place > 0)
	IS NOT (NEW.meeting, NEW.title, NEW.ask, NEW.presenter, NEW.closed, NEW.sponsor, NEW.state, NEW.place > 0) BEGIN
	INSERT INTO refind VALUES ('item', NEW.id);
END;

CREATE TRIGGER items_lost AFTER DELETE ON items BEGIN
	INSERT INTO refind VALUES ('item', OLD.id);
END;

CREATE TABLE items ( -- Something for the council to decide, discuss or hear: proposed by a member, or standing.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting   INTEGER REFERENCES meetings, -- for which it was proposed or on whose agenda it is; deferred: after which it waits
	title     TEXT NOT NULL,    -- seen by everybody
	ask       TEXT NOT NULL,    -- what is asked of the council, in one sentence
	purpose   TEXT NOT NULL,    -- decision, discussion, information
	minutes   INTEGER NOT NULL, -- the time allotted to it
	sponsor   INTEGER REFERENCES members ON DELETE SET NULL,
	presenter TEXT NOT NULL,    -- who speaks to it, a member or a guest
	closed    TEXT NOT NULL,    -- why it is not for the public; empty: open
	state     TEXT NOT NULL,    -- proposed, accepted, deferred, merged, withdrawn, carried
	part      TEXT NOT NULL,    -- opening, business, closing
	standing  TEXT NOT NULL,    -- the standing item that it was made of; else empty
	place     INTEGER NOT NULL, -- where it stands on the agenda, from 1; 0: not on it
	number    TEXT NOT NULL,    -- as published, for good; empty before
	carried   INTEGER NOT NULL, -- how often it was put off to a later meeting
	pulled    INTEGER NOT NULL, -- 1: for information, but to be spoken about
	"into"    INTEGER REFERENCES items, -- the item in which it goes on, when merged or carried
	late      TEXT NOT NULL,    -- why it came after the agenda was published
	at        TEXT NOT NULL
) STRICT;

CREATE INDEX items_into ON items ("into");

CREATE INDEX items_meeting ON items (meeting, place);

CREATE INDEX items_sponsor ON items (sponsor);

CREATE INDEX items_state ON items (state);

CREATE TABLE keys ( -- What was handled already, by its idempotency key; kept for 24 hours.
	key TEXT PRIMARY KEY,
	at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX keys_at ON keys (at);

CREATE TABLE looked ( -- The version of a pack's entry that a member last saw.
	member  INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	entry   TEXT NOT NULL,
	version TEXT NOT NULL,
	PRIMARY KEY (member, entry)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER meetings_announced AFTER UPDATE ON meetings WHEN (OLD.waiting = 0 OR OLD.state = 'held') <> (NEW.waiting = 0 OR NEW.state = 'held') BEGIN
	INSERT INTO refind SELECT 'paper', paper FROM item_papers WHERE item IN (SELECT id FROM items WHERE meeting = NEW.id);
	INSERT INTO refind SELECT 'decision', id FROM decisions WHERE meeting = NEW.id;
	INSERT INTO refind SELECT 'action', id FROM actions WHERE meeting = NEW.id;
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

CREATE TABLE meetings ( -- A meeting of the council; a cancelled one stays, with its reason.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	title     TEXT NOT NULL,
	local     TEXT NOT NULL,    -- what the clock on the wall shows: 2027-03-11T10:00
	zone      TEXT NOT NULL,    -- Europe/London
	starts    TEXT NOT NULL,    -- the same in UTC, for searching
	minutes   INTEGER NOT NULL, -- its length; 0 when not known
	place     TEXT NOT NULL,
	join_link TEXT NOT NULL,
	state     TEXT NOT NULL,
	reason    TEXT NOT NULL,
	revision  INTEGER NOT NULL, -- rises when the time or the state changes
	sequence  INTEGER NOT NULL, -- rises when anything changes that a calendar shows
	channel   TEXT NOT NULL     -- empty: the council's usual one
, waiting INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX meetings_starts ON meetings (starts);

CREATE TRIGGER members_found AFTER INSERT ON members BEGIN
	INSERT INTO refind VALUES ('member', NEW.id);
END;

CREATE TRIGGER members_found_anew AFTER UPDATE ON members BEGIN
	INSERT INTO refind VALUES ('member', NEW.id);
END;

CREATE TRIGGER members_lost AFTER DELETE ON members BEGIN
	INSERT INTO refind VALUES ('member', OLD.id);
END;

CREATE TRIGGER owners_renamed AFTER UPDATE OF name ON members WHEN OLD.name <> NEW.name BEGIN
	INSERT INTO refind SELECT 'action', action FROM action_owners WHERE member = NEW.id;
END;

CREATE TABLE members ( -- A person with a seat, in Slack or outside it; ids are never used again.
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	slack_id     TEXT NOT NULL, -- empty outside Slack
	name         TEXT NOT NULL,
	organisation TEXT NOT NULL,
	sector       TEXT NOT NULL,
	region       TEXT NOT NULL,
	title        TEXT NOT NULL,
	expertise    TEXT NOT NULL CHECK (json_valid(expertise)), -- a list of phrases
	standing     TEXT NOT NULL,
	grants       TEXT NOT NULL CHECK (json_valid(grants)),    -- standings lent for a time
	role         TEXT NOT NULL, -- an id of the pack's roles, or empty
	email        TEXT NOT NULL,
	joined       TEXT NOT NULL, -- empty when not known
	left         TEXT NOT NULL  -- empty while the seat lasts
) STRICT;

CREATE UNIQUE INDEX members_slack_id ON members (slack_id) WHERE slack_id <> '';

CREATE TRIGGER minutes_found AFTER INSERT ON minutes BEGIN
	INSERT INTO refind VALUES ('minutes', NEW.meeting);
END;

CREATE TRIGGER minutes_found_anew AFTER UPDATE ON minutes BEGIN
	INSERT INTO refind VALUES ('minutes', NEW.meeting);
END;

CREATE TABLE minutes ( -- The minutes of a meeting: how far they have come. Begun when the meeting is closed.
	meeting    INTEGER PRIMARY KEY REFERENCES meetings,
	state      TEXT NOT NULL,    -- draft, circulated, agreed, published
	version    INTEGER NOT NULL, -- the last one kept; 0 while they are a draft
	guests     TEXT NOT NULL,    -- who else was there
	circulated TEXT NOT NULL,
	agreed     TEXT NOT NULL,
	published  TEXT NOT NULL,
	signed     TEXT NOT NULL,    -- whose name stands under them
	agreed_at  INTEGER REFERENCES meetings -- null before, and when agreed by correspondence
, recalled TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX minutes_agreed_at ON minutes (agreed_at);

CREATE INDEX minutes_state ON minutes (state);

CREATE TABLE minutes_prose ( -- What the secretary writes under an item of draft minutes.
	meeting INTEGER NOT NULL REFERENCES minutes,
	item    INTEGER NOT NULL REFERENCES items,
	text    TEXT NOT NULL,
	edition INTEGER NOT NULL, -- rises with each change, so that of two who write at once the later is told
	by      INTEGER NOT NULL, -- a member's id, as in audit
	PRIMARY KEY (meeting, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX minutes_prose_item ON minutes_prose (item);

CREATE TRIGGER minutes_versions_found AFTER INSERT ON minutes_versions BEGIN
	INSERT INTO refind VALUES ('minutes', NEW.meeting);
END;

CREATE TRIGGER minutes_versions_found_anew AFTER UPDATE ON minutes_versions BEGIN
	INSERT INTO refind VALUES ('minutes', NEW.meeting);
END;

CREATE TABLE minutes_versions ( -- Minutes as they were circulated, and as they were agreed: kept for good.
	meeting INTEGER NOT NULL REFERENCES minutes,
	version INTEGER NOT NULL,
	at      TEXT NOT NULL,
	open    TEXT NOT NULL CHECK (json_valid(open)),   -- what everybody may read: of closed items the stubs alone
	closed  TEXT NOT NULL CHECK (json_valid(closed)), state TEXT NOT NULL DEFAULT 'circulated', -- the closed items, and the corrections under them
	PRIMARY KEY (meeting, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE packs ( -- The pack of a meeting's papers as everybody may read them, and its supplements, in every version.
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting INTEGER NOT NULL REFERENCES meetings,
	number  INTEGER NOT NULL, -- 0: the pack; from 1: which supplement
	version INTEGER NOT NULL, -- from 1
	state   TEXT NOT NULL,    -- wanted, made, failed
	sha     TEXT REFERENCES files, -- null until it is made
	name    TEXT NOT NULL,    -- of the file
	pages   INTEGER NOT NULL,
	items   TEXT NOT NULL CHECK (json_valid(items)),  -- the open items of which it tells more than their stubs
	papers  TEXT NOT NULL CHECK (json_valid(papers)), -- each with its revision, its number and its page
	wanted  TEXT NOT NULL,
	made    TEXT NOT NULL,    -- when it was made or failed; empty until then
	by      INTEGER REFERENCES members ON DELETE SET NULL, -- who asked for it
	reason  TEXT NOT NULL,    -- why it failed, or what in it could not be shown
	claim   TEXT NOT NULL,    -- who is making it, and
	lease   TEXT NOT NULL,    -- until when nobody else may
	tries   INTEGER NOT NULL,
	UNIQUE (meeting, number, version)
) STRICT;

CREATE INDEX packs_by ON packs (by);

CREATE INDEX packs_sha ON packs (sha);

CREATE INDEX packs_state ON packs (state);

CREATE TABLE paper_revisions ( -- Every form in which a paper came: a file or a link.
	paper   INTEGER NOT NULL REFERENCES papers,
	number  INTEGER NOT NULL, -- from 1
	sha     TEXT REFERENCES files,
	name    TEXT NOT NULL,    -- of the file, as its author called it
	link    TEXT NOT NULL,
	changed TEXT NOT NULL,    -- what changed, in one line
	at      TEXT NOT NULL,
	by      INTEGER REFERENCES members ON DELETE SET NULL,
	PRIMARY KEY (paper, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX paper_revisions_by ON paper_revisions (by);

CREATE INDEX paper_revisions_sha ON paper_revisions (sha);

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

CREATE TABLE papers ( -- A paper for an agenda item, from the moment it is asked for.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	item      INTEGER NOT NULL REFERENCES items, -- for which it was asked or, once published, with which it was published
	title     TEXT NOT NULL,
	author    INTEGER REFERENCES members ON DELETE SET NULL, -- null: without a seat, or erased
	writer    TEXT NOT NULL,    -- the name of an author without a seat
	email     TEXT NOT NULL,    -- where that one is reached
	purpose   TEXT NOT NULL,    -- decision, discussion, information
	marking   TEXT NOT NULL,    -- TLP:CLEAR and the like; empty: not marked yet
	stage     TEXT NOT NULL,    -- asked, promised, received, published, withdrawn
	until     TEXT NOT NULL,    -- the day for which a late one is promised
	revision  INTEGER NOT NULL, -- the latest in paper_revisions; 0: nothing came yet
	out       INTEGER NOT NULL, -- the revision that is published; 0: none is
	chased    INTEGER NOT NULL, -- how many reminders its author was sent
	published TEXT NOT NULL,    -- empty until then
	late      TEXT NOT NULL,    -- why it came after the agenda was published
	at        TEXT NOT NULL
) STRICT;

CREATE INDEX papers_author ON papers (author, stage);

CREATE INDEX papers_item ON papers (item);

CREATE TRIGGER passages_come AFTER INSERT ON passages BEGIN
	INSERT INTO passages_fts (rowid, title, body, also) VALUES (NEW.id, NEW.title, NEW.body, NEW.also);
END;

CREATE TRIGGER passages_go AFTER DELETE ON passages BEGIN
	INSERT INTO passages_fts (passages_fts, rowid, title, body, also) VALUES ('delete', OLD.id, OLD.title, OLD.body, OLD.also);
END;

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

CREATE VIRTUAL TABLE passages_fts USING fts5(title, body, also, content='passages', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');

CREATE TABLE 'passages_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'passages_fts_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'passages_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'passages_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE practice_quotes ( -- What a person said in a thread that was saved as a draft. Until they agree nobody else reads it.
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	practice INTEGER NOT NULL REFERENCES practices ON DELETE CASCADE,
	member   INTEGER REFERENCES members ON DELETE CASCADE, -- null: somebody without a seat
	slack_id TEXT NOT NULL,
	name     TEXT NOT NULL,
	words    TEXT NOT NULL,
	answer   TEXT NOT NULL, -- named, nameless, no; empty: not answered
	asked    TEXT NOT NULL,
	answered TEXT NOT NULL  -- when they agreed, or did not
) STRICT;

CREATE INDEX practice_quotes_member ON practice_quotes (member);

CREATE INDEX practice_quotes_practice ON practice_quotes (practice);

CREATE TABLE practice_shown ( -- Each time that a practice was posted to the channel.
	practice INTEGER NOT NULL REFERENCES practices ON DELETE CASCADE,
	at       TEXT NOT NULL,
	delivery TEXT NOT NULL UNIQUE -- the key of the message
) STRICT;

CREATE INDEX practice_shown_practice ON practice_shown (practice);

CREATE TABLE practice_tellers ( -- Who tells a story of failure: for the secretary alone. No search, page or export of anybody else reads it.
	practice INTEGER PRIMARY KEY REFERENCES practices ON DELETE CASCADE,
	member   INTEGER NOT NULL REFERENCES members ON DELETE CASCADE
) STRICT;

CREATE INDEX practice_tellers_member ON practice_tellers (member);

CREATE TABLE practice_uses ( -- A member's word that their body used a practice.
	practice INTEGER NOT NULL REFERENCES practices ON DELETE CASCADE,
	member   INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	sector   TEXT NOT NULL, -- the member's, when they said so
	line     TEXT NOT NULL, -- how it went, in one line
	at       TEXT NOT NULL,
	PRIMARY KEY (practice, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX practice_uses_member ON practice_uses (member);

CREATE TRIGGER practices_found AFTER INSERT ON practices BEGIN
	INSERT INTO refind VALUES ('practice', NEW.id);
END;

CREATE TRIGGER practices_found_anew AFTER UPDATE ON practices BEGIN
	INSERT INTO refind VALUES ('practice', NEW.id);
END;

CREATE TRIGGER practices_lost AFTER DELETE ON practices BEGIN
	INSERT INTO refind VALUES ('practice', OLD.id);
END;

CREATE TABLE practices ( -- An entry of the practice library: what a body did about a problem.
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	title        TEXT NOT NULL,
	problem      TEXT NOT NULL,
	did          TEXT NOT NULL,
	result       TEXT NOT NULL,
	cost         TEXT NOT NULL, -- a band; empty: not stated
	took         TEXT NOT NULL, -- how long it took, in the author's words
	again        TEXT NOT NULL, -- yes, but, no
	but          TEXT NOT NULL, -- what they would do otherwise
	topic        TEXT NOT NULL,
	sector       TEXT NOT NULL,
	organisation TEXT NOT NULL, -- empty in a story of failure
	licence      TEXT NOT NULL, -- OGL-UK-3.0, CC-BY-4.0, members
	owner        INTEGER REFERENCES members ON DELETE SET NULL, -- null: on the librarian's list; always null in a story of failure
	contact      INTEGER REFERENCES members ON DELETE SET NULL, -- null: ask the librarian
	story        INTEGER NOT NULL, -- 1: a story of failure; its teller stands in practice_tellers alone
	state        TEXT NOT NULL, -- draft, proposed, returned, approved, retired
	word         TEXT NOT NULL, -- what the librarian said when returning it
	cites        TEXT NOT NULL, -- the number of a decision that it rests on
	review       TEXT NOT NULL, -- the day by which it is to be checked; empty: none yet
	verified     TEXT NOT NULL, -- when somebody last said that it is right
	verified_by  INTEGER REFERENCES members ON DELETE SET NULL,
	first        TEXT NOT NULL, -- when the librarian asked that it be posted next; empty: in its turn
	"into"       INTEGER REFERENCES practices ON DELETE SET NULL, -- the practice that took its place
	shared       TEXT NOT NULL,
	token        TEXT NOT NULL UNIQUE -- names the form it was first typed into, so that sending it again keeps no second one
, before TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX practices_contact ON practices (contact);

CREATE INDEX practices_into ON practices ("into");

CREATE INDEX practices_owner ON practices (owner);

CREATE INDEX practices_state ON practices (state);

CREATE INDEX practices_verified_by ON practices (verified_by);

CREATE TABLE preferences ( -- How a member wants to hear from the program unasked.
	member       INTEGER PRIMARY KEY REFERENCES members ON DELETE CASCADE,
	hours_from   INTEGER NOT NULL,
	hours_until  INTEGER NOT NULL,
	channel_only INTEGER NOT NULL,
	muted        TEXT NOT NULL,     -- until when
	buddy        INTEGER NOT NULL   -- 1: offers to help newcomers in
) STRICT;

CREATE TRIGGER questions_found AFTER INSERT ON questions BEGIN
	INSERT INTO refind VALUES ('question', NEW.id);
END;

CREATE TRIGGER questions_found_anew AFTER UPDATE ON questions BEGIN
	INSERT INTO refind VALUES ('question', NEW.id);
END;

CREATE TRIGGER questions_lost AFTER DELETE ON questions BEGIN
	INSERT INTO refind VALUES ('question', OLD.id);
END;

CREATE TABLE questions ( -- A question that the pack could not answer; its words only if the asker agreed.
	id     INTEGER PRIMARY KEY AUTOINCREMENT,
	at     TEXT NOT NULL,
	words  TEXT NOT NULL, -- empty: not kept
	asker  INTEGER REFERENCES members ON DELETE CASCADE, -- null: asked without a name
	put_to TEXT NOT NULL  -- whom it was put to, as an addressee; empty: nobody
, item INTEGER REFERENCES items, answer INTEGER REFERENCES answers, aside TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX questions_answer ON questions (answer);

CREATE INDEX questions_asker ON questions (asker);

CREATE INDEX questions_item ON questions (item);

CREATE TABLE redactions ( -- A passage that was struck out of agreed minutes. It stands in no version of them any more.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting   INTEGER NOT NULL REFERENCES minutes,
	paragraph TEXT NOT NULL,    -- its number
	why       TEXT NOT NULL,    -- everybody reads it
	was       TEXT NOT NULL,    -- how the paragraph read: for the chair and the secretary
	at        TEXT NOT NULL,
	by        INTEGER NOT NULL  -- a member's id, as in audit
) STRICT;

CREATE INDEX redactions_meeting ON redactions (meeting);

CREATE VIEW refind AS -- to insert a record's kind and ref here is to have its passages made anew
	SELECT kind, ref FROM passages;

CREATE TRIGGER refind_made INSTEAD OF INSERT ON refind BEGIN
	DELETE FROM passages WHERE kind = NEW.kind AND ref = NEW.ref;
	INSERT INTO passages (kind, ref, part, meeting, day, sees, owners, until, title, body) SELECT * FROM findable WHERE kind = NEW.kind AND ref = NEW.ref;
END;

CREATE TABLE replies ( -- What a member answered to a notice of meeting.
	meeting      INTEGER NOT NULL REFERENCES meetings,
	member       INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	answer       TEXT NOT NULL,
	deputy_name  TEXT NOT NULL,
	deputy_slack TEXT NOT NULL,
	deputy_email TEXT NOT NULL,
	at           TEXT NOT NULL,
	by           INTEGER NOT NULL, -- the member, or who recorded it for the member
	PRIMARY KEY (meeting, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX replies_deputy ON replies (deputy_slack) WHERE deputy_slack <> '';

CREATE INDEX replies_member ON replies (member);

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

CREATE TABLE selfchecks ( -- What a member said of a skill in a self-check: nobody else's affair.
	member INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	role   TEXT NOT NULL,
	skill  TEXT NOT NULL,
	answer TEXT NOT NULL,
	at     TEXT NOT NULL,
	PRIMARY KEY (member, role, skill)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings ( -- A choice of the council's or its operator's, by name.
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setup_cells ( -- A cell of a setup's coverage grid of which something was said.
	setup    INTEGER NOT NULL REFERENCES setups ON DELETE CASCADE,
	layer    TEXT NOT NULL,
	function TEXT NOT NULL,
	cover    TEXT NOT NULL,
	PRIMARY KEY (setup, layer, function)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER setups_left AFTER DELETE ON setup_people BEGIN
	DELETE FROM setups WHERE id = OLD.setup AND NOT EXISTS (SELECT 1 FROM setup_people WHERE setup = OLD.setup);
END;

CREATE TABLE setup_people ( -- Who works on a setup; each member on one at most.
	member  INTEGER PRIMARY KEY REFERENCES members ON DELETE CASCADE,
	setup   INTEGER NOT NULL REFERENCES setups ON DELETE CASCADE,
	door    TEXT NOT NULL,
	touched TEXT NOT NULL,   -- when the member last did anything in it
	snoozed TEXT NOT NULL,   -- a check-in that was asked for
	quiet   INTEGER NOT NULL -- 1: wants no check-ins
) STRICT;

CREATE INDEX setup_people_setup ON setup_people (setup);

CREATE TABLE setup_steps ( -- A step of a setup that is done or put off; an open one has no row.
	setup INTEGER NOT NULL REFERENCES setups ON DELETE CASCADE,
	step  TEXT NOT NULL,
	done  INTEGER NOT NULL,
	until TEXT NOT NULL, -- put off until then
	by    INTEGER REFERENCES members ON DELETE SET NULL,
	at    TEXT NOT NULL,
	PRIMARY KEY (setup, step)
) STRICT, WITHOUT ROWID;

CREATE INDEX setup_steps_by ON setup_steps (by);

CREATE INDEX setup_steps_step ON setup_steps (step, done);

CREATE TABLE setups ( -- The setting up, or the repair, of one organisation's IT department.
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	organisation TEXT NOT NULL,
	folded       TEXT NOT NULL,    -- the organisation's name as names are compared
	body         TEXT NOT NULL,
	size         TEXT NOT NULL,
	mode         TEXT NOT NULL,
	begun_by     INTEGER REFERENCES members ON DELETE SET NULL,
	begun        TEXT NOT NULL,
	shared       INTEGER NOT NULL, -- 1: colleagues of the organisation may join
	token        TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX setups_begun_by ON setups (begun_by);

CREATE UNIQUE INDEX setups_shared ON setups (folded) WHERE shared = 1;

CREATE VIEW shown_fields AS -- what each member decided last about a field of the card
	SELECT member, field, visibility FROM consents c WHERE id = (SELECT max(id) FROM consents WHERE member = c.member AND field = c.field);

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE taken ( -- When an item was taken at its meeting.
	meeting INTEGER NOT NULL REFERENCES meetings,
	item    INTEGER NOT NULL REFERENCES items,
	began   TEXT NOT NULL,
	ended   TEXT NOT NULL, -- empty while the item is on
	how     TEXT NOT NULL, -- on, taken, skipped, carried
	PRIMARY KEY (meeting, item, began)
) STRICT, WITHOUT ROWID;

CREATE TABLE terms ( -- A time for which a member holds an office or a seat.
	member INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	office TEXT NOT NULL,
	since  TEXT NOT NULL,
	until  TEXT NOT NULL, -- empty when no end is set
	PRIMARY KEY (member, office, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE uploads ( -- A file that somebody gave in Slack for a paper, to be fetched from there.
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	paper   INTEGER NOT NULL REFERENCES papers,
	slack   TEXT NOT NULL,    -- Slack's id of the file
	name    TEXT NOT NULL,    -- empty until Slack was asked
	changed TEXT NOT NULL,    -- what changed, in one line
	by      INTEGER REFERENCES members ON DELETE SET NULL, -- who gave it
	state   TEXT NOT NULL,    -- waiting, fetching, fetched, refused
	tries   INTEGER NOT NULL,
	after   TEXT NOT NULL,    -- not to be tried before
	claim   TEXT NOT NULL,    -- who is fetching it, and
	lease   TEXT NOT NULL,    -- until when nobody else may
	note    TEXT NOT NULL,    -- why it was refused
	at      TEXT NOT NULL,
	UNIQUE (paper, slack)
) STRICT;

CREATE INDEX uploads_by ON uploads (by);

CREATE INDEX uploads_state ON uploads (state, after);

CREATE TABLE visits ( -- When a member last looked at the Home tab, and what is new since the visit before.
	member INTEGER PRIMARY KEY REFERENCES members ON DELETE CASCADE,
	last   TEXT NOT NULL, -- when it was last opened
	since  TEXT NOT NULL  -- the end of the visit before; empty on the first
) STRICT;
